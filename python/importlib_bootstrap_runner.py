"""Runs one experiment as a script, in a process that may have started before the experiment was known.

    python -X utf8 -u importlib_bootstrap_runner.py REPORT REQUESTS VERSION

REPORT and REQUESTS are file descriptors (handles on Windows), and VERSION is the sys.version of the
supervisor. The first request is the experiment. If the requests end before it, none is wanted any more.
Works on CPython 3.9 and later, and on PyPy.

The experiment must not find more here than in a fresh script. So this file leaves only those modules in
sys.modules that Python has imported at its start, and it runs the experiment from its own module level, so
that only one frame is below that of the experiment. Because of the file's name, the warnings module, and
logging in 3.11 and later, take that frame for one of the import system, and skip it. A tool that traces,
profiles, or monitors sees nothing of ours between two statements, because their boundaries are operators of
classes whose methods are written in C (see program.py).
"""

fresh = dict(globals())  # The names that a script finds, but not their values.

import os  # noqa: E402
import sys  # noqa: E402
from sys import modules, settrace as set_trace  # noqa: E402

known = set(modules)
import marshal  # noqa: E402

try:
    from _functools import partial  # noqa: E402
except ImportError:  # PyPy has no _functools.
    from functools import partial  # noqa: E402

for name in set(modules) - known:
    del modules[name]

# These are copied, because the experiment may replace any of them in their modules.
__builtins__ = dict(vars(__builtins__))
dup2, getpid, read, write = os.dup2, os.getpid, os.read, os.write
get_trace, monitoring, excepthook = sys.gettrace, getattr(sys, "monitoring", None), sys.__excepthook__
# A profile function sees calls of functions that are written in C, but not calls of their own methods.
get_profile, set_profile = sys.getprofile.__call__, sys.setprofile.__call__

# This many characters of an exception's message are reported, and of each end of its traceback.
KEPT = 8192
# Our file descriptors start here, because a script finds 3 free and may close the low ones.
FIRST_FD = 512


class Operand(type(sys.implementation)):
    """Base class of the operands on the left of the boundaries' operators.

    It does not derive directly from object, whose subclasses a script may list.
    """


def operand(**methods):
    """Returns an object whose operators are functions that are written in C."""
    return type("Operand", (Operand,), {name: staticmethod(method) for name, method in methods.items()})()


def take_over(fd, number):
    """Moves a file descriptor out of the way of the experiment and of its children."""
    try:
        moved = dup2(fd, number, False)
    except OSError:  # The limit of open files is low.
        os.set_inheritable(fd, False)
        return fd
    os.close(fd)
    return moved


def open_pipes():
    """Returns the file descriptors that the command line names."""
    *pipes, version = sys.argv[1:]
    if version != sys.version:
        complain(f"{sys.executable} was replaced by another Python while it was in use, so run again\n")
        os._exit(1)
    pipes = map(int, pipes)
    if sys.platform == "win32":
        import msvcrt

        del modules["msvcrt"]
        report, requests = (msvcrt.open_osfhandle(pipe, os.O_BINARY) for pipe in pipes)
    else:
        report, requests = pipes
    return take_over(report, FIRST_FD), take_over(requests, FIRST_FD + 1)


def read_exactly(fd, size):
    data = b""
    while len(data) < size:
        piece = read(fd, size - len(data))
        if not piece:
            os._exit(0)  # The supervisor is gone, or wants nothing from this process any more.
        data += piece
    return data


def receive():
    """Returns the next request, or the answer to a report."""
    return marshal.loads(read_exactly(requests, int.from_bytes(read_exactly(requests, 8), "big")))


def send(*report):
    """Sends a report as a line that every Python reads in the same way."""
    data = (ascii(report) + "\n").encode()
    while data:
        data = data[write(report_fd, data) :]


def prepare(source, path, folder, cwd, **_):
    """Makes this process that of a script that is about to begin. Returns the script's module."""
    os.chdir(cwd)
    sys.argv[:] = [path]
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[-4:] = [path]
    if not getattr(sys.flags, "safe_path", False):
        sys.path[0] = os.path.dirname(path)
    # The attribute `__file__` is the file from which multiprocessing starts its children. It contains only this
    # experiment, on the same lines. The global name is the path, as a person expects.
    attributes = {"__module__": "builtins", "__file__": property(lambda _: copy_source(source, path, folder))}
    module = type("module", (type(sys),), attributes)("__main__")
    vars(module).update(fresh, __doc__=None, __loader__=type(__loader__)("__main__", path), __file__=path)
    if "__annotations__" in fresh:
        vars(module)["__annotations__"] = {}
    modules["__main__"] = module
    return module


def copy_source(source, path, folder):
    """Returns the path of a file with only the source, and creates the file if it doesn't exist."""
    copy = os.path.join(folder, os.path.basename(path))
    if not os.path.exists(copy):
        os.mkdir(folder)
        with open(copy, "wb") as file:
            file.write(source.encode("utf-8", "surrogatepass"))
    return copy


def link(code):
    """Returns the code with our operands among its constants, in place of the placeholders."""
    constants = (operands.get(each, each) if type(each) is bytes else each for each in code.co_consts)
    return code.replace(co_consts=tuple(constants))


