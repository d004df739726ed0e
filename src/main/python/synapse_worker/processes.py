"""Other processes, as far as they can be found and ended."""

from __future__ import annotations

import os
import signal
import socket

_MOST_LOOKS = 10
"""While processes are ended some may start others."""


def end_marked(entry: str, spared=()) -> None:
    """Ends what has an entry, ``NAME=VALUE``, in its environment, wherever it is by now; but not
    this process. Does nothing where there is no /proc."""
    ended = {os.getpid(), *spared}
    for _ in range(_MOST_LOOKS):
        found = [each for each in _marked(entry) if each not in ended]
        for process in found:
            kill(process)
        if not found:
            return
        ended.update(found)


def _marked(entry: str) -> list:
    mark = entry.encode()
    return [process for process in _all() if mark in _environment(process).split(b"\0")]


def _environment(process: int) -> bytes:
    try:
        with open(f"/proc/{process}/environ", "rb") as file:
            return file.read()
    except OSError:
        # It has ended, or is another user's.
        return b""


def _all() -> list:
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    return [int(name) for name in names if name.isdigit()]


def kill(process: int) -> None:
    """Ends a process at once, if it is there and may be ended."""
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass


def is_abandoned(path: str) -> bool:
    """Whether nobody listens at a socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
            return False
        except (ConnectionRefusedError, FileNotFoundError):
            return True
        except OSError:
            return False
