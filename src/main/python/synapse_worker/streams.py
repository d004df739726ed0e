"""The standard streams as plugins get them: whatever one does to them, the next has its own."""

from __future__ import annotations

import os
import sys

_INPUT, _OUTPUT, _ERROR = 0, 1, 2


def take_input() -> int:
    """The descriptor of standard input, which is the driver's; plugins, and what they start, get
    an empty one instead."""
    taken = os.dup(_INPUT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _INPUT)
    os.close(nothing)
    return taken


def renew() -> None:
    """Writes out what still waits in the streams, and sets fresh ones."""
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout = _fresh(_OUTPUT)
    sys.stderr = _fresh(_ERROR)
    # What a library keeps of a stream is these.
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr


def _flush(stream) -> None:
    """It may be one that the plugin has set, or closed, or none."""
    try:
        stream.flush()
    except Exception:
        pass


def flush_c() -> None:
    """Writes out what libraries in C have printed and still keep."""
    try:
        import ctypes

        ctypes.CDLL(None).fflush(None)
    except (ImportError, OSError, AttributeError):
        # A Python without foreign functions: what C printed comes when its buffer is full.
        pass


def _fresh(descriptor: int):
    return open(
        descriptor,
        "w",
        buffering=1,
        encoding="utf-8",
        errors="backslashreplace",
        closefd=False,
    )
