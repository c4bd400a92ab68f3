"""Prints the bytecode of the Python code on standard input without running it.

    python disassemble.py PATH     PATH is the file that a syntax error names
"""

import dis
import sys
import textwrap
import warnings

source = sys.stdin.buffer.read().decode("utf-8")
# The warnings are shown when the source is run.
warnings.simplefilter("ignore")
try:
    code = compile(textwrap.dedent(source), sys.argv[1], "exec", dont_inherit=True)
except SyntaxError as error:
    sys.exit(f"line {error.lineno}: {error.msg}" if error.lineno else error.msg)
except (ValueError, MemoryError, RecursionError) as error:
    sys.exit(str(error) or "it is nested too deeply")
print(f"Bytecode of Python {'.'.join(map(str, sys.version_info[:3]))}\n")
dis.dis(code)
