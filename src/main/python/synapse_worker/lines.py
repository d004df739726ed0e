"""Whole lines of UTF-8 over a socket."""

from __future__ import annotations

import os
import queue
import socket
import threading
import time

from synapse_worker import messages

_CHUNK_BYTES = 1 << 16
_LONGEST_LINE = 1 << 26
_MOST_WAITING = 256
_PAUSE_S = 0.001


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
    handler raises in the main thread must not cut a line, nor leave a lock behind, which is why
    nothing but a SimpleQueue will do."""

    def __init__(self, channel: LineChannel, on_loss):
        """``on_loss`` is called when nothing can be sent any more."""
        self._channel = channel
        self._on_loss = on_loss
        self._lines: queue.SimpleQueue = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._send_all, name="synapse-sender", daemon=True)
        self._thread.start()

    def send(self, message: dict) -> None:
        """Sends a message after those before it; waits while too many wait to be sent. What comes
        after the end is dropped."""
        text = messages.line(message)
        while self._lines.qsize() >= _MOST_WAITING and not self._closed:
            time.sleep(_PAUSE_S)
        self._lines.put(text)

    def finish(self, seconds: float) -> None:
        """Sends everything that waits and then nothing more; waits for that, but not long."""
        self._lines.put(None)
        self._thread.join(seconds)

    def _send_all(self) -> None:
        try:
            text = self._lines.get()
            while text is not None:
                self._channel.write_line(text)
                text = self._lines.get()
        except OSError:
            # The other side is gone, or the plugin has closed the connection: then nobody who
            # reads from it would notice.
            self._on_loss()
        finally:
            self._closed = True
