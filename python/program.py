"""Compiles an experiment so that it tells when each of its top-level statements is over. Works on CPython 3.9 and later."""

import ast
import sys

PLACEHOLDERS = (b"\0dunder count", b"\0dunder out", b"\0dunder err")


class Program:
    """An experiment as a script: `code` runs it, and `lines` are the 1-based first lines of its top-level statements.

    Raises what compile() does. `mark` is what `code` writes behind each statement, see compile_from().
    """

    def __init__(self, source, path, mark):
        self.path = path
        self.mark = mark
        # A line below the last, for what is ours, until it is taken away from that.
        self.nowhere = source.count("\n") + 2
        self.body = ast.parse(source, path).body
        # What the compiler wants at the top of a module stays there, with nothing of ours between.
        self.head = count_leading(self.body)
        self.lines = [first_line(node) for node in self.body]
        # Of `from __future__` imports, which count for whatever is compiled later.
        self.flags = 0
        self.code = self.compile_from(0)
        self.flags = self.code.co_flags & future_flags()

    def compile_from(self, start):
        """Code for the statements from number `start` on, in which each is followed by three expressions.

        These are `~COUNT`, `OUT << mark` and `ERR << mark`, whose left sides are PLACEHOLDERS among the
        constants: the runner replaces them. An operator whose method is written in C leaves no trace: no
        call, no line, no frame. It is one code object, as a script's is: equal
        constants of all its statements are one object.
        """
        body = []
        if start > 0:
            body.append(place(ast.Pass(), self.nowhere))  # A string that comes first would be taken for the docstring.
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
        """The line for what is between two statements: theirs where they share one, else none, as neither may seem to come twice.

        That of the last statement is also the line of the return from the module.
        """
        is_shared = node.lineno == node.end_lineno and (following is None or following.lineno == node.lineno)
        return node.lineno if is_shared else self.nowhere


def count_leading(body):
    """How many of the first statements the compiler wants first: the docstring and `from __future__` imports."""
    count = 0
    for node in body:
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not is_future and (count > 0 or ast.get_docstring(ast.Module(body=[node]), clean=False) is None):
            break
        count += 1
    return count


def first_line(node):
    """A decorated definition starts on the line of its first decorator."""
    return min(part.lineno for part in [node, *getattr(node, "decorator_list", [])])


def future_flags():
    import __future__

    return sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})


def boundary(mark):
    """The expressions behind a statement, which compile_from() explains."""
    count, out, err = map(ast.Constant, PLACEHOLDERS)
    operations = [
        ast.UnaryOp(ast.Invert(), count),
        ast.BinOp(out, ast.LShift(), ast.Constant(mark)),
        ast.BinOp(err, ast.LShift(), ast.Constant(mark)),
    ]
    return [ast.Expr(operation) for operation in operations]


def place(node, line):
    """The node, which is ours, on a line."""
    for part in ast.walk(node):
        part.lineno = part.end_lineno = line
        part.col_offset = part.end_col_offset = 0
    return node


def without_lines(code, first):
    """The code without the lines from `first` on, so that no tool can stop there.

    Python 3.9 has no instructions without a line. There they get the line of the instruction before them.
    """
    if sys.implementation.name != "cpython":
        return code
    if sys.version_info >= (3, 11):
        return code.replace(co_linetable=bytes(edit_locations(code, first)))
    if sys.version_info >= (3, 10):
        return code.replace(co_linetable=bytes(edit_line_table(code, first)))
    return code.replace(co_lnotab=bytes(edit_lnotab(code, first)))


def edit_locations(code, first):
    """The location table of 3.11 and later, whose format Objects/locations.md of CPython describes."""
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
    """How many lines an entry goes on, and the bytes of it that tell the rest."""
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
    """An entry of the long form, which may go on any number of lines."""
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
    """The line table of 3.10: pairs of bytes, the length of a piece of code and how many lines it goes on; -128 is no line."""
    line = told = code.co_firstlineno
    table = code.co_linetable
    for size, step in zip(table[::2], table[1::2]):
        if step == 128:
            yield from (size, step)
            continue
        line += step - 256 if step > 127 else step
        if size == 0:
            continue  # It only goes on. What follows tells how far altogether.
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
    """The line table of 3.9: pairs of bytes, how far the code goes on and how many lines the next piece of it does."""
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
