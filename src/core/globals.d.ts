// What every host of core has, in Node and in browsers, and no library of TypeScript alone declares.

interface TextEncoder {
	encode(text: string): Uint8Array<ArrayBuffer>;
}
interface TextDecoder {
	decode(bytes: Uint8Array): string;
}
declare const TextEncoder: new () => TextEncoder;
declare const TextDecoder: new (
	label?: string,
	options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => TextDecoder;
