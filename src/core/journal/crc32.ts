const table = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) {
		rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
	}
	return rest;
});

/** The CRC-32 of zlib, gzip, and PNG (ISO 3309), as an unsigned number. */
export function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (let index = 0; index < bytes.length; index++) {
		crc = (crc >>> 8) ^ (table[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}
