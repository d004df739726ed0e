"""What a worker does when it has lost its driver: it ends, and whatever its plugin started with it.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time

DRIVER_GONE = 113
CONNECTION_LOST = 115
"""Exit statuses with which a worker says itself why it ends."""

_MOST_LOOKS = 10
"""While processes are ended some may start others."""

_LOOKS = 20
_PAUSE_S = 0.05
"""A driver that dies closes what it has open in any order, and its socket perhaps last."""


class LostDriver:
    """The end of a worker without a driver, by itself or by its guard."""

    def __init__(self, environment):
        """To be made in the worker."""
        self._environment = environment
        self._worker = os.getpid()
        self._lock = threading.Lock()
        self.guard: int | None = None
        """The guard's process, once there is one."""

    def end(self) -> None:
        """Ends the worker and this process; doesn't return. Of several threads that notice, one
        does it."""
        self._lock.acquire()
        status = CONNECTION_LOST
        try:
            if _is_gone(self._environment.socket):
                status = DRIVER_GONE
                _delete(self._environment.socket)
                self.end_offspring()
                self._end_worker()
            # Otherwise the driver ends the others, and other workers still need its socket.
        finally:
            os._exit(status)

    def _end_worker(self) -> None:
        if self._environment.leads_group:
            # This process too.
            os.killpg(self._worker, signal.SIGKILL)
        elif self._worker != os.getpid():
            _kill(self._worker)

    def end_offspring(self) -> None:
        """Ends what the plugin started, also in groups of its own: all that has this worker's token
        in its environment. Where there is no /proc, the group has to do.

        Worker and guard, who may both be at it, spare each other: neither could go on."""
        ended: set = {os.getpid(), self._worker, self.guard}
        for _ in range(_MOST_LOOKS):
            found = [each for each in _marked(self._environment.entry) if each not in ended]
            for process in found:
                _kill(process)
            if not found:
                return
            ended.update(found)


def _marked(entry: str) -> list:
    mark = entry.encode()
    return [process for process in _processes() if mark in _environment(process).split(b"\0")]


def _environment(process: int) -> bytes:
    try:
        with open(f"/proc/{process}/environ", "rb") as file:
            return file.read()
    except OSError:
        # It has ended, or is another user's.
        return b""


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        # It has ended meanwhile.
        pass


def _processes() -> list:
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    return [int(name) for name in names if name.isdigit()]


def _is_gone(path: str) -> bool:
    for _ in range(_LOOKS):
        if not os.path.exists(path) or _is_abandoned(path):
            return True
        time.sleep(_PAUSE_S)
    return False


def _is_abandoned(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
            return False
        except (ConnectionRefusedError, FileNotFoundError):
            return True
        except OSError:
            return False


def _delete(path: str) -> None:
    """What cannot be deleted is left to the next driver."""
    try:
        os.remove(path)
        os.rmdir(os.path.dirname(path))
    except OSError:
        pass
