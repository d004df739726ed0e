"""What a worker prints."""

from __future__ import annotations

import base64
import os
import select
import threading

from synapse_ray.items import Item

_CHUNK_BYTES = 1 << 16
_MOST_AT_END = 2


class Output:
    """Takes what comes out of a pipe and puts it into the outbox; so that exactly what was printed
    until the end of a trial can be taken before that is told."""

    def __init__(self, descriptor: int, outbox):
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._outbox = outbox
        self._lock = threading.Lock()
        self._closed = False

    def run(self) -> None:
        """Takes until the end, or until it is closed."""
        while not self._closed:
            select.select([self._descriptor], [], [], 1.0)
            with self._lock:
                if not self._closed and self._take() == 0:
                    return

    def drain(self) -> None:
        """Takes what was printed until now. A worker that goes on flooding doesn't keep us here."""
        with self._lock:
            for _ in range(_MOST_AT_END):
                if self._closed or self._take() != _CHUNK_BYTES:
                    return

    def close(self) -> None:
        """Takes all that is left after the worker's end, and stops."""
        with self._lock:
            while not self._closed and self._take() > 0:
                pass
            self._closed = True

    def _take(self) -> int:
        """Gives how much there was: 0 at the end, -1 for nothing yet."""
        try:
            chunk = os.read(self._descriptor, _CHUNK_BYTES)
        except BlockingIOError:
            return -1
        if chunk:
            text = base64.b64encode(chunk).decode("ascii")
            self._outbox.put(Item({"type": "printed", "bytes": text}))
        return len(chunk)
