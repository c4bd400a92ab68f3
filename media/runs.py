"""An experiment in a process of its own, from its start until none of its processes is left."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import runner
from channels import WINDOWS, Lines, Pipe, Stream

CAN_FORK = hasattr(os, "fork") and "--no-fork" not in sys.argv
FLAGS = ["-I", "-X", "utf8", "-u"]
# Seconds between two reports of what a statement has printed so far.
REPAINT = 0.1
# Seconds that an experiment's other processes have to end after its first one.
GRACE = 0.5
# Bytes of reports that the window has not read yet; above this, experiments wait.
BACKLOG = 262144

if WINDOWS:
    import msvcrt


class Run:
    """A run. In the process that is forked for it, is_child is true, and the experiment is `runner.run(*job)`.

    Raises OSError or ValueError where it cannot be started.
    """

    def __init__(self, request, outbox):
        self.id = request["run"]
        self.outbox = outbox
        self.bytes = request["bytes"]
        self.total = 0
        # Why it was killed; how its first process has ended: an exit code, or a signal as a negative number.
        self.reason = self.code = None
        self.message = ""
        self.is_killed = self.is_done = self.is_child = False
        # Whether there is a statement that output belongs to.
        self.is_open = False
        self.painted = 0.0
        self.folder = tempfile.mkdtemp(prefix="dunder-")
        try:
            self.start(request["source"], request["path"], request["cwd"])
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.deadline = time.monotonic() + request["seconds"]

    def start(self, source, path, cwd):
        """Make the process and the pipes to it: output, errors, reports, and one by which reports are acknowledged."""
        # multiprocessing starts its children from this file, so it holds this experiment alone, on the lines that it has.
        copy = os.path.join(self.folder, os.path.basename(path))
        with open(copy, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(source)
        out, err, report, acknowledged = (os.pipe() for _ in range(4))
        ours = (out[0], err[0], report[0], acknowledged[1])
        theirs = (out[1], err[1], report[1], acknowledged[0])
        try:
            # The process inherits this, and a folder that is missing is found out here.
            os.chdir(cwd)
            if CAN_FORK:
                self.fork(source, path, copy, theirs)
            else:
                self.spawn(path, copy, *theirs)
        except BaseException:
            for fd in ours:
                os.close(fd)
            raise
        finally:
            if not self.is_child:
                os.chdir(os.sep)
                for fd in theirs:
                    os.close(fd)
        if not self.is_child:
            self.out, self.err = Stream(Pipe(out[0])), Stream(Pipe(err[0]))
            self.reports = Lines(Pipe(report[0]), longest=1 << 20)
            self.acknowledge = acknowledged[1]
            if not WINDOWS:
                os.set_blocking(self.acknowledge, False)

    def fork(self, source, path, copy, theirs):
        self.child = None
        self.pid = os.fork()
        if self.pid:
            return
        self.is_child = True
        # Leave nothing of the supervisor that the experiment could meet.
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        null = os.open(os.devnull, os.O_RDONLY)
        for fd, target in zip((null, *theirs), range(5)):
            os.dup2(fd, target)
        os.closerange(5, 256)
        self.job = (source, path, copy, 3, 4)

    def spawn(self, path, copy, out, err, *channel):
        options = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err}
        if WINDOWS:
            channel = [msvcrt.get_osfhandle(fd) for fd in channel]
            for handle in channel:
                os.set_handle_inheritable(handle, True)
            options["startupinfo"] = subprocess.STARTUPINFO(lpAttributeList={"handle_list": channel})
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        else:
            options.update(pass_fds=channel, start_new_session=True)
        command = [sys.executable, *FLAGS, runner.__file__, *map(str, channel), copy, path]
        self.child = subprocess.Popen(command, **options)
        self.pid = self.child.pid

    def fds(self):
        """Of the pipes that somebody may still write to."""
        pipes = (self.out.pipe, self.err.pipe, self.reports.pipe)
        return [pipe.fd for pipe in pipes if not pipe.ended]

    def step(self):
        """Pass on what has happened and keep the limits. Returns whether the run is over."""
        now = time.monotonic()
        if self.code is None and self.poll() is not None:
            self.deadline = min(self.deadline, now + GRACE)
        if self.code is not None or len(self.outbox.waiting) < BACKLOG:
            self.read_reports()
            self.read_output()
        if self.code is not None and self.is_over(now):
            self.finish()
            return True
        if now > self.deadline:
            self.kill("time")
        elif self.total > self.bytes:
            self.kill("output")
        if self.is_open and now > self.painted + REPAINT:
            self.painted = now
            self.send_output(complete=False)
        return False

    def poll(self):
        """The exit code, once there is one."""
        if self.child:
            self.code = self.child.poll()
        else:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return self.code

    def read_reports(self):
        try:
            for event, *details in self.reports.read():
                self.receive(event, *details)
        except (ValueError, TypeError) as error:
            self.message = f"The experiment has written into the pipe by which Dunder follows it ({error})"
            self.kill("failed")

    def receive(self, event, line=None, error=None):
        """Pass on an event of runner.run(). All but the start of a statement wait until its output has been read."""
        if event == "start":
            # What came since the last end, from threads or children, counts as output of this one.
            self.is_open = True
            self.send(event, line=line)
            return
        self.drain()
        self.send_output(complete=True)
        self.is_open = self.is_done = event in ("syntax", "done")
        if event == "end":
            self.send(event, line=line, error=error)
        elif event == "syntax":
            self.send(event, error=error)
        try:
            os.write(self.acknowledge, b"\n")
        except OSError:
            pass  # It has ended meanwhile.

    def read_output(self):
        size = self.out.read() + self.err.read()
        self.total += size
        return size

    def drain(self):
        """Read all that was printed until now. No pipe holds more than 1 MB; the rest comes from what prints without end."""
        for _ in range(16):
            if not self.read_output():
                break

    def send_output(self, complete):
        for name, stream in (("out", self.out), ("err", self.err)):
            for text, omitted in stream.take(complete):
                self.send("output", stream=name, text=text, omitted=omitted)

    def send(self, event, **details):
        self.outbox.send(run=self.id, event=event, **details)

    def kill(self, reason=None):
        """End all processes of the run, once. The reason tells why the first did not end by itself."""
        if self.is_killed:
            return
        self.is_killed = True
        if self.code is None:
            self.reason = reason
        if WINDOWS:
            if self.code is None:  # Only of a living process can the children be found.
                command = ["taskkill", "/T", "/F", "/PID", str(self.pid)]
                subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            return
        self.send_signal(os.killpg, signal.SIGKILL)
        if self.code is None:
            # It may not have made its group yet.
            self.send_signal(os.kill, signal.SIGKILL)

    def send_signal(self, send, number):
        """Returns whether there was anyone to get it."""
        try:
            send(self.pid, number)
        except (ProcessLookupError, PermissionError):
            return False  # macOS says the second of a group of zombies.
        return True

    def is_over(self, now):
        """Whether the first process, which has ended, was the last."""
        if not WINDOWS and not self.send_signal(os.killpg, 0):
            return True
        # A zombie that nobody reaps may be all that the group has, and holds no pipe. Who else holds none has had its time.
        self.drain()
        if not self.fds():
            self.kill()
            return True
        return now > self.deadline + GRACE

    def finish(self):
        self.drain()
        self.send_output(complete=True)
        ending = "signal" if self.code < 0 else "exit" if self.is_done else "quit"
        self.send("finish", reason=self.reason or ending, code=self.code, message=self.message)
        self.close()

    def close(self):
        for pipe in (self.out.pipe, self.err.pipe, self.reports.pipe):
            pipe.close()
        os.close(self.acknowledge)
        shutil.rmtree(self.folder, ignore_errors=True)
