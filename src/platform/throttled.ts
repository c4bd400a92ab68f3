/** Calls at most once in so many milliseconds, the last request included. */
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
