"""Compiles an experiment so that it reports when each of its top-level statements is over.

Works on CPython 3.9 and later.
"""

import ast
import sys

PLACEHOLDERS = (b"\0dunder count", b"\0dunder out", b"\0dunder err")


class Program:
    """An experiment as a script: `code` runs it, and `lines` are the 1-based first lines of its top-level statements.

    Raises what compile() raises. `mark` is what `code` writes after each statement; see compile_from().
    """

    def __init__(self, source, path, mark):
        self.path = path
        self.mark = mark
        # A line below the last one, for code that is added here. without_lines() then removes it.
        self.nowhere = source.count("\n") + 2
        self.body = ast.parse(source, path).body
        # The statements that the compiler requires at the top of a module stay there, with no other code between them.
        self.head = count_leading(self.body)
        self.lines = [first_line(node) for node in self.body]
        # The flags of `from __future__` imports, which also hold for code that is compiled later.
        self.flags = 0
        self.code = self.compile_from(0)
        self.flags = self.code.co_flags & future_flags()

    def compile_from(self, start):
        """Returns code for the statements from number `start` on, with three expressions after each of them.

        These are `~COUNT`, `OUT << mark`, and `ERR << mark`. Their left sides are PLACEHOLDERS among the constants,
        which the runner replaces. An operator whose method is written in C leaves no trace: no call, no line, no frame.
        All statements are in one code object, as in a script, so that equal constants are one object.
        """
        body = []
        if start > 0:
            body.append(place(ast.Pass(), self.nowhere))  # Otherwise, a string that comes first would be the docstring.
        for number, node in enumerate(self.body[start:], start + 1):
            body.append(node)
            if number >= self.head:
                line = self.line_behind(node, *self.body[number : number + 1])
                for _ in range(self.head if number == self.head else 1):
                    body += [place(expression, line) for expression in boundary(self.mark)]
        tree = ast.Module(body=body, type_ignores=[])
        code = compile(tree, self.path, "exec", flags=self.flags, dont_inherit=True)
        return without_lines(code, self.nowhere)


    def line_behind(self, node, following=None):
        """Returns the line for the code between two statements.

        If the statements share a line, it is that line. Otherwise there is none, because neither line may seem to run
        twice. The line after the last statement is also the line of the return from the module.
        """
        is_shared = node.lineno == node.end_lineno and (following is None or following.lineno == node.lineno)
        return node.lineno if is_shared else self.nowhere


def count_leading(body):
    """Counts the statements that the compiler requires at the top: the docstring and `from __future__` imports."""
    count = 0
    for node in body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not is_future and (count > 0 or ast.get_docstring(ast.Module(body=[node]), clean=False) is None):
            break
        count += 1
    return count


def first_line(node):
    """Returns the first line of a statement. A decorated definition starts on the line of its first decorator."""
    return min(part.lineno for part in [node, *getattr(node, "decorator_list", [])])


def future_flags():
    import __future__

    return sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})


def boundary(mark):
    """Returns the expressions after a statement, which compile_from() explains."""
    count, out, err = map(ast.Constant, PLACEHOLDERS)
    operations = [
        ast.UnaryOp(ast.Invert(), count),
        ast.BinOp(out, ast.LShift(), ast.Constant(mark)),
        ast.BinOp(err, ast.LShift(), ast.Constant(mark)),
    ]
    return [ast.Expr(operation) for operation in operations]


def place(node, line):
    """Puts a node that was added here on a line, and returns it."""
    for part in ast.walk(node):
        part.lineno = part.end_lineno = line
        part.col_offset = part.end_col_offset = 0
    return node


def without_lines(code, first):
    """Returns the code without the lines from `first` on, so that no tool can stop there.

    In Python 3.9, each instruction has a line. There, such an instruction gets the line of the one before it.
    """
    if sys.implementation.name != "cpython":
        return code
    if sys.version_info >= (3, 11):
        return code.replace(co_linetable=bytes(edit_locations(code, first)))
    if sys.version_info >= (3, 10):
        return code.replace(co_linetable=bytes(edit_line_table(code, first)))
    return code.replace(co_lnotab=bytes(edit_lnotab(code, first)))


def edit_locations(code, first):
    """Edits the location table of 3.11 and later. Objects/locations.md in CPython describes its format."""
    table = code.co_linetable
    line = told = code.co_firstlineno
    at = 0
    while at < len(table):
        start = at
        kind = table[at] >> 3 & 15
        at += 1
        while at < len(table) and table[at] < 128:
            at += 1
        entry = table[start:at]
        if kind == 15:
            yield from entry
            continue
        delta, fields = read_delta(kind, entry)
        line += delta
        if line >= first:
            yield 0x80 | 15 << 3 | entry[0] & 7
        elif line - told == delta:
            yield from entry
            told = line
        else:
            yield from move(entry, kind, line, line - told, fields)
            told = line


def read_delta(kind, entry):
    """Returns how many lines an entry moves on, and those of its bytes that contain the rest."""
    if kind < 10:
        return 0, entry[1:]
    if kind < 13:
        return kind - 10, entry[1:]
    value, size = 0, 1
    while True:
        value |= (entry[size] & 63) << 6 * (size - 1)
        size += 1
        if not entry[size - 1] & 64:
            break
    return -(value >> 1) if value & 1 else value >> 1, entry[size:]


def move(entry, kind, line, delta, fields):
    """Returns an entry in the long form, which can move on by any number of lines."""
    if kind == 13:
        yield entry[0]
        yield from signed(delta)
        return
    yield 0x80 | 14 << 3 | entry[0] & 7
    yield from signed(delta)
    if kind == 14:
        yield from fields
        return
    if kind < 10:  # The columns are packed into the kind and one byte.
        start = kind << 3 | fields[0] >> 4
        end = start + (fields[0] & 15)
    else:
        start, end = fields
    for number in (0, start + 1, end + 1):
        yield from unsigned(number)


def signed(number):
    return unsigned(-number << 1 | 1 if number < 0 else number << 1)


def unsigned(number):
    while number > 63:
        yield number & 63 | 64
        number >>= 6
    yield number


def edit_line_table(code, first):
    """Edits the line table of 3.10.

    It has pairs of bytes: the length of a piece of code, and how many lines it moves on, where -128 means no line.
    """
    line = told = code.co_firstlineno
    table = code.co_linetable
    for size, step in zip(table[::2], table[1::2]):
        if step == 128:
            yield from (size, step)
            continue
        line += step - 256 if step > 127 else step
        if size == 0:
            continue  # This entry only moves on. The next one gets the sum.
        if line >= first:
            yield from (size, 128)
            continue
        delta, told = line - told, line
        while not -127 <= delta <= 127:
            far = 127 if delta > 0 else -127
            yield from (0, far & 255)
            delta -= far
        yield from (size, delta & 255)


def edit_lnotab(code, first):
    """Edits the line table of 3.9.

    It has pairs of bytes: how far the code moves on, and how many lines its next piece moves on.
    """
    at, line = 0, code.co_firstlineno
    starts = {}
    for size, step in zip(code.co_lnotab[::2], code.co_lnotab[1::2]):
        at += size
        line += step - 256 if step > 127 else step
        starts[at] = line
    told_at, told = 0, code.co_firstlineno
    for at, line in starts.items():
        size, delta = at - told_at, line - told
        if line >= first or delta == 0:
            continue
        told_at, told = at, line
        while size > 255:
            yield from (255, 0)
            size -= 255
        while not -128 <= delta <= 127:
            far = 127 if delta > 0 else -128
            yield from (size, far & 255)
            delta -= far
            size = 0
        yield from (size, delta & 255)
