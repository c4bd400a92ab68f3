"""Pipes between a window, its supervisor and an experiment. A thread waits for each, as Windows cannot wait for several."""

import codecs
import json
import os
import queue
import threading

CHUNK = 65536
# Of one statement's output, so much of its start and of its end is reported.
KEPT = 16384
# Bytes of reports that the window has not read yet; above this, experiments wait.
BACKLOG = 262144


class Reader:
    """Reads a pipe to its end, piece by piece, and puts itself with each piece into an inbox; the last piece is empty.

    It reads on only after next(), so that what is not wanted yet stays in the pipe.
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
        """Has a function take each piece from now on, with this reader."""
        self.handle = handle
        if self.waiting is not None:
            self.receive(self.waiting)

    def receive(self, data):
        """Takes a piece out of the inbox."""
        if self.handle is None:
            self.waiting = data
            return
        self.ended = data == b""
        self.handle(self, data)

    def next(self):
        self.wanted.release()


class Writer:
    """Writes into a pipe what may be more than it holds, in a thread, and closes it."""

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
                pass  # The reader is gone, which its exit code tells.
        os.close(self.fd)

    def send(self, data):
        self.queue.put(data)

    def close(self):
        self.queue.put(None)


class Outbox:
    """Reports on their way to the window, which may be slow to read them."""

    def __init__(self, fd, on_relief):
        self.fd = fd
        # Called in another thread when the window has caught up.
        self.on_relief = on_relief
        # What Python may have printed at its start ends here.
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
                return  # The window is gone; the end of our input will say so.
            with self.changed:
                was_full = self.is_full
                del self.waiting[:size]
            if was_full and not self.is_full:
                self.on_relief()


class Lines:
    """Whole lines out of pieces of data."""

    def __init__(self, longest=None):
        self.longest = longest
        self.rest = b""

    def split(self, data):
        """The lines that are complete now. Raises ValueError where one is longer than it may be."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        if self.longest and len(self.rest) > self.longest:
            raise ValueError("a line without end")
        return lines


class Passage:
    """What one statement prints: its start is passed on at once, its end when it is complete."""

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
        return [piece for piece in pieces if any(piece)]


class Stream:
    """Standard output or error of an experiment, which its marks cut into passages: one before the first statement, one for each."""

    def __init__(self, mark):
        self.mark = mark
        # The start of a mark, perhaps.
        self.rest = b""
        self.complete = []
        self.current = Passage()

    def feed(self, data):
        """Takes what was read; nothing at the end of the stream."""
        *passages, rest = (self.rest + data).split(self.mark)
        for passage in passages:
            self.current.add(passage)
            self.complete.append(self.current)
            self.current = Passage()
        length = len(rest) - self.length_of_beginning(rest) if data else len(rest)
        self.current.add(rest[:length])
        self.rest = rest[length:]

    def length_of_beginning(self, data):
        """How many bytes at the end of data may be the start of a mark."""
        lengths = range(min(len(self.mark) - 1, len(data)), 0, -1)
        return next((length for length in lengths if data.endswith(self.mark[:length])), 0)
