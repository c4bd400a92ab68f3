"""Runs the experiments of a scratch file, each in a process of its own.

    python runner.py FILE      every `# region` of FILE, one after another
    python runner.py FILE N    the N-th region, counted from 1, in this process

A region runs one top-level statement at a time. A statement that raises shows its
traceback, and the run goes on with the next. Works on CPython 3.9 and later.
"""

import __future__
import ast
import os
import re
import subprocess
import sys
import traceback
import types

FLAGS = ["-I", "-X", "utf8", "-u"]


def find_regions(text):
    """Return (title, source) pairs; sources keep the line numbers of the file.

    A file without regions is one experiment without a title.
    """
    lines = text.splitlines(keepends=True)
    regions = []
    start = title = None
    for number, line in enumerate([*lines, "# endregion"]):
        opening = re.match(r"# ?region\b ?(.*)", line)
        if start is not None and (opening or re.match(r"# ?endregion\b", line)):
            regions.append((title, "\n" * start + "".join(lines[start:number])))
            start = None
        if opening:
            start, title = number + 1, opening[1].strip()
    return regions or [(None, text)]


def run_statements(source, path, after):
    """Execute each top-level statement of source as the module `__main__`.

    Calls after(line, error) behind each statement, with the 1-based line on which it
    starts (its first decorator's, if it has any) and what it raised, or None.
    Raises SyntaxError where source does not parse; SystemExit ends the run.
    """
    tree = ast.parse(source, path)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    sys.argv = [path]
    flags = 0
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for name in node.names:
                flags |= getattr(__future__, name.name).compiler_flag
        first = min([node, *getattr(node, "decorator_list", [])], key=lambda n: n.lineno)
        error = None
        try:
            statement = ast.Module(body=[node], type_ignores=[])
            code = compile(statement, path, "exec", flags=flags, dont_inherit=True)
            exec(code, main.__dict__)
        except SystemExit:
            raise
        except BaseException as caught:
            error = caught
        after(first.lineno, error)


def show(error):
    """Print a traceback without the runner's own frames."""
    own = error.__traceback__
    while own and own.tb_frame.f_code.co_filename == __file__:
        own = own.tb_next
    traceback.print_exception(type(error), error, own, file=sys.stdout)


def run_region(text, path, number):
    _, source = find_regions(text)[number - 1]
    try:
        run_statements(source, path, lambda _, error: error and show(error))
    except SyntaxError as error:
        show(error.with_traceback(None))
    except SystemExit as request:
        print(f"SystemExit: {request}")


def run_each(text, path):
    bold, reset = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {version}, {sys.executable}")
    for number, (title, _) in enumerate(find_regions(text), 1):
        print(f"\n{bold}{title or os.path.basename(path)}{reset}")
        subprocess.run([sys.executable, *FLAGS, __file__, path, str(number)])


def main():
    path = os.path.abspath(sys.argv[1])
    os.chdir(os.path.dirname(path))
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    if len(sys.argv) > 2:
        run_region(text, path, int(sys.argv[2]))
    else:
        run_each(text, path)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
