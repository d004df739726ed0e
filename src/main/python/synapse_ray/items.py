"""What an actor gives to the bridge."""

from __future__ import annotations

from typing import NamedTuple, Optional


class Fetch(NamedTuple):
    """A file or folder that the bridge is to bring to the driver's disk."""

    source: str
    """Where it lies on the node."""
    target: str
    """Where it is to lie on the driver's disk."""
    whole: bool
    """Whether it is to appear whole or not at all; else what has changed is brought."""
    entries: Optional[list]
    """Its manifest; None when there is nothing, and nothing is to be."""
    parts: Optional[list]
    """All of its content, where that is little."""


class Item(NamedTuple):
    """Something to be passed on to the driver, in its order."""

    event: dict
    """For the driver, but for the worker's name."""
    line: Optional[str] = None
    """What the worker said, when that is the event."""
    fetches: tuple = ()
    """What has to be brought first."""
    leftovers: tuple = ()
    """Paths on the node that are not needed any more once this was passed on."""

    def size(self) -> int:
        """How much room it takes, about."""
        parts = [part for fetch in self.fetches for part in fetch.parts or ()]
        content = sum(len(part[2]) for part in parts)
        return 200 + len(self.line or "") + len(self.event.get("bytes", "")) + content
