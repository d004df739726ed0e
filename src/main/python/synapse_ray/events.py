"""What the bridge tells the driver: one JSON object a line."""

from __future__ import annotations

import json
import os
import threading


class Events:
    """The driver's end of standard output. May be used from any thread."""

    def __init__(self, descriptor: int):
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def tell(self, kind: str, **fields) -> None:
        """Tells one event; waits while the driver doesn't read. Without a driver it is dropped: the
        end of standard input says so, too."""
        self._write(_json({"type": kind, **fields}))

    def pass_on(self, worker: str, line: str) -> None:
        """Tells what a worker said, exactly as it said it."""
        self._write(f'{{"type":"said","worker":{_json(worker)},"message":{line}}}')

    def _write(self, text: str) -> None:
        rest = memoryview(text.encode("utf-8", "replace") + b"\n")
        with self._lock:
            try:
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
            except OSError:
                pass


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
