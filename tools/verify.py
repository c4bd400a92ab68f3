"""Runs one experiment for tools/verify.mjs and records where each statement's output ends.

    python verify.py MEDIA EXPERIMENT OUTPUT RESULT

Standard output goes to the file OUTPUT, at the level of the file descriptor, so that
threads and child processes write there too. RESULT gets a JSON list of
[line, end offset in OUTPUT, exception or null].
"""

import gc
import json
import os
import sys


def first_line(error):
    name = type(error).__name__
    message = str(error).partition("\n")[0]
    return f"{name}: {message}" if message else name


def record(media, experiment, output, result):
    sys.path.insert(0, media)
    import runner

    sys.path.remove(media)
    with open(experiment, encoding="utf-8") as file:
        source = file.read()
    records = []

    def after(line, error):
        sys.stdout.flush()
        records.append([line, os.fstat(1).st_size, error and first_line(error)])

    saved = os.dup(1)
    target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(target, 1)
    stdout, sys.stdout = sys.stdout, open(1, "w", encoding="utf-8", closefd=False)
    try:
        runner.run_statements(source, experiment, after)
    except SystemExit:
        pass
    except SyntaxError as error:
        records.append([0, 0, first_line(error)])
    finally:
        sys.stdout.flush()
        sys.stdout = stdout
        os.dup2(saved, 1)
        os.close(target)
        gc.enable()
        with open(result, "w", encoding="utf-8") as file:
            json.dump(records, file)


if __name__ == "__main__":
    record(*sys.argv[1:])
