/** Why something failed: the message of the error. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
