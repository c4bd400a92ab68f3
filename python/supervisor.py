"""Starts experiments for one VS Code window and sees that none outlives its limits, or the window.

    python -X utf8 -u supervisor.py [--no-spare]

Requests and reports are lines of JSON on standard input and output. Requests:

    {"run": ID, "source", "path", "cwd", "seconds", "bytes"}   run an experiment within limits
    {"stop": ID}                                               kill a run

Reports: {"python": {...}} once; {"run": ID, "event": ...}, where the events are `start` and `end` of a
statement (line, error), `output` (stream, text, omitted: bytes left out before it), `exit` (the last
statement is over), `syntax` (error: nothing ran) and, last of all, `finish` (reason, code, message).

A new Python takes longer than most experiments, so one is started in advance, and every run has a fresh
process. It leads a process group where the platform has them, which
is killed as a whole. When standard input ends, the window is gone, and everything is killed. A program
that leaves its group by setsid() is beyond reach.
"""

import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # Cached code would be in our folder.
from channels import Lines, Outbox, Reader  # noqa: E402
from interpreter import Interpreter  # noqa: E402
from runs import REPAINT, Run, compile_experiment, describe_syntax_error  # noqa: E402

# Seconds between two looks at what nothing tells of: that an experiment is over, or no longer one of the quick ones.
SOON = 0.01
# Seconds after which a run is not a quick one, so that the next interpreter may start beside it.
LONG = 0.02
# Seconds between two runs that follow one another, as those of Run All do.
ROW = 0.1


def describe_python():
    # Free-threaded builds have this since 3.13.
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    version = ".".join(map(str, sys.version_info[:3]))
    return {"version": version, "implementation": sys.implementation.name, "gil": has_gil, "platform": sys.platform}


class Supervisor:
    def __init__(self, has_spare):
        self.inbox = queue.SimpleQueue()
        self.folder = tempfile.mkdtemp(prefix="dunder-")
        self.has_spare = has_spare
        self.spare = None
        self.start_spare()
        # When the last run was over.
        self.idle_since = 0.0
        self.outbox = Outbox(1, lambda: self.inbox.put((self, None)))
        self.outbox.send(python=describe_python())
        self.requests = Lines()
        self.is_wanted = True
        self.runs = []
        Reader(0, self.inbox).attach(self.read_requests)
        # Ctrl+C in the editor's terminal is not for us. To ignore it would make every program that we start ignore it.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())

    def serve(self):
        """Work until the window is gone."""
        while self.is_wanted:
            try:
                sender, value = self.inbox.get(timeout=self.patience())
                sender.receive(value)
            except queue.Empty:
                pass  # A limit may have been reached.
            self.step()

    def step(self):
        """Keeps the limits of the runs, and an interpreter in advance: it starts when it delays no quick run."""
        running = [run for run in self.runs if not run.step()]
        if len(running) < len(self.runs):
            self.idle_since = time.monotonic()
        self.runs = running
        if all(time.monotonic() - run.started > LONG for run in running):
            self.start_spare()

    def patience(self):
        """Seconds until something may have to be done that nothing tells of."""
        is_close = any(run.interpreter.code is not None for run in self.runs) or not self.spare
        return None if not self.runs else SOON if is_close else REPAINT

    def receive(self, _):
        """The window has caught up."""
        for run in self.runs:
            run.relieve()

    def read_requests(self, reader, data):
        self.is_wanted = data != b""
        for line in self.requests.split(data):
            self.answer(json.loads(line))
        reader.next()

    def answer(self, request):
        """Do what the window asks."""
        if "run" in request:
            try:
                self.run(request)
            except OSError as error:
                self.finish(request, reason="failed", code=0, message=str(error))
        for run in self.runs:
            if run.id == request.get("stop"):
                run.kill("stopped")

    def run(self, request):
        try:
            program, warnings = compile_experiment(request["source"], request["path"], os.urandom(16))
        except Exception as error:  # Too deeply nested code, or a NUL in it, is no SyntaxError.
            details = describe_syntax_error(error, request["source"])
            self.outbox.send(run=request["run"], event="syntax", error=details)
            self.finish(request, reason="exit", code=1)
            return
        interpreter = self.take_interpreter()
        try:
            self.runs.append(Run(request, program, warnings, interpreter, self.outbox, self.folder))
        except OSError:
            interpreter.kill()
            interpreter.discard()
            raise
        if time.monotonic() - self.idle_since < ROW:
            self.start_spare()  # More will follow, and would have to wait.

    def finish(self, request, **ending):
        self.outbox.send(run=request["run"], event="finish", **ending)

    def take_interpreter(self):
        """The spare one, unless one that is started now would differ. Raises OSError where none can be started."""
        spare, self.spare = self.spare, None
        if spare and spare.is_usable:
            return spare
        if spare:
            spare.kill()
            spare.discard()
        return Interpreter(self.inbox)

    def start_spare(self):
        if self.has_spare and not self.spare:
            try:
                self.spare = Interpreter(self.inbox)
            except OSError:
                pass  # The next run tries again and tells why.

    def end(self):
        """Leave nothing behind."""
        for run in self.runs:
            run.kill("stopped")
            run.close()
        if self.spare:
            self.spare.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    supervisor = Supervisor(has_spare="--no-spare" not in sys.argv)
    try:
        supervisor.serve()
    finally:
        supervisor.end()


if __name__ == "__main__":
    main()
