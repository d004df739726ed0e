"""Where a worker connects."""

from __future__ import annotations

import json
import socket

from synapse_worker import messages

_CHUNK_BYTES = 1 << 16
_LONGEST_LINE = 1 << 26


class Server:
    """A Unix-domain socket in a folder that no other user can enter."""

    def __init__(self, path: str):
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listening.bind(path)
        self._listening.listen()

    def accept(self, token: str):
        """Waits for the worker with a token: gives its connection once it has said hello; None when
        the server was closed. Others are turned away."""
        while True:
            try:
                connection = Lines(self._listening.accept()[0])
            except OSError:
                return None
            if _is_hello(connection.read(), token):
                return connection
            connection.close()

    def close(self) -> None:
        """Nobody can connect any more."""
        try:
            # Closing alone doesn't wake who waits.
            self._listening.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listening.close()


def _is_hello(line: str | None, token: str) -> bool:
    try:
        hello = messages.of_worker(line or "")
    except messages.ProtocolError:
        return False
    return (
        hello is not None
        and hello["type"] == "hello"
        and hello["version"] == messages.VERSION
        and hello["token"] == token
    )


class Lines:
    """A worker's connection. One thread may read while another writes."""

    def __init__(self, connection: socket.socket):
        self._socket = connection
        self._received = bytearray()

    def read(self) -> str | None:
        """Waits for a line; None when the worker has closed, or its connection is lost."""
        searched = 0
        while True:
            end = self._received.find(b"\n", searched)
            if end >= 0:
                text = self._received[:end].decode("utf-8", "replace")
                del self._received[: end + 1]
                return text
            searched = len(self._received)
            if searched > _LONGEST_LINE or not self._receive():
                return None

    def _receive(self) -> bool:
        try:
            chunk = self._socket.recv(_CHUNK_BYTES)
        except OSError:
            # Its end may well be a reset.
            return False
        self._received += chunk
        return bool(chunk)

    def write(self, message: dict) -> None:
        """Sends a message; one that cannot be sent is dropped: the worker ends, or has ended."""
        text = json.dumps(message, separators=(",", ":"))
        try:
            self._socket.sendall(text.encode() + b"\n")
        except OSError:
            pass

    def end_reading(self) -> None:
        """What has come can still be read, and then the end: the worker is gone, though a child of
        its may hold the connection open."""
        try:
            self._socket.shutdown(socket.SHUT_RD)
        except OSError:
            pass

    def close(self) -> None:
        """Closes it."""
        self._socket.close()
