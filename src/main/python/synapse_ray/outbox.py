"""What waits to be taken by the bridge."""

from __future__ import annotations

import threading

from synapse_ray.items import Item

_MOST_BYTES = 4_000_000
_MOST_AT_ONCE = 1_000
_PATIENCE_S = 30.0


class Outbox:
    """Items in their order, numbered from 1. They are kept until they are acknowledged: an answer
    that was lost is asked for again."""

    def __init__(self):
        self._changed = threading.Condition()
        self._items: list = []
        self._first = 1
        self._bytes = 0
        self._closed = False

    def put(self, *items: Item) -> None:
        """Adds items that are best taken together; waits while too much waits already."""
        with self._changed:
            self._changed.wait_for(lambda: self._bytes < _MOST_BYTES or self._closed)
            self._add(items)

    def add(self, *items: Item) -> None:
        """Adds items at once."""
        with self._changed:
            self._add(items)

    def close(self) -> None:
        """Nobody takes anything any more: nothing waits for room."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self, acknowledged: int) -> tuple:
        """Waits for items after a number, but not for ever; gives these with their numbers, and
        those up to it that were kept until now."""
        with self._changed:
            done = self._drop(acknowledged)
            self._changed.wait_for(lambda: self._items or self._closed, _PATIENCE_S)
            return list(enumerate(self._items[:_MOST_AT_ONCE], self._first)), done

    def _add(self, items: tuple) -> None:
        self._items.extend(items)
        self._bytes += sum(each.size() for each in items)
        self._changed.notify_all()

    def _drop(self, acknowledged: int) -> list:
        count = max(0, acknowledged - self._first + 1)
        done = self._items[:count]
        del self._items[:count]
        self._first += count
        self._bytes -= sum(each.size() for each in done)
        self._changed.notify_all()
        return done
