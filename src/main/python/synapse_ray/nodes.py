"""The nodes of the cluster as they come and go, and whether it still answers at all."""

from __future__ import annotations

import threading
import time

_PAUSE_S = 1.0
_LONGEST_ANSWER_S = 20.0


class Nodes:
    """Looks from time to time; what has changed is told to the driver."""

    def __init__(self, ray, events, on_loss):
        """``on_loss`` is called with the reason when the cluster doesn't answer any more; it must
        end this process."""
        self._ray = ray
        self._events = events
        self._on_loss = on_loss
        self._changed = threading.Condition()
        self._alive: dict = {}
        self._asked: float | None = None
        """Since when it owes an answer."""
        self._closed = threading.Event()

    def look(self) -> list:
        """Asks the cluster for those that are alive."""
        found = [_node(each) for each in self._ray.nodes() if each["Alive"]]
        with self._changed:
            self._alive = {each["id"]: each for each in found}
            self._changed.notify_all()
        return found

    def watch(self, known: list) -> None:
        """Starts to look; ``known`` is what the driver was told."""
        for task in (lambda: self._look_on(known), self._see_that_it_answers):
            threading.Thread(target=task, name="synapse-nodes", daemon=True).start()

    def close(self) -> None:
        """Nothing more is told, and nothing ends this process."""
        self._closed.set()

    def named(self, node: str) -> dict:
        """A node that an actor is on; it may be new."""
        with self._changed:
            known = self._alive.get(node)
        if known is None:
            self.look()
            with self._changed:
                known = self._alive.get(node)
        return known or {"id": node, "name": node[:8], "cpus": 0.0, "gpus": 0.0}

    def is_gone(self, node: str, patience: float) -> bool:
        """Whether a node is not there any more; the cluster may take some time to notice."""
        with self._changed:
            return self._changed.wait_for(lambda: node not in self._alive, patience)

    def _look_on(self, told: list) -> None:
        try:
            while not self._closed.wait(_PAUSE_S):
                self._asked = time.monotonic()
                found = self.look()
                self._asked = None
                if found != told and not self._closed.is_set():
                    told = found
                    self._events.tell("nodes", nodes=found)
        except BaseException as error:
            self._lose(f"the Ray cluster cannot be asked any more: {error}")

    def _see_that_it_answers(self) -> None:
        while not self._closed.wait(_PAUSE_S):
            asked = self._asked
            if asked is not None and time.monotonic() - asked > _LONGEST_ANSWER_S:
                self._lose(f"the Ray cluster has not answered for {_LONGEST_ANSWER_S:.0f} s")

    def _lose(self, why: str) -> None:
        if not self._closed.is_set():
            self._closed.set()
            self._on_loss(why)


def _node(found: dict) -> dict:
    resources = found["Resources"]
    named = found.get("NodeName", "")
    address = found.get("NodeManagerAddress", "")
    return {
        "id": found["NodeID"],
        "name": named if named and named != address else found["NodeManagerHostname"],
        "cpus": float(resources.get("CPU", 0)),
        "gpus": float(resources.get("GPU", 0)),
    }
