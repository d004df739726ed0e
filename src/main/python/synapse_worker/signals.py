"""What signals do to a worker.

Those to everything at once, by a terminal or a service manager, are the driver's to act on: it lets
trials end in good order. What a plugin starts is not to inherit that.
"""

from __future__ import annotations

import os
import signal

_OF_DRIVER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_TIMERS = (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF)


def leave_to_driver() -> None:
    """From now on such signals do nothing here, and what they always do in forked children. Unlike
    ignored ones they are not inherited by other programs."""
    renew()
    os.register_at_fork(after_in_child=_restore)


def renew() -> None:
    """As it was before a plugin ran: its alarms would go off in the next trial."""
    for timer in _TIMERS:
        signal.setitimer(timer, 0)
    for number in _OF_DRIVER:
        signal.signal(number, _nothing)


def _nothing(number, frame) -> None:
    pass


def _restore() -> None:
    """A handler that the plugin has set is the child's too."""
    for number in _OF_DRIVER:
        if signal.getsignal(number) is _nothing:
            usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
            signal.signal(number, usual)
