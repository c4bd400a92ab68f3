"""Starts experiments for one VS Code window and sees that none outlives its limits, or the window.

    python -I -X utf8 -u supervisor.py [--no-fork]

Requests and reports are lines of JSON on standard input and output. Requests:

    {"run": ID, "source", "path", "cwd", "seconds", "bytes"}   run an experiment within limits
    {"stop": ID}                                               kill a run
    {"judge": ID, "pairs": [[PREDICTED, ACTUAL], ...]}         compare as Python literals

Reports: {"python": {...}} once; {"judge": ID, "equal": [...]}; {"run": ID, "event": ...}, where the
events are `start` and `end` of a statement (line, error), `output` (stream, text, omitted: bytes left
out before it), `syntax` (error: nothing ran) and, last of all, `finish` (reason, code, message).

A run is forked where the platform can, for a new Python takes longer than most experiments. It
leads a process group, which is killed as a whole. When standard input ends, the window is gone,
and everything is killed. A program that leaves its group by setsid() is beyond reach.
"""

import ast
import os
import select
import signal
import sys
import time
import warnings

# `-I` keeps our folder off the path, where it would be in the way of an experiment, as cached code would be in our folder.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import runner  # noqa: E402
from channels import CHUNK, WINDOWS, Lines, Outbox, Pipe  # noqa: E402
from runs import BACKLOG, REPAINT, Run  # noqa: E402

sys.dont_write_bytecode = False
del sys.path[0]

# Seconds between two looks at what cannot be waited for.
SOON = 0.005


def same_value(left, right):
    """Whether two values that ast.literal_eval gave are equal, and of the same types all the way down."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        pairs = zip(left.items(), right.items())
        return len(left) == len(right) and all(same_value(a, b) for a, b in pairs)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same_value, left, right))
    return left == right


def judge(predicted, actual):
    """Whether two texts are the same Python literal."""
    with warnings.catch_warnings():
        # Of escape sequences that Python does not know.
        warnings.simplefilter("ignore")
        try:
            return same_value(ast.literal_eval(predicted.strip()), ast.literal_eval(actual.strip()))
        except Exception:
            return False


def describe_python():
    # Free-threaded builds have this since 3.13.
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    version = ".".join(map(str, sys.version_info[:3]))
    return {"version": version, "implementation": sys.implementation.name, "gil": has_gil, "platform": sys.platform}


class Supervisor:
    def __init__(self):
        self.requests = Lines(Pipe(0))
        self.outbox = Outbox(1)
        self.runs = []
        if not WINDOWS:
            # An exit must wake us even where others of the run still hold its pipes.
            self.wake, wake = os.pipe()
            for fd in (self.wake, wake):
                os.set_blocking(fd, False)
            signal.signal(signal.SIGCHLD, lambda *_: None)
            signal.set_wakeup_fd(wake)
            signal.signal(signal.SIGTERM, lambda *_: sys.exit())
            # Ctrl+C in the editor's terminal is not for us. To ignore it would make every program that we start ignore it.
            signal.signal(signal.SIGINT, lambda *_: None)

    def serve(self):
        """Work until the window is gone. In a process that was forked for a run, returns that run."""
        self.outbox.send(python=describe_python())
        while not self.requests.pipe.ended:
            for request in self.requests.read(wait=not self.runs):
                run = self.answer(request)
                if run and run.is_child:
                    return run
            self.runs = [run for run in self.runs if not run.step()]
            self.outbox.flush()
            self.wait()
        return None

    def answer(self, request):
        """Do what the window asks. Returns the run that was started, if one was."""
        if "run" in request:
            try:
                run = Run(request, self.outbox)
            except (OSError, ValueError) as error:
                self.outbox.send(run=request["run"], event="finish", reason="failed", code=0, message=str(error))
                return None
            if not run.is_child:
                self.runs.append(run)
            return run
        if "stop" in request:
            for run in self.runs:
                if run.id == request["stop"]:
                    run.kill("stopped")
        elif "judge" in request:
            equal = [judge(*pair) for pair in request["pairs"]]
            self.outbox.send(judge=request["judge"], equal=equal)
        return None

    def wait(self):
        """Until there is something to do, or a limit may have been reached."""
        if WINDOWS:
            # Its pipes cannot be waited for together. Without runs there is but one, which serve() waits for.
            time.sleep(SOON if self.runs else 0)
            return
        fds = [self.requests.pipe.fd, self.wake]
        if len(self.outbox.waiting) < BACKLOG:
            fds += [fd for run in self.runs for fd in run.fds()]
        is_ending = any(run.code is not None for run in self.runs)
        timeout = SOON if is_ending else REPAINT if self.runs else None
        select.select(fds, [1] if self.outbox.waiting else [], [], timeout)
        try:
            os.read(self.wake, CHUNK)
        except BlockingIOError:
            pass

    def end(self):
        """Leave nothing behind."""
        for run in self.runs:
            run.kill("stopped")
            run.close()


def main():
    supervisor = Supervisor()
    process = os.getpid()
    try:
        run = supervisor.serve()
    finally:
        if os.getpid() == process:
            supervisor.end()
    if run:
        for name in ("channels", "runner", "runs"):
            del sys.modules[name]
        runner.run(*run.job)


if __name__ == "__main__":
    main()
