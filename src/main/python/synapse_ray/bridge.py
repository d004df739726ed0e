"""What the driver says, line by line."""

from __future__ import annotations

import json
import os
import sys
import threading

from synapse_ray.nodes import Nodes
from synapse_ray.slot import Slot

_LONGEST_END_S = 8.0
_LOST = 3


class Bridge:
    """Serves one driver over a connection to a cluster."""

    def __init__(self, connection, worker: dict | None, events):
        """``worker`` is how workers are to be made, as the driver's first line has it."""
        self._connection = connection
        self._worker = worker
        self._events = events
        self._nodes = Nodes(connection.ray, events, self._lose)
        self._slots: dict = {}
        """Those that have not ended."""

    def serve(self, lines) -> None:
        """Until the end of the lines; then no worker is left."""
        known = self._nodes.look()
        self._events.tell(
            "connected",
            ray=self._connection.ray.__version__,
            python=self._connection.python,
            address=self._connection.address,
            nodes=known,
        )
        self._nodes.watch(known)
        try:
            for line in lines:
                self._handle(json.loads(line))
        finally:
            self._nodes.close()
            self._end_all()

    def _handle(self, said: dict) -> None:
        name = said["worker"]
        if said["type"] == "open":
            slot = Slot(name, self._nodes, self._worker, self._events)
            self._slots[name] = slot
            slot.open(lambda: self._forget(name, slot))
            return
        slot = self._slots.get(name)
        if slot is None:
            # It has ended meanwhile.
            return
        if said["type"] == "tell":
            slot.tell(said["message"])
        elif said["type"] == "kill":
            slot.kill()

    def _forget(self, name: str, slot: Slot) -> None:
        # Another may have the name since.
        if self._slots.get(name) is slot:
            del self._slots[name]

    def _lose(self, why: str) -> None:
        """Actors can be reached for some time without the rest of the cluster."""
        print("synapse-ray:", why, file=sys.stderr, flush=True)
        self._end_all()
        self._connection.forget()
        os._exit(_LOST)

    def _end_all(self) -> None:
        ends = [threading.Thread(target=slot.close, daemon=True) for slot in list(self._slots.values())]
        for end in ends:
            end.start()
        for end in ends:
            end.join(_LONGEST_END_S)
