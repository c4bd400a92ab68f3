"""A Python that has started and waits to be told what it runs."""

import marshal
import os
import signal
import subprocess
import sys
import threading
import time

from channels import Reader, Writer

WINDOWS = sys.platform == "win32"
RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "importlib_bootstrap_runner.py")
FLAGS = ["-X", "utf8", "-u"]
# Seconds after which one that waits is not taken any more: much may have changed meanwhile.
LONGEST_WAIT = 600
# Ends of the names of files that a Python runs at its start.
AT_START = (".pth", "sitecustomize.py", "usercustomize.py")

if WINDOWS:
    import msvcrt


class Interpreter:
    """A process of importlib_bootstrap_runner.py, which leads a process group where the platform has them. Raises OSError where it cannot be started.

    What it prints and reports goes into an inbox as its Readers, its exit code as itself.
    """

    def __init__(self, inbox):
        self.started = time.monotonic()
        self.site = describe_site()
        self.code = None
        self.on_exit = None
        out, err, report, request = (os.pipe() for _ in range(4))
        theirs = (out[1], err[1], report[1], request[0])
        try:
            self.child = self.spawn(*theirs)
        except BaseException:
            for fd in (out[0], err[0], report[0], request[1]):
                os.close(fd)
            raise
        finally:
            for fd in theirs:
                os.close(fd)
        self.out, self.err, self.reports = (Reader(fd, inbox) for fd in (out[0], err[0], report[0]))
        self.requests = Writer(request[1])
        threading.Thread(target=lambda: inbox.put((self, self.child.wait())), daemon=True).start()

    def spawn(self, out, err, *pipes):
        options = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": err}
        if WINDOWS:
            pipes = [msvcrt.get_osfhandle(fd) for fd in pipes]
            for handle in pipes:
                os.set_handle_inheritable(handle, True)
            options["startupinfo"] = subprocess.STARTUPINFO(lpAttributeList={"handle_list": pipes})
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        else:
            options.update(pass_fds=pipes, start_new_session=hasattr(os, "setsid"))
        # With our version, for another Python may have taken the place of ours meanwhile, and could not read our code.
        return subprocess.Popen([sys.executable, *FLAGS, RUNNER, *map(str, pipes), sys.version], **options)

    @property
    def is_usable(self):
        """Whether one that is started now would be the same."""
        is_young = time.monotonic() - self.started < LONGEST_WAIT
        return self.code is None and is_young and self.site == describe_site()

    def receive(self, code):
        """Takes the exit code out of the inbox: the negative number of a signal, where one has ended it."""
        self.code = code
        if self.on_exit:
            self.on_exit()

    def attach(self, on_exit):
        self.on_exit = on_exit
        if self.code is not None:
            on_exit()

    def send(self, value):
        """Sends the experiment, or an answer."""
        data = marshal.dumps(value)
        self.requests.send(len(data).to_bytes(8, "big") + data)

    def kill(self):
        """Ends it and its group. Returns whether there was anyone."""
        if hasattr(os, "killpg"):
            return self.signal_group(signal.SIGKILL)
        if self.child.poll() is not None:
            return False  # Only of a living process can the children be found.
        if WINDOWS:
            command = ["taskkill", "/T", "/F", "/PID", str(self.child.pid)]
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.child.kill()
        return True

    def is_group_alive(self):
        """Whether any process of its group is there, a zombie too; false where there are no groups."""
        return hasattr(os, "killpg") and self.signal_group(0)

    def signal_group(self, number):
        try:
            os.killpg(self.child.pid, number)
        except (ProcessLookupError, PermissionError):
            return False  # macOS says the second of a group of zombies.
        return True

    def discard(self):
        """Wants nothing any more, from one that waits or from what may have escaped a run."""
        self.requests.close()
        for reader in (self.out, self.err, self.reports):
            if not reader.ended:
                reader.attach(lambda reader, _: reader.next())
                reader.next()


def describe_site():
    """What decides what a Python has and does at its start: the folders of packages and what runs there, by their times."""
    import site

    folders = {path for path in sys.path if os.path.basename(path) in ("site-packages", "dist-packages")}
    folders.add(site.getusersitepackages())
    return [describe_folder(folder) for folder in sorted(folders)]


def describe_folder(folder):
    try:
        with os.scandir(folder) as entries:
            times = sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(AT_START))
        return folder, os.stat(folder).st_mtime_ns, times
    except OSError:
        return folder, None, []
