"""Starts experiments for one VS Code window, and makes sure that none outlives its limits or the window.

    python -X utf8 -u supervisor.py [--no-spare]

Requests and reports are lines of JSON on standard input and output. Requests:

    {"run": ID, "source", "path", "cwd", "seconds", "bytes"}   run an experiment within limits
    {"stop": ID}                                               kill a run

Reports: {"python": {...}} once; {"run": ID, "event": ...}, where the events are `start` and `end` of a
statement (line, error), `output` (stream, text, omitted: bytes left out before it), `exit` (the last
statement is over), `syntax` (error: nothing ran), and, as the last one, `finish` (reason, code, message).

A new Python takes longer to start than most experiments take, so one is started in advance. Every run has
a fresh process. It leads a process group if the platform has them, and that group is killed as a whole.
When standard input ends, the window is gone, and everything is killed. A process that leaves its group by
setsid() is not killed.
"""

import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # Otherwise, cached code would be written into our folder.
from channels import Lines, Outbox, Reader  # noqa: E402
from interpreter import Interpreter  # noqa: E402
from runs import REPAINT, Run, compile_experiment, describe_syntax_error  # noqa: E402

# Seconds between two checks for what sends no message: that an experiment is over, or is no longer a quick one.
SOON = 0.01
# Seconds after which a run is not a quick one, so that the next interpreter may be started beside it.
LONG = 0.02
# The most seconds between two runs in a row, such as those of Run All.
ROW = 0.1


def describe_python():
    # CPython has this function in 3.13 and later.
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
        # When the last run ended.
        self.idle_since = 0.0
        self.outbox = Outbox(1, lambda: self.inbox.put((self, None)))
        self.outbox.send(python=describe_python())
        self.requests = Lines()
        self.is_wanted = True
        self.runs = []
        Reader(0, self.inbox).attach(self.read_requests)
        # Ctrl+C in the editor's terminal is not meant for us. SIG_IGN would be inherited by every program that we
        # start.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())

    def serve(self):
        """Works until the window is gone."""
        while self.is_wanted:
            try:
                sender, value = self.inbox.get(timeout=self.patience())
                sender.receive(value)
            except queue.Empty:
                pass  # A limit may have been reached.
            self.step()

    def step(self):
        """Enforces the limits of the runs, and starts an interpreter in advance when that delays no quick run."""
        running = [run for run in self.runs if not run.step()]
        if len(running) < len(self.runs):
            self.idle_since = time.monotonic()
        self.runs = running
        if all(time.monotonic() - run.started > LONG for run in running):
            self.start_spare()

    def patience(self):
        """Returns in how many seconds something may have to be done without a message, or None if nothing runs."""
        is_close = any(run.interpreter.code is not None for run in self.runs) or not self.spare
        return None if not self.runs else SOON if is_close else REPAINT

    def receive(self, _):
        """Lets the runs read on, because the window has caught up."""
        for run in self.runs:
            run.relieve()

    def read_requests(self, reader, data):
        self.is_wanted = data != b""
        for line in self.requests.split(data):
            self.answer(json.loads(line))
        reader.next()

    def answer(self, request):
        """Does what the window asks."""
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
        except Exception as error:  # Code that is nested too deeply, or has a NUL in it, may not raise a SyntaxError.
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
            self.start_spare()  # More runs will follow, and would have to wait.

    def finish(self, request, **ending):
        self.outbox.send(run=request["run"], event="finish", **ending)

    def take_interpreter(self):
        """Returns the spare interpreter, or a new one if that would differ. Raises OSError if none can be started."""
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
                pass  # The next run tries again and reports the error.

    def end(self):
        """Kills everything that is left, and deletes the folder."""
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
