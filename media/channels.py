"""Pipes between a window, its supervisor and an experiment, that nobody waits for."""

import codecs
import json
import os
import sys

WINDOWS = sys.platform == "win32"
CHUNK = 65536
# Of one statement's output, so much of its start and of its end is reported.
KEPT = 16384

if WINDOWS:
    import _winapi
    import msvcrt


class Pipe:
    """The end of a pipe that is read."""

    def __init__(self, fd):
        self.fd = fd
        self.ended = False
        if not WINDOWS:
            os.set_blocking(fd, False)

    def read(self, wait=False):
        """What is there now, at most CHUNK bytes; empty where that is nothing or the pipe has ended. Only Windows can wait."""
        if self.ended:
            return b""
        size = CHUNK
        try:
            if WINDOWS and not wait:
                size = min(size, _winapi.PeekNamedPipe(msvcrt.get_osfhandle(self.fd), 0)[0])
                if size == 0:
                    return b""
            data = os.read(self.fd, size)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        self.ended = not data
        return data

    def close(self):
        os.close(self.fd)


class Lines:
    """Whole lines of JSON out of a pipe."""

    def __init__(self, pipe, longest=None):
        self.pipe = pipe
        self.longest = longest
        self.rest = b""

    def read(self, wait=False):
        """The values of the lines that are complete now. Raises ValueError where one is no JSON, or longer than it may be."""
        *lines, self.rest = (self.rest + self.pipe.read(wait)).split(b"\n")
        if self.longest and len(self.rest) > self.longest:
            raise ValueError("a line without end")
        return [json.loads(line) for line in lines]


class Outbox:
    """Reports on their way to the window, which may be slow to read them."""

    def __init__(self, fd):
        self.fd = fd
        # What Python may have printed at its start ends here.
        self.waiting = bytearray(b"\n")
        if not WINDOWS:
            os.set_blocking(fd, False)

    def send(self, **report):
        self.waiting += json.dumps(report).encode() + b"\n"
        self.flush()

    def flush(self):
        try:
            while self.waiting:
                del self.waiting[: os.write(self.fd, self.waiting[:CHUNK])]
        except BlockingIOError:
            pass
        except OSError:
            self.waiting.clear()  # The window is gone; the end of our input will say so.


class Stream:
    """One statement's standard output or error: its start is passed on, then its end is kept until it is complete."""

    def __init__(self, pipe):
        self.pipe = pipe
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.begin()

    def begin(self):
        self.passed = 0
        self.head = ""
        self.tail = bytearray()
        self.omitted = 0

    def read(self):
        """Take what is there and return its size in bytes."""
        data = self.pipe.read()
        head = data[: KEPT - self.passed]
        self.passed += len(head)
        self.head += self.decoder.decode(head)
        self.tail += data[len(head) :]
        if len(self.tail) > 2 * KEPT:
            self.omitted += len(self.tail) - KEPT
            del self.tail[:-KEPT]
        return len(data)

    def take(self, complete):
        """What is to be reported now: pairs of a text and the number of bytes left out before it."""
        pieces = [(self.head, 0)]
        self.head = ""
        if complete:
            tail = bytes(self.tail[-KEPT:])
            omitted = self.omitted + len(self.tail) - len(tail)
            if omitted:
                self.decoder.reset()
                # What follows a gap may start within a character.
                tail = tail.lstrip(bytes(range(0x80, 0xC0)))
            pieces.append((self.decoder.decode(tail, final=True), omitted))
            self.begin()
        return [piece for piece in pieces if any(piece)]
