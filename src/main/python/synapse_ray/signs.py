"""When a worker was heard last, or seen at work."""

from __future__ import annotations

import threading
import time

_WORKING = 0.01
"""Of the time that passes; threads that wait for each other look up from time to time, too."""

_LEAST_WORK_S = 0.1
"""Systems count processor time in steps."""


class SignsOfLife:
    """A worker that computes is alive as well: C code that a plugin in Python calls may keep all
    threads but its own from running."""

    def __init__(self):
        self._lock = threading.Lock()
        self._last_heard = time.monotonic()
        self._computed: float | None = 0.0
        """When it was heard last, or seen at work; None until somebody looks."""
        self._being_handled = True

    def heard(self) -> None:
        """It said something, which is handled until ``handled``: it waits then, not we."""
        with self._lock:
            self._being_handled = True

    def handled(self) -> None:
        """What it said is handled."""
        with self._lock:
            self._being_handled = False
            self._last_heard = time.monotonic()
            self._computed = None

    def forgive(self) -> None:
        """Begins to count anew, as when this process itself was suspended."""
        with self._lock:
            self._last_heard = time.monotonic()

    def looked(self, computed: float) -> None:
        """It has used so much processor time since its start."""
        with self._lock:
            if self._computed is None:
                self._computed = computed
                return
            now = time.monotonic()
            worked = computed - self._computed
            if worked > max(_LEAST_WORK_S, _WORKING * (now - self._last_heard)):
                self._last_heard = now
                self._computed = computed

    def is_missing_for(self, seconds: float) -> bool:
        """Whether there was none for so long."""
        with self._lock:
            return not self._being_handled and time.monotonic() - self._last_heard > seconds
