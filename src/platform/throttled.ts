/** Limits how often `call` runs: at most once per `time` milliseconds, and always after the last request. */
export function throttled(call: () => void, time: number): { request(): void; cancel(): void } {
	let timer: NodeJS.Timeout | undefined;
	return {
		request() {
			timer ??= setTimeout(() => {
				timer = undefined;
				call();
			}, time);
		},
		cancel: () => clearTimeout(timer),
	};
}