class Text:
    """A file that keeps what is written to it."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass

    def __str__(self):
        text = "".join(self.parts)
        return text if len(text) <= 2 * KEPT else f"{text[:KEPT]}\n… {len(text) - 2 * KEPT} characters …\n{text[-KEPT:]}"


def show(error):
    """Returns what Python itself prints for an uncaught exception, including hints such as "Did you mean"."""
    text = Text()
    saved = sys.__dict__.get("stderr")
    known = dict(modules)
    modules.update((name, module) for name, module in imported.items() if name not in known)
    sys.stderr = text
    try:
        excepthook(type(error), error, error.__traceback__)
    except BaseException as failure:
        text.write(f"{type(error).__name__}, whose traceback cannot be shown: {type(failure).__name__}\n")
    finally:
        sys.stderr = saved
        # In 3.13 and later, the hook imports modules that a script has not imported.
        for name in set(modules) - set(known):
            imported[name] = modules.pop(name)
    return str(text)


def message_of(error):
    try:
        return str(error).partition("\n")[0][:KEPT]
    except BaseException:
        return ""


def line_of(error, path):
    """Returns the innermost line of the experiment in the traceback."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def describe(error, path):
    """Returns what the editor shows of an exception.

    That is its class, module, and qualified name, the first line of its message, its traceback, and its line.
    """
    kind = type(error)
    module = kind.__module__ if type(kind.__module__) is str else ""
    return kind.__name__, module, kind.__qualname__, message_of(error), show(error), line_of(error, path)


def call_excepthook(error):
    """Shows an exception with the experiment's own sys.excepthook, if it has one."""
    hook = getattr(sys, "excepthook", excepthook)
    if hook is excepthook or isinstance(error, SystemExit):
        return
    try:
        hook(type(error), error, error.__traceback__)
    except BaseException as failure:
        failure.__traceback__ = failure.__traceback__.tb_next  # This frame is left out.
        failure.__context__ = None
        complain("Error in sys.excepthook:\n" + show(failure))


def complain(text):
    """Prints on standard error, even if the experiment has replaced sys.stderr."""
    try:
        write(2, text.encode("utf-8", "backslashreplace"))
    except OSError:
        pass  # It is closed, so the text can't be shown.


def watch_over(error):
    """Reports what a statement raised, and that it is over. Returns the code that comes after it."""
    call_excepthook(error)
    try:
        send(total - remaining.__length_hint__(), isinstance(error, SystemExit), *describe(error, request["path"]))
        rest = receive()
        count(), mark_out(mark), mark_err(mark)
    except OSError:
        # The supervisor could not follow what comes next, so it must not happen.
        complain("The experiment has closed the file descriptors by which Dunder follows it.\n")
        os._exit(1)
    return rest and link(rest)


def pause_monitoring():
    """Turns off the events of all monitoring tools. Returns them for resume_monitoring()."""
    tools = [tool for tool in range(6) if monitoring and monitoring.get_tool(tool) is not None]
    paused = [(tool, monitoring.get_events(tool)) for tool in tools]
    for tool in tools:
        monitoring.set_events(tool, 0)
    return paused


def resume_monitoring(paused):
    for tool, events in paused:
        if monitoring.get_tool(tool) is not None:
            monitoring.set_events(tool, events)


def end_child(error):
    """Ends a process that the experiment forked, in the way in which an uncaught exception ends a script."""
    if isinstance(error, SystemExit):
        raise error
    sys.excepthook(type(error), error, error.__traceback__)
    sys.exit(1)


report_fd, requests = open_pipes()
request = receive()
owner = getpid()
imported = {}
total = 1 << 30
remaining = iter(range(total))
count = remaining.__next__
mark = request["mark"]
streams = [open(take_over(os.dup(fd), FIRST_FD + 1 + fd), "wb", 0, closefd=False) for fd in (1, 2)]
mark_out, mark_err = (stream.write for stream in streams)
operands = {
    b"\0dunder count": operand(__invert__=count),
    b"\0dunder out": operand(__lshift__=mark_out),
    b"\0dunder err": operand(__lshift__=mark_err),
}
main = prepare(**request)
names, code = vars(main), link(request["code"])
if hasattr(os, "register_at_fork"):
    # A process that the experiment forks has nothing to report, so it gets other file descriptors for the marks.
    nowhere = take_over(os.open(os.devnull, os.O_RDWR), FIRST_FD + 4)
    for stream in streams:
        os.register_at_fork(after_in_child=partial(dup2, nowhere, stream.fileno(), False))
mark_out(mark), mark_err(mark)
while code:
    error = None
    try:
        # A tool that the experiment has left on is turned off before it can see another line of ours.
        exec(code, names); set_profile(None); break  # fmt: skip  # noqa: E702
    except BaseException as raised:
        trace, profile = get_trace(), get_profile()
        set_trace(None), set_profile(None)
        error = raised
    error.__traceback__ = error.__traceback__.tb_next  # This frame is left out.
    if getpid() != owner:
        end_child(error)
    paused = pause_monitoring()
    code = watch_over(error)
    if isinstance(error, SystemExit):
        del main, names
        try:
            raise error
        finally:
            del error
    del error
    resume_monitoring(paused)
    if type(profile).__module__ == "_lsprof":
        profile.enable()
    else:
        set_profile(profile)
    set_trace(trace)
else:
    set_profile(None)
# Python itself does this at the end of a script that has not called sys.exit().
names.pop("__file__", None)
names.pop("__cached__", None)
del main, names, code
