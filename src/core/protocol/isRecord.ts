/** Whether a value is an object, of whose properties nothing is known. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
