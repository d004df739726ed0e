"""What a plugin's forked children do that come back from its code, as if they were the worker."""

from __future__ import annotations

import os
import traceback

from synapse_worker import streams


def leave(thrown: BaseException | None) -> None:
    """Ends this process as Python ends at the end of a program, ``thrown`` being what the plugin
    raised in it. Doesn't return: the trial is the parent's."""
    status = 0
    try:
        if isinstance(thrown, SystemExit):
            status = thrown.code if isinstance(thrown.code, int) else int(thrown.code is not None)
        elif thrown is not None:
            status = 1
            traceback.print_exception(type(thrown), thrown, thrown.__traceback__)
        streams.flush()
    finally:
        os._exit(status & 0xFF)
