"""A process beside the worker that ends it when its driver is gone: a plugin's call of C code may
keep every thread of the worker from running, for hours.

It is no child of the worker's: a plugin that waits for all of its children would wait for it too.
"""

from __future__ import annotations

import os
import signal

_STANDARD = (0, 1, 2)
_DIGITS = 20
_MOST_OPEN = 64


def start(given: int, lost_driver) -> int | None:
    """Starts it: when the descriptor ``given`` comes to its end, it calls ``lost_driver.end``.

    Must be called before there are threads. Returns its process id; None when the system lets no
    more processes start, and the worker has to do with its own threads.
    """
    reader, writer = os.pipe()
    try:
        between = os.fork()
    except OSError:
        between = None
    if between == 0:
        _start_from_between(given, lost_driver, writer)
    os.close(writer)
    told = os.read(reader, _DIGITS)
    os.close(reader)
    if between is not None:
        os.waitpid(between, 0)
    return int(told) if told else None


def _start_from_between(given: int, lost_driver, writer: int) -> None:
    """Doesn't return."""
    try:
        process = os.fork()
        if process == 0:
            os.close(writer)
            _watch(given, lost_driver)
        os.write(writer, str(process).encode())
    finally:
        os._exit(0)


def _watch(given: int, lost_driver) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in _STANDARD:
        os.dup2(nothing, descriptor)
    # Whoever reads what the worker prints is not to wait for this process.
    os.closerange(len(_STANDARD), given)
    os.closerange(given + 1, _MOST_OPEN)
    wait_for_end(given)
    lost_driver.end()


def wait_for_end(given: int) -> None:
    """Waits for the end of a pipe through which nothing is ever sent."""
    while os.read(given, 1):
        continue
