"""What a worker does when it has lost its driver: it ends, and whatever its plugin started with it.
"""

from __future__ import annotations

import os
import signal
import threading
import time

from synapse_worker import processes

DRIVER_GONE = 113
CONNECTION_LOST = 115
"""Exit statuses with which a worker says itself why it ends."""

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
            processes.kill(self._worker)

    def end_offspring(self) -> None:
        """Ends what the plugin started, also in groups of its own: all that has this worker's token
        in its environment. Where there is no /proc, the group has to do.

        Worker and guard, who may both be at it, spare each other: neither could go on."""
        processes.end_marked(self._environment.entry, (self._worker, self.guard))


def _is_gone(path: str) -> bool:
    for _ in range(_LOOKS):
        if not os.path.exists(path) or processes.is_abandoned(path):
            return True
        time.sleep(_PAUSE_S)
    return False


def _delete(path: str) -> None:
    """What cannot be deleted is left to the next driver."""
    try:
        os.remove(path)
        os.rmdir(os.path.dirname(path))
    except OSError:
        pass
