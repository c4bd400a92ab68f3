"""Runs an experiment, from its start until none of its processes is left."""

import ast
import io
import os
import shutil
import time
import traceback
import warnings

from channels import Lines, Stream
from program import Program

# Seconds between two reports of what a statement has printed so far.
REPAINT = 0.1
# Seconds that an experiment's other processes have after its first one has ended.
GRACE = 0.5


def compile_experiment(source, path, mark):
    """Returns the Program of an experiment, and the compiler's warnings as text. Raises what compile() raises."""
    with warnings.catch_warnings(record=True) as caught:
        program = Program(source, path, mark)
    lines = dict(enumerate(io.StringIO(source, None), 1))
    texts = [
        warnings.formatwarning(each.message, each.category, each.filename, each.lineno, lines.get(each.lineno, ""))
        for each in caught
    ]
    return program, "".join(texts)


def describe_syntax_error(error, source):
    """Describes why nothing can run, in the form in which the runner describes an exception."""
    line = getattr(error, "lineno", None)
    if isinstance(error, SyntaxError):
        # The compiler may have taken the text from the file on the disk, which may be different.
        error.text = dict(enumerate(io.StringIO(source, None), 1)).get(line, "")
    # str() of a SyntaxError ends with the file's name and line, which the editor knows.
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    text = "".join(traceback.format_exception_only(type(error), error))
    kind = type(error)
    return {
        **{"name": kind.__name__, "module": kind.__module__, "qualname": kind.__qualname__},
        **{"message": message.partition("\n")[0], "text": text, "line": line, "exits": False},
    }


class Run:
    """A run of a compiled program in an interpreter, which it takes over. Raises OSError if it can't begin."""

    def __init__(self, request, program, compiler_warnings, interpreter, outbox, folder):
        self.id = request["run"]
        self.program = program
        self.warnings = compiler_warnings
        self.interpreter = interpreter
        self.outbox = outbox
        self.bytes = request["bytes"]
        self.total = 0
        # Why the run was killed.
        self.reason = None
        self.message = ""
        self.is_killed = False
        self.painted = 0.0
        # The number of the statement that runs: -1 before the first one, and their count after the last one.
        self.number = -1
        # What statements have raised, by their numbers. `last` is the number of the last statement that runs.
        self.errors = {}
        self.last = len(program.lines) - 1
        # Readers that wait until the window has caught up.
        self.held = []
        self.out, self.err, self.reports = Stream(program.mark), Stream(program.mark), Lines(longest=1 << 20)
        # The folder for a copy of the source, which the interpreter makes on demand.
        self.folder = os.path.join(folder, str(self.id))
        self.begin(**request)

    def begin(self, source, path, cwd, seconds, **_):
        with os.scandir(cwd):
            pass  # This raises OSError if the folder is missing.
        self.started = time.monotonic()
        self.deadline = self.started + seconds
        self.interpreter.out.attach(lambda reader, data: self.read(reader, self.out, data))
        self.interpreter.err.attach(lambda reader, data: self.read(reader, self.err, data))
        self.interpreter.reports.attach(self.read_reports)
        self.interpreter.attach(self.shorten_deadline)
        job = {"source": source, "path": path, "folder": self.folder, "cwd": cwd}
        self.interpreter.send({**job, "mark": self.program.mark, "code": self.program.code})

    def shorten_deadline(self):
        """Leaves little time to the other processes, because the first one has ended."""
        self.deadline = min(self.deadline, time.monotonic() + GRACE)

    def read(self, reader, stream, data):
        stream.feed(data)
        self.total += len(data)
        while self.out.complete and self.err.complete:
            self.end_statement(self.out.complete.pop(0), self.err.complete.pop(0))
        self.read_on(reader)

    def read_on(self, reader):
        if self.outbox.is_full and self.interpreter.code is None:
            self.held.append(reader)
        else:
            reader.next()

    def relieve(self):
        """Reads on, because the window has caught up."""
        while self.held:
            self.held.pop().next()

    def read_reports(self, reader, data):
        try:
            for line in self.reports.split(data):
                self.answer(*ast.literal_eval(line.decode("ascii")))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError) as error:
            self.message = f"The experiment has written into the pipe by which Dunder follows it ({error})"
            self.kill("failed")
        reader.next()

    def answer(self, number, is_exit, *details):
        """Stores what a statement has raised, and sends the code that comes after that statement."""
        fields = ("name", "module", "qualname", "message", "text", "line")
        self.errors[number] = {**dict(zip(fields, details)), "exits": bool(is_exit)}
        if is_exit:
            self.last = number
        rest = number + 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # These warnings have been reported before.
            code = self.program.compile_from(rest) if 0 < rest <= self.last else None
        self.interpreter.send(code)

    def end_statement(self, out, err):
        """Reports the output before a mark, and the end of its statement."""
        if self.number >= 0:
            self.send_output(out, err, complete=True)
            self.send("end", line=self.program.lines[self.number], error=self.errors.pop(self.number, None))
        # What Python prints at its start, before the first mark, belongs to no statement.
        self.number += 1
        if self.is_done:
            self.send("exit")
            return
        self.send("start", line=self.program.lines[self.number])
        if self.number == 0 and self.warnings:
            self.send("output", stream="err", text=self.warnings, omitted=0)

    @property
    def is_done(self):
        return self.number > self.last

    def send_output(self, out, err, complete):
        for name, passage in (("out", out), ("err", err)):
            for text, omitted in passage.take(complete):
                self.send("output", stream=name, text=text, omitted=omitted)

    def send(self, event, **details):
        self.outbox.send(run=self.id, event=event, **details)

    def step(self):
        """Enforces the limits, and reports the output of the statement that runs. Returns whether the run is over."""
        now = time.monotonic()
        if self.interpreter.code is not None and self.is_over(now):
            self.finish()
            return True
        if now > self.deadline:
            self.kill("time")
        elif self.total > self.bytes:
            self.kill("output")
        if self.number >= 0 and now > self.painted + REPAINT and not (self.out.complete or self.err.complete):
            self.painted = now
            self.send_output(self.out.current, self.err.current, complete=False)
        return False

    def is_over(self, now):
        """Whether the run is over, after its first process has ended: all output was read, or its time is up."""
        readers = (self.interpreter.out, self.interpreter.err, self.interpreter.reports)
        if all(reader.ended for reader in readers):
            # Processes that are left don't hold the pipes, and are not waited for.
            self.kill()
            return True
        return now > self.deadline + GRACE

    def kill(self, reason=None):
        """Kills all processes of the run, once. The reason tells why the first process did not end by itself."""
        if not self.is_killed:
            self.is_killed = True
            if self.interpreter.code is None:
                self.reason = reason
            self.interpreter.kill()
            self.relieve()

    def finish(self):
        self.out.feed(b"")
        self.err.feed(b"")
        code = self.interpreter.code
        if self.number < 0 and not self.reason:
            self.reason, self.message = "failed", self.describe_failure()
        else:
            self.send_output(self.out.current, self.err.current, complete=True)
        ending = "signal" if code < 0 else "exit" if self.is_done else "quit"
        self.send("finish", reason=self.reason or ending, code=code, message=self.message)
        self.close()

    def describe_failure(self):
        """Describes why the experiment has not begun: the last line that Python wrote to standard error."""
        said = "".join(text for text, _ in self.err.current.take(complete=True)).split("\n")
        return next((line for line in reversed(said) if line.strip()), "it ended before the experiment began")

    def close(self):
        self.interpreter.discard()
        if os.path.exists(self.folder):
            shutil.rmtree(self.folder, ignore_errors=True)
