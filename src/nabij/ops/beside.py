"""A worker beside the web server: a process of its own that is started again when it dies, and ends with it."""

import logging
import os
import signal
import sys
import threading
import time

logger = logging.getLogger(__name__)

AGAIN_AFTER = 2.0  # seconds before a worker that died is started again
LOOKED_EVERY = 0.5
ENDS_WITHIN = 15.0  # seconds that a worker gets to finish the mail that it is sending


class WorkerBeside:
    """Keeps one `nabij work` running as a child of this process.

    The child watches its parent, so that even `kill -9` of the web server leaves no worker behind.
    """

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="worker beside", daemon=True)
        self._parent = os.getpid()

    def start(self) -> None:
        """Start it, and keep it running."""
        self._thread.start()

    def stop(self) -> None:
        """End it, once it finished what it was doing."""
        if (
            os.getpid() != self._parent
        ):  # a process that the web server forked off is not its parent
            return
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(ENDS_WITHIN + 2 * LOOKED_EVERY)

    def _keep(self) -> None:
        pid = _start(self._parent)
        while not self._ending.wait(LOOKED_EVERY):
            if _gone(pid):
                logger.warning("the worker ended; starting another")
                self._ending.wait(AGAIN_AFTER)
                pid = _start(self._parent)
        _end(pid)


def _start(beside: int) -> int:
    """Start it; its process id.

    Not with `subprocess`: that opens a pipe, and a process that the web server forks off in that moment
    would hold the pipe open, and us waiting for it. A session of its own: Ctrl-C reaches the web server,
    which then ends the worker in good order.
    """
    command = [sys.executable, "-m", "nabij", "work", "--beside", str(beside)]
    nothing = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    return os.posix_spawn(command[0], command, os.environ, file_actions=nothing, setsid=True)


def _gone(pid: int) -> bool:
    """Whether it ended. The web server may have noticed before us."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _end(pid: int) -> None:
    if _gone(pid):
        return
    os.kill(pid, signal.SIGTERM)
    for _ in range(int(ENDS_WITHIN / LOOKED_EVERY)):
        time.sleep(LOOKED_EVERY)
        if _gone(pid):
            return
    os.kill(pid, signal.SIGKILL)
