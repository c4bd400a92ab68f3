"""Runs one experiment in this process, one top-level statement at a time, as the module `__main__`.

    python -I -X utf8 -u runner.py REPORT ACKNOWLEDGED COPY PATH

The supervisor forks a process and calls run(); where it does not fork it starts this file.
tools/verify.py uses run_statements() alone. Works on CPython 3.9 and later.
"""

import ast
import builtins
import io
import json
import linecache
import os
import sys
import traceback
import types

try:
    from fcntl import F_DUPFD_CLOEXEC, fcntl
except ImportError:
    fcntl = None

# So many characters of an exception's message are reported, and of each end of its traceback.
KEPT = 8192
# Our file descriptors start here: a script finds 3 free, and may close the low ones.
FIRST_FD = 512

# The experiment may replace these in their modules.
getpid, read, write, dumps = os.getpid, os.read, os.write, json.dumps


class Statement:
    """A context manager around a top-level statement, which tells of it and lets the run go on after an exception."""

    def __init__(self, line, before, after):
        self.line = line
        self.before = before
        self.after = after

    def __enter__(self):
        self.before(self.line)

    def __exit__(self, kind, error, trace):
        self.after(self.line, error)
        return not isinstance(error, SystemExit)


def compile_experiment(source, path, before, after):
    """Return source as code that calls before(line) and after(line, error) around each of its top-level statements.

    It is one code object, as a script's is: equal constants of all statements are one object.
    Each statement becomes the body of a `with`. Raises what compile() does.
    """
    tree = ast.parse(source, path)
    statements = {}
    head, rest = [], []
    for node in tree.body:
        # A decorated definition starts on the line of its first decorator.
        line = min(n.lineno for n in [node, *getattr(node, "decorator_list", [])])
        # compile() takes no Statement as a constant, so each is put in the place of one that it takes.
        key = b"\0dunder %d" % len(statements)
        statements[key] = Statement(line, before, after)
        if len(head) == len(rest) and must_lead(node, head):
            head.append(node)
            node = ast.Pass(lineno=line, col_offset=0)
        item = ast.withitem(context_expr=ast.Constant(key, lineno=line, col_offset=0))
        rest.append(ast.With(items=[item], body=[node], lineno=line, col_offset=0))
    tree.body = head + rest
    code = compile(tree, path, "exec", dont_inherit=True)
    return code.replace(co_consts=tuple(statements.get(c, c) if type(c) is bytes else c for c in code.co_consts))


def must_lead(node, head):
    """Whether the compiler wants node at the top of a module, behind head."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return is_text and not head


def execute(code, path, copy):
    """Execute code as the module `__main__` of a script.

    The module's attribute `__file__` is copy, the file from which multiprocessing starts its
    children; the global name `__file__` is path, as a person expects.
    """
    main = type("module", (types.ModuleType,), {"__file__": property(lambda _: copy)})("__main__")
    vars(main).update(__file__=path, __builtins__=builtins)
    sys.modules["__main__"] = main
    sys.argv = [path]
    exec(code, vars(main))


def run_statements(source, path, after):
    """Execute source as the module `__main__` and call after(line, error) behind each top-level statement.

    line is 1-based, that of the first decorator where there is one; error is what the
    statement raised, or None. Raises what compile() does before anything has run.
    SystemExit is reported as any error, and then raised.
    """
    execute(compile_experiment(source, path, lambda line: None, after), path, path)


def clip(text):
    """Text, without its middle where it is very long."""
    return text if len(text) <= 2 * KEPT else f"{text[:KEPT]}\n… {len(text) - 2 * KEPT} characters …\n{text[-KEPT:]}"


def describe(error, path):
    """What the editor shows of an exception: its class, the first line of its message, its traceback, its innermost line of path."""
    if isinstance(error, SyntaxError) and error.filename == path:
        # The compiler takes it from the disk, where the file may be another.
        error.text = linecache.getline(path, error.lineno or 0)
    try:
        # That of the compiler ends in the file's name and line, which the editor knows.
        text = error.msg if isinstance(error, SyntaxError) and error.filename == path else str(error)
        message = text.partition("\n")[0][:KEPT]
    except BaseException:
        message = ""
    try:
        text = clip("".join(traceback.format_exception(type(error), error, error.__traceback__)))
    except BaseException as failure:
        text = f"{type(error).__name__}, whose traceback cannot be shown: {type(failure).__name__}\n"
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == path else None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == path:
            line = number
    return {"name": type(error).__name__, "message": message, "text": text, "line": line}


def call_excepthook(error):
    """Show an exception as the experiment itself wants it shown, where it does."""
    hook = getattr(sys, "excepthook", sys.__excepthook__)
    if hook is sys.__excepthook__ or isinstance(error, SystemExit):
        return
    try:
        hook(type(error), error, error.__traceback__)
    except BaseException as failure:
        trace = failure.__traceback__.tb_next  # Without this frame.
        lines = traceback.format_exception(type(failure), failure, trace, chain=False)
        complain("Error in sys.excepthook:\n" + "".join(lines))


def complain(text):
    """Print on standard error, whatever the experiment has made of it."""
    try:
        write(2, text.encode("utf-8", "backslashreplace"))
    except OSError:
        pass


def flush_output():
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except BaseException:
            pass  # The experiment has closed it, or put something else in its place.


def take_over(fd):
    """Move one of our pipes out of the experiment's way, and of its children's."""
    try:
        moved = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FD)
    except (TypeError, OSError):
        # Windows, or a low limit of open files.
        os.set_inheritable(fd, False)
        return fd
    os.close(fd)
    return moved


def run(source, path, copy, report, acknowledged):
    """Run source, which tracebacks call path, and report to the supervisor in lines of JSON: lists of an event and its details.

    After each statement this waits until the supervisor has read all that the statement
    has printed, so that no output is taken for that of the next one.
    """
    report, acknowledged = take_over(report), take_over(acknowledged)
    owner = getpid()

    def send(*message, wait=True):
        if getpid() != owner:
            return  # The experiment forked, and only its first process has statements to report.
        data = dumps(message).encode() + b"\n"
        try:
            while data:
                data = data[write(report, data) :]
            if not wait or read(acknowledged, 1):
                return
        except OSError:
            pass
        # Nobody would learn what follows, so it must not happen.
        complain("The experiment has closed the file descriptors by which Dunder follows it.\n")
        os._exit(1)

    def before(line):
        send("start", line, wait=False)

    def after(line, error):
        if error is not None:
            call_excepthook(error)
        flush_output()
        send("end", line, error and describe(error, path))

    # The file may be saved anew while this runs. An entry without a time is never read again.
    lines = io.StringIO(source, None).readlines()
    linecache.cache[path] = (len(source), None, lines, path)
    try:
        code = compile_experiment(source, path, before, after)
    except Exception as error:  # Too deeply nested code, or a NUL in it, is no SyntaxError.
        send("syntax", None, describe(error.with_traceback(None), path))
        return
    try:
        execute(code, path, copy)
    except SystemExit:
        send("done")
        raise
    send("done")


def main():
    """Take the pipes and files from the command line."""
    *pipes, copy, path = sys.argv[1:]
    report, acknowledged = map(int, pipes)
    if sys.platform == "win32":
        import msvcrt

        report = msvcrt.open_osfhandle(report, os.O_WRONLY)
        acknowledged = msvcrt.open_osfhandle(acknowledged, os.O_RDONLY)
    with open(copy, encoding="utf-8", errors="surrogatepass", newline="") as file:
        source = file.read()
    run(source, path, copy, report, acknowledged)


if __name__ == "__main__":
    main()
