"""The bridge's program: connects, serves the driver until the end of standard input, and leaves
nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import sys

from synapse_ray import connection, refusals
from synapse_ray.events import Events

_INPUT, _OUTPUT, _ERROR = 0, 1, 2
_REFUSED = 1


def main() -> None:
    """Serves the driver on standard input and output."""
    lines = open(os.dup(_INPUT), "rb")
    events = Events(os.dup(_OUTPUT))
    _keep_clean()
    first = lines.readline()
    if first:
        _serve(json.loads(first), lines, events)


def _keep_clean() -> None:
    """What Ray starts is to find neither the driver's lines nor a way between ours."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _INPUT)
    os.dup2(_ERROR, _OUTPUT)


def _serve(request: dict, lines, events: Events) -> None:
    def give_up(refused: refusals.Refused) -> None:
        _tell(refused, events)
        os._exit(_REFUSED)

    try:
        connected = connection.connect(request, give_up)
    except refusals.Refused as refused:
        _tell(refused, events)
        sys.exit(_REFUSED)
    try:
        # Needs Ray.
        from synapse_ray.bridge import Bridge

        Bridge(connected, request["worker"], events).serve(lines)
        _delete(request["bundle"])
    finally:
        connected.close()


def _tell(refused: refusals.Refused, events: Events) -> None:
    events.tell("refused", message=str(refused), lasting=refused.lasting)


def _delete(bundle: str | None) -> None:
    """A driver that was killed cannot; one whose bridge has failed needs it for the next."""
    if bundle is not None:
        with contextlib.suppress(OSError):
            os.unlink(bundle)
