"""What signals do to a worker.

Those to everything at once, by a terminal or a service manager, are the driver's to act on: it lets
trials end in good order. What a plugin starts is not to inherit that.
"""

from __future__ import annotations

import os
import signal
import threading

_OF_DRIVER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_TIMERS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)

_masks = threading.local()
"""What a thread that forks held back before."""


def leave_to_driver() -> None:
    """From now on such signals do nothing here, and what they always do in forked children. Unlike
    ignored ones they are not inherited by other programs."""
    renew()
    os.register_at_fork(before=_hold, after_in_parent=_release, after_in_child=_restore)


def renew() -> None:
    """As it was before a plugin ran: its alarms would go off in the next trial."""
    for timer in _TIMERS:
        signal.setitimer(timer, 0)
    for number in _OF_DRIVER:
        signal.signal(number, _nothing)


def _nothing(number, frame) -> None:
    pass


def _hold() -> None:
    """A signal to a child that has no handlers of its own yet would be lost."""
    _masks.before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_DRIVER)


def _release() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, _masks.before)


def _restore() -> None:
    """A handler that the plugin has set is the child's too."""
    for number in _OF_DRIVER:
        if signal.getsignal(number) is _nothing:
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, usual)
    _release()
