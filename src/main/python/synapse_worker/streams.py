"""The standard streams as plugins get them: whatever one does to them, the next has its own."""

from __future__ import annotations

import os
import sys

_INPUT, _OUTPUT, _ERROR = 0, 1, 2

_kept: dict = {}
"""Copies of the standard descriptors, which a plugin may close or lead elsewhere."""


def keep() -> int:
    """Keeps what standard output and error are, for ``renew``.

    Gives the descriptor of standard input, which is the driver's; plugins, and what they start,
    get an empty one instead.
    """
    taken = os.dup(_INPUT)
    _kept[_INPUT] = os.open(os.devnull, os.O_RDONLY)
    _kept[_OUTPUT] = os.dup(_OUTPUT)
    _kept[_ERROR] = os.dup(_ERROR)
    _restore_descriptors()
    return taken


def kept_error() -> int:
    """A descriptor of standard error that is not the plugin's."""
    return _kept[_ERROR]


def renew() -> None:
    """Writes out what still waits in the streams, and sets fresh ones."""
    flush()
    _restore_descriptors()
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout = _fresh(_OUTPUT)
    sys.stderr = _fresh(_ERROR)
    # What a library keeps of a stream is these.
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr


def flush() -> None:
    """Writes out what Python still keeps of what was printed."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            stream.flush()
        except Exception:
            # It may be one that the plugin has set, or closed, or none.
            pass


def flush_c() -> None:
    """Writes out what libraries in C have printed and still keep."""
    try:
        import ctypes

        ctypes.CDLL(None).fflush(None)
    except (ImportError, OSError, AttributeError):
        # A Python without foreign functions: what C printed comes when its buffer is full.
        pass


def _restore_descriptors() -> None:
    for descriptor, kept in _kept.items():
        try:
            os.dup2(kept, descriptor)
        except OSError:
            # The plugin has closed everything: the connection to the driver is lost as well.
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
