"""Pipes between a window, its supervisor, and an experiment.

A thread waits for each pipe, because Windows can't wait for several at once.
"""

import codecs
import json
import os
import queue
import threading

CHUNK = 65536
# Of one statement's output, this many bytes of the start and of the end are reported.
KEPT = 16384
# Above this many bytes of reports that the window has not read yet, experiments wait.
BACKLOG = 262144


class Reader:
    """Reads a pipe to its end, and puts itself with each piece of data into an inbox. The last piece is empty.

    It reads the next piece only after next(), so that data that is not wanted yet stays in the pipe.
    """

    def __init__(self, fd, inbox):
        self.fd = fd
        self.inbox = inbox
        self.handle = None
        self.waiting = None
        self.ended = False
        self.wanted = threading.Semaphore()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        data = None
        while data != b"":
            self.wanted.acquire()
            try:
                data = os.read(self.fd, CHUNK)
            except OSError:
                data = b""
            self.inbox.put((self, data))
        os.close(self.fd)

    def attach(self, handle):
        """Makes a function receive each piece from now on, together with this reader."""
        self.handle = handle
        if self.waiting is not None:
            self.receive(self.waiting)

    def receive(self, data):
        """Handles a piece that was taken out of the inbox."""
        if self.handle is None:
            self.waiting = data
            return
        self.ended = data == b""
        self.handle(self, data)

    def next(self):
        self.wanted.release()


class Writer:
    """Writes to a pipe in a thread, because the data may be more than the pipe can hold, and closes the pipe."""

    def __init__(self, fd):
        self.fd = fd
        self.queue = queue.SimpleQueue()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        for data in iter(self.queue.get, None):
            try:
                while data:
                    data = data[os.write(self.fd, data) :]
            except OSError:
                pass  # The reader is gone, which its exit code shows.
        os.close(self.fd)

    def send(self, data):
        self.queue.put(data)

    def close(self):
        self.queue.put(None)


class Outbox:
    """Sends reports to the window, which may be slow to read them."""

    def __init__(self, fd, on_relief):
        self.fd = fd
        # This is called in another thread when the window has caught up.
        self.on_relief = on_relief
        # The newline ends a line that Python may have printed at its start.
        self.waiting = bytearray(b"\n")
        self.changed = threading.Condition()
        threading.Thread(target=self.run, daemon=True).start()

    @property
    def is_full(self):
        return len(self.waiting) > BACKLOG

    def send(self, **report):
        with self.changed:
            self.waiting += json.dumps(report).encode() + b"\n"
            self.changed.notify()

    def run(self):
        while True:
            with self.changed:
                while not self.waiting:
                    self.changed.wait()
                data = bytes(self.waiting[:CHUNK])
            try:
                size = os.write(self.fd, data)
            except OSError:
                return  # The window is gone, and then our input ends too.
            with self.changed:
                was_full = self.is_full
                del self.waiting[:size]
            if was_full and not self.is_full:
                self.on_relief()


class Lines:
    """Joins pieces of data into whole lines."""

    def __init__(self, longest=None):
        self.longest = longest
        self.rest = b""

    def split(self, data):
        """Returns the lines that are now complete. Raises ValueError if the rest is longer than a line may be."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        if self.longest and len(self.rest) > self.longest:
            raise ValueError("a line without end")
        return lines


class Passage:
    """The output of one statement. Its start is reported at once, its end when the statement is over."""

    def __init__(self):
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.passed = 0
        self.head = ""
        self.tail = bytearray()
        self.omitted = 0

    def add(self, data):
        head = data[: KEPT - self.passed]
        self.passed += len(head)
        self.head += self.decoder.decode(head)
        self.tail += data[len(head) :]
        if len(self.tail) > 2 * KEPT:
            self.omitted += len(self.tail) - KEPT
            del self.tail[:-KEPT]

    def take(self, complete):
        """Returns what is to be reported now: pairs of a text and the number of bytes that were left out before it."""
        pieces = [(self.head, 0)]
        self.head = ""
        if complete:
            tail = bytes(self.tail[-KEPT:])
            omitted = self.omitted + len(self.tail) - len(tail)
            if omitted:
                self.decoder.reset()
                # The text after a gap may start in the middle of a character.
                tail = tail.lstrip(bytes(range(0x80, 0xC0)))
            pieces.append((self.decoder.decode(tail, final=True), omitted))
        return [piece for piece in pieces if any(piece)]


class Stream:
    """Standard output or standard error of an experiment, which marks split into passages.

    There is one passage before the first statement, and one for each statement.
    """

    def __init__(self, mark):
        self.mark = mark
        # Data that may be the start of a mark.
        self.rest = b""
        self.complete = []
        self.current = Passage()

    def feed(self, data):
        """Adds data that was read. Empty data ends the stream."""
        *passages, rest = (self.rest + data).split(self.mark)
        for passage in passages:
            self.current.add(passage)
            self.complete.append(self.current)
            self.current = Passage()
        length = len(rest) - self.length_of_beginning(rest) if data else len(rest)
        self.current.add(rest[:length])
        self.rest = rest[length:]

    def length_of_beginning(self, data):
        """Returns how many bytes at the end of data may be the start of a mark."""
        lengths = range(min(len(self.mark) - 1, len(data)), 0, -1)
        return next((length for length in lengths if data.endswith(self.mark[:length])), 0)
