"""Makes Pyodide run experiments one after another, each as its own process would, with the lab's code for it.

Pyodide has only one process and one thread, and its own event loop. So `asyncio.run` gets an event loop of ours, whose
clock jumps to the next timer instead of waiting. The order of events is that of a real run.
"""

import asyncio
import gc
import json
import os
import sys
import types

from program import PLACEHOLDERS, Program


class NoSelector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        self.loop.now += timeout or 0
        return []


class VirtualTimeLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._selector = NoSelector(self)

    def time(self):
        return self.now

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class Runner(asyncio.Runner):
    def __init__(self, *, debug=None, loop_factory=None):
        super().__init__(debug=debug, loop_factory=loop_factory or VirtualTimeLoop)


def run(main, *, debug=None, loop_factory=None):
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


class Boundary:
    """Ends a statement. Replaces the operands between statements, which otherwise write to pipes."""

    def __init__(self, end):
        self.end = end

    def __invert__(self):
        self.end(None)

    def __lshift__(self, mark):
        pass


def describe(error):
    try:
        message = str(error).partition("\n")[0]
    except Exception:
        message = ""
    return {"name": type(error).__name__, "message": message}


def run_statements(source, path):
    """Runs code and returns what each statement printed and raised, in the form of the supervisor's reports."""
    program = Program(source, path, b"")
    reports = []
    output = open(1, "w", encoding="utf-8", closefd=False)
    start = os.fstat(1).st_size

    def end(error):
        nonlocal start
        sys.stdout.flush()
        size = os.fstat(1).st_size
        text = os.pread(1, size - start, start).decode()
        start = size
        report = {"line": program.lines[len(reports)], "output": [], "errors": []}
        if text:
            report["output"] = [line.rstrip() for line in text.removesuffix("\n").split("\n")]
        if error is not None:
            report["error"] = describe(error)
        reports.append(report)

    operands = dict.fromkeys(PLACEHOLDERS[1:], Boundary(end))
    operands[PLACEHOLDERS[0]] = Boundary(end)
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    vars(main).update(__file__=path, __builtins__=__builtins__)
    sys.argv = [path]
    sys.stdout = output
    while len(reports) < len(program.lines):
        code = program.compile_from(len(reports))
        constants = (operands.get(each, each) if type(each) is bytes else each for each in code.co_consts)
        try:
            exec(code.replace(co_consts=tuple(constants)), vars(main))
        except SystemExit as error:
            end(error)
            break
        except BaseException as error:
            error.__traceback__ = error.__traceback__.tb_next
            end(error)
    return reports


def record(path):
    """Runs an experiment. Returns what its statements did as JSON, or why the experiment could not run."""
    known = set(sys.modules)
    main, stdout, argv = sys.modules["__main__"], sys.stdout, sys.argv
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    asyncio.run, original = run, asyncio.run
    saved = os.dup(1)
    target = os.open("/output", os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(target, 1)
    try:
        with open(path, encoding="utf-8") as file:
            source = file.read()
        return json.dumps({"statements": run_statements(source, path)})
    except SyntaxError as error:
        return json.dumps({"failure": f"{type(error).__name__}: {error}"})
    finally:
        sys.stdout, sys.argv = stdout, argv
        os.dup2(saved, 1)
        os.close(saved)
        os.close(target)
        gc.enable()
        asyncio.run = original
        asyncio._set_running_loop(outer)
        sys.modules["__main__"] = main
        for name in set(sys.modules) - known:
            del sys.modules[name]
