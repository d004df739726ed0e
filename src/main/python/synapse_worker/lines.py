"""Whole lines of UTF-8 over a socket."""

from __future__ import annotations

import os
import queue
import socket
import threading

from synapse_worker import messages

_CHUNK_BYTES = 1 << 16
_LONGEST_LINE = 1 << 26
_MOST_WAITING = 256


class LineChannel:
    """A connection to the driver. One thread may read while another writes."""

    def __init__(self, path: str):
        """Connects to a Unix-domain socket; OSError when nobody listens there."""
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(path)
        self._received = bytearray()
        # A child that was forked would keep the connection open after this process has ended.
        os.register_at_fork(after_in_child=self._socket.close)

    def read_line(self) -> str | None:
        """Waits for a line; None when the other side has closed."""
        searched = 0
        while True:
            end = self._received.find(b"\n", searched)
            if end >= 0:
                text = self._received[:end].decode("utf-8", "replace")
                del self._received[: end + 1]
                return text
            searched = len(self._received)
            if searched > _LONGEST_LINE:
                raise messages.ProtocolError(f"a line is longer than {_LONGEST_LINE} bytes")
            chunk = self._socket.recv(_CHUNK_BYTES)
            if not chunk:
                return None
            self._received += chunk

    def write_line(self, text: str) -> None:
        """Sends a line; waits while the other side doesn't read."""
        self._socket.sendall(text.encode("utf-8", "replace") + b"\n")


class LineSender:
    """Sends messages in their order on a thread of its own: an exception that a plugin's signal
    handler raises in the main thread must not cut a line."""

    def __init__(self, channel: LineChannel):
        self._channel = channel
        self._lines: queue.Queue = queue.Queue(_MOST_WAITING)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._send_all, name="synapse-sender", daemon=True)
        self._thread.start()

    def send(self, message: dict) -> None:
        """Sends a message after those before it; waits while too many wait to be sent. What the
        other side doesn't take any more is dropped."""
        text = messages.line(message)
        while not self._closed.is_set():
            try:
                return self._lines.put(text, timeout=1)
            except queue.Full:
                continue

    def finish(self, seconds: float) -> None:
        """Sends everything that waits and then nothing more; waits for that, but not long."""
        try:
            self._lines.put(None, timeout=seconds)
        except queue.Full:
            return
        self._thread.join(seconds)

    def _send_all(self) -> None:
        try:
            text = self._lines.get()
            while text is not None:
                self._channel.write_line(text)
                text = self._lines.get()
        except OSError:
            # The other side is gone; whoever reads from it sees that too.
            pass
        finally:
            self._closed.set()
