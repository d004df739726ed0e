"""Looks at a worker from time to time."""

from __future__ import annotations

import threading
import time

from synapse_ray.usage import cpu_seconds

_LONGEST_PAUSE_S = 1.0
_LOOKS_PER_SILENCE = 10


class Watch:
    """Ends a worker that doesn't say hello in time, or gives no sign of life while it has an
    attempt, and measures what attempts use."""

    def __init__(self, host, silence_s: float, start_up_s: float):
        self._host = host
        self._silence_s = silence_s
        self._start_up_s = start_up_s
        self._pause = min(_LONGEST_PAUSE_S, min(silence_s, start_up_s) / _LOOKS_PER_SILENCE)
        self._closed = threading.Event()

    def run(self) -> None:
        """Until it is closed."""
        started = last = time.monotonic()
        while not self._closed.wait(self._pause):
            now = time.monotonic()
            was_suspended = now - last > 2 * self._pause + _LONGEST_PAUSE_S
            last = now
            if not self._host.is_connected:
                if now - started > self._start_up_s:
                    self._host.kill("slow_start")
            else:
                self._look(was_suspended)

    def _look(self, was_suspended: bool) -> None:
        self._host.measure()
        signs = self._host.signs
        signs.looked(cpu_seconds(self._host.pid))
        if was_suspended:
            # With the whole machine: nothing could be heard meanwhile.
            signs.forgive()
        elif self._host.has_attempt and signs.is_missing_for(self._silence_s):
            self._host.kill("silent")

    def close(self) -> None:
        """Looks no more."""
        self._closed.set()
