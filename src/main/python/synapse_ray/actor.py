"""The actor: a worker's driver on its node, and the bridge's hands there."""

from __future__ import annotations

import ray

from synapse_ray import mirror
from synapse_ray.caretaker import Caretaker
from synapse_ray.host import Host
from synapse_ray.outbox import Outbox
from synapse_ray.scratch import Scratch

GROUPS = {"listening": 1, "telling": 1, "files": 2, "ending": 2}
"""Its methods' concurrency groups, and how many calls of each are carried out at once."""


def _in(group: str):
    return ray.method(concurrency_group=group)


class Actor:
    """Hosts one worker. Every method may be called again with the same arguments when it is not
    known whether it was carried out; groups of methods don't wait for each other."""

    def __init__(self):
        self._scratch = Scratch()
        self._caretaker = Caretaker(self._scratch.path)
        self._outbox = Outbox()
        self._host = Host(self._scratch, self._outbox)
        self._told = 0

    @_in("listening")
    def begin(self):
        """Gives the node's id, and a folder on it where files may be placed."""
        return ray.get_runtime_context().get_node_id(), self._scratch.path

    @_in("listening")
    def launch(self, settings: dict, start_model: str | None) -> None:
        """Starts the worker; what goes wrong is its end."""
        self._host.launch(settings, start_model)

    @_in("listening")
    def listen(self, acknowledged: int) -> list:
        """What has come after the item with that number, as numbers and items; waits for some, but
        not for ever. Those up to that number are done with."""
        items, done = self._outbox.take(acknowledged)
        for item in done:
            for path in item.leftovers:
                mirror.delete(path)
        return items

    @_in("telling")
    def tell(self, number: int, message: dict, home: str | None) -> None:
        """Gives the worker a message; numbers count them from 1. ``home`` is the driver's folder of
        a trial that is to run."""
        if number > self._told:
            self._told = number
            self._host.tell(message, home)

    @_in("ending")
    def kill(self) -> None:
        """Ends the worker, also one that was not launched yet, and what its plugin started."""
        self._host.kill("killed")

    @_in("ending")
    def close(self) -> None:
        """Leaves nothing on this node but this process."""
        self._outbox.close()
        self._host.kill("killed")
        self._host.await_end()
        self._scratch.delete()
        self._caretaker.close()

    # ---- files

    @_in("files")
    def place(self, target: str, entries: list, parts: list) -> None:
        """Builds something whole."""
        copy = mirror.Copy(target, whole=True)
        copy.prepare(entries)
        copy.write(parts)
        copy.finish(entries)

    @_in("files")
    def prepare(self, target: str, entries: list) -> list:
        """Begins to build something; gives the entries of files whose content is missing."""
        return mirror.Copy(target, whole=True).prepare(entries)

    @_in("files")
    def write(self, target: str, parts: list) -> None:
        """Content of what is being built."""
        mirror.Copy(target, whole=True).write(parts)

    @_in("files")
    def finish(self, target: str, entries: list) -> None:
        """All content is there."""
        mirror.Copy(target, whole=True).finish(entries)

    @_in("files")
    def read(self, source: str, spans: list) -> list:
        """Content of something here."""
        return mirror.read(source, spans)
