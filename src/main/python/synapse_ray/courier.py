"""Brings files and folders between the driver's disk and a node."""

from __future__ import annotations

import collections

from synapse_ray import mirror
from synapse_ray.items import Fetch

_MOST_IN_FLIGHT = 2


class Courier:
    """Works over a link to the node's actor. Errors of either disk are OSError or what Ray raises
    for those of the actor's."""

    def __init__(self, link):
        self._link = link

    def bring(self, source: str, target: str) -> None:
        """Brings a file or folder to the node, where it appears whole."""
        entries = mirror.manifest(source)
        if entries is None:
            raise FileNotFoundError(f"there is no such file or folder: {source}")
        if mirror.is_little(entries):
            self._link.call("place", target, entries, mirror.read_all(source, entries))
            return
        wanted = self._link.call("prepare", target, entries)
        self._in_pieces(
            wanted, lambda spans: self._link.start("write", target, mirror.read(source, spans))
        )
        self._link.call("finish", target, entries)

    def fetch(self, fetch: Fetch) -> None:
        """Brings what an actor has named to the driver's disk."""
        if fetch.entries is None:
            mirror.delete(fetch.target)
            return
        copy = mirror.Copy(fetch.target, fetch.whole)
        try:
            self._fill(copy, fetch)
        except Exception:
            copy.give_up()
            raise

    def _fill(self, copy: mirror.Copy, fetch: Fetch) -> None:
        wanted = copy.prepare(fetch.entries)
        if fetch.parts is not None:
            paths = {each.path for each in wanted}
            copy.write([part for part in fetch.parts if part[0] in paths])
        else:
            self._in_pieces(
                wanted, lambda spans: self._link.start("read", fetch.source, spans), copy.write
            )
        copy.finish(fetch.entries)

    def _in_pieces(self, wanted: list, start, take=lambda result: None) -> None:
        flying: collections.deque = collections.deque()
        for spans in mirror.pieces(wanted):
            if len(flying) == _MOST_IN_FLIGHT:
                take(self._link.wait(flying.popleft()))
            flying.append(start(spans))
        while flying:
            take(self._link.wait(flying.popleft()))
