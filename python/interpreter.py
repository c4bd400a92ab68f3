"""A Python that has started and waits for the experiment that it will run."""

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
# An interpreter that has waited for so many seconds is not used any more, because much may have changed meanwhile.
LONGEST_WAIT = 600
# How the names of the files end that Python runs at its start.
AT_START = (".pth", "sitecustomize.py", "usercustomize.py")

if WINDOWS:
    import msvcrt


class Interpreter:
    """A process of importlib_bootstrap_runner.py, which leads a process group if the platform has them.

    Raises OSError if it can't be started. What the process prints and reports goes into the inbox with its Readers, and
    its exit code with this object itself.
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
        # The runner compares our version with its own: another Python that has replaced ours can't read our code.
        return subprocess.Popen([sys.executable, *FLAGS, RUNNER, *map(str, pipes), sys.version], **options)

    @property
    def is_usable(self):
        """Whether an interpreter that is started now would be the same."""
        is_young = time.monotonic() - self.started < LONGEST_WAIT
        return self.code is None and is_young and self.site == describe_site()

    def receive(self, code):
        """Handles the exit code from the inbox: the negative number of a signal if one has ended the process."""
        self.code = code
        if self.on_exit:
            self.on_exit()

    def attach(self, on_exit):
        self.on_exit = on_exit
        if self.code is not None:
            on_exit()

    def send(self, value):
        """Sends the experiment, or the answer to a report."""
        data = marshal.dumps(value)
        self.requests.send(len(data).to_bytes(8, "big") + data)

    def kill(self):
        """Kills the process and its group. Returns whether there was anything to kill."""
        if hasattr(os, "killpg"):
            return self.signal_group(signal.SIGKILL)
        if self.child.poll() is not None:
            return False  # The children of a process can only be found while it runs.
        if WINDOWS:
            command = ["taskkill", "/T", "/F", "/PID", str(self.child.pid)]
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.child.kill()
        return True

    def is_group_alive(self):
        """Whether any process of the group exists, even as a zombie. It is false if there are no groups."""
        return hasattr(os, "killpg") and self.signal_group(0)

    def signal_group(self, number):
        try:
            os.killpg(self.child.pid, number)
        except (ProcessLookupError, PermissionError):
            return False  # For a group of zombies, macOS raises PermissionError.
        return True

    def discard(self):
        """Ends a process that waits, and drops what it or a process that has escaped from a run still prints."""
        self.requests.close()
        for reader in (self.out, self.err, self.reports):
            if not reader.ended:
                reader.attach(lambda reader, _: reader.next())
                reader.next()


def describe_site():
    """Describes what determines which packages a Python has, and what it runs at its start.

    That is the folders of packages, and the files in them that run at the start, with their times.
    """
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
