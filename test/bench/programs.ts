/** Programs that are hard to stop, by name. */
export const stubbornPrograms: Readonly<Record<string, string>> = {
	"endless loop": "while True: pass",
	"ignored SIGTERM":
		"import signal\nfor name in ('SIGTERM', 'SIGINT', 'SIGHUP'):\n    signal.signal(getattr(signal, name), signal.SIG_IGN)\nwhile True: pass",
	"3 × 2 children": `import subprocess, sys
inner = "import time; time.sleep(600)"
outer = f"import subprocess, sys, time; [subprocess.Popen([sys.executable, '-c', {inner!r}]) for _ in range(2)]; time.sleep(600)"
children = [subprocess.Popen([sys.executable, "-c", outer]) for _ in range(3)]
for child in children: child.wait()`,
	"multiprocessing × 4": `import multiprocessing, time
def work(number):
    time.sleep(600)
if __name__ == "__main__":
    with multiprocessing.Pool(4) as pool:
        pool.map(work, range(4))`,
	threads: `import threading
def work():
    while True: pass
for _ in range(4): threading.Thread(target=work).start()`,
	"endless print": "while True: print('a line of output, and no end of them')",
	"catastrophic re": "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')",
};
