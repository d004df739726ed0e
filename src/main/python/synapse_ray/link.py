"""Calls of an actor that may be out of reach for a while."""

from __future__ import annotations

import time

import ray
from ray.exceptions import ActorUnavailableError

_PAUSE_S = 0.2


class Link:
    """Calls methods that may be called again when nobody knows whether they were carried out: what
    comes twice does no harm, as the actor's contract is."""

    def __init__(self, actor):
        self._actor = actor

    def start(self, method: str, *arguments):
        """Calls a method; ``wait`` gives what it returns."""
        return method, arguments, getattr(self._actor, method).remote(*arguments)

    def wait(self, started):
        """Raises RayError: the actor is no more, or its method has failed."""
        method, arguments, reference = started
        while True:
            try:
                return ray.get(reference)
            except ActorUnavailableError:
                # Ray finds out whether it is gone for good.
                time.sleep(_PAUSE_S)
                reference = getattr(self._actor, method).remote(*arguments)

    def call(self, method: str, *arguments):
        """Calls a method and waits for what it returns."""
        return self.wait(self.start(method, *arguments))

    def call_within(self, seconds: float, method: str, *arguments) -> bool:
        """Whether a method has come to its end in time."""
        try:
            ray.get(getattr(self._actor, method).remote(*arguments), timeout=seconds)
            return True
        except Exception:
            return False

    def kill(self) -> None:
        """Ends the actor, also one that waits for its place."""
        try:
            ray.kill(self._actor)
        except Exception:
            # It is gone, and so may be the cluster.
            pass
