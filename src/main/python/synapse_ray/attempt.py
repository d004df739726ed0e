"""The attempt that a worker is at, as its files and messages need it."""

from __future__ import annotations

import json
import os

from synapse_ray import mirror
from synapse_ray.items import Fetch, Item
from synapse_ray.usage import Meter

ENDS = ("finished", "stopped", "failed")


class Attempt:
    """An attempt that begins now, in a folder on this node that stands for the driver's."""

    def __init__(self, run: dict, home: str, pid: int):
        """``run`` is the message with this node's paths, ``home`` the driver's trial folder."""
        self._run = run
        self._folder = run["trial_folder"]
        self._home = home
        self._work = os.path.join(self._folder, "work")
        self._had_work = os.path.isdir(self._work)
        self._meter = Meter(pid)

    def is_of(self, message: dict) -> bool:
        """Whether a message is about it."""
        return (
            message.get("trial_id") == self._run["trial_id"]
            and message.get("attempt") == self._run["attempt"]
        )

    # ---- what it uses

    def sample(self) -> Item | None:
        """Measures it; gives what there is to tell from time to time."""
        return self._used() if self._meter.sample() else None

    def used(self) -> Item:
        """What it has used at its end."""
        self._meter.end()
        return self._used()

    def _used(self) -> Item:
        names = {"trial_id": self._run["trial_id"], "attempt": self._run["attempt"]}
        return Item({"type": "used", **names, **self._meter.used()})

    # ---- what it says

    def said(self, message: dict, line: str) -> Item:
        """What the bridge has to pass on and to bring for a message of it."""
        fetches, leftovers = self._files(message)
        return Item({"type": "said"}, self._told(message, line), tuple(fetches), tuple(leftovers))

    def ended(self, event: dict) -> Item:
        """The worker's end in the middle of it: what it has in its work folder is kept."""
        return Item(event, None, tuple(self._work_fetches()))

    def _files(self, message: dict) -> tuple:
        kind = message["type"]
        if kind == "report":
            return self._product(message.get("checkpoint"))
        if kind == "visualization":
            return self._product(message.get("file"))
        if kind in ENDS:
            return self._work_fetches() + self._model(message.get("model")), self._own()
        return (), ()

    def _product(self, path: str | None) -> tuple:
        return ([self._fetch(path)], [path]) if path and self._holds(path) else ([], [])

    def _model(self, path: str | None) -> list:
        in_work = path and path.startswith(self._work + os.sep) or path == self._work
        return [self._fetch(path)] if path and self._holds(path) and not in_work else []

    def _work_fetches(self) -> list:
        if mirror.has_content(self._work):
            return [self._fetch(self._work, whole=False)]
        return [Fetch(self._work, self._at_home(self._work), False, None, None)] * self._had_work

    def _own(self) -> list:
        """What lies on this node for it alone."""
        checkpoint = self._run.get("checkpoint")
        return [self._folder] + ([checkpoint["path"]] if checkpoint else [])

    def _fetch(self, path: str, whole: bool = True) -> Fetch:
        entries = mirror.manifest(path)
        little = entries is not None and mirror.is_little(entries)
        parts = mirror.read_all(path, entries) if little else None
        return Fetch(path, self._at_home(path), whole, entries, parts)

    def _holds(self, path: str) -> bool:
        return path.startswith(self._folder + os.sep)

    def _at_home(self, path: str) -> str:
        return self._home + path[len(self._folder) :]

    def _told(self, message: dict, line: str) -> str:
        """The driver is told its own paths, wherever they stand."""
        if self._folder not in line:
            return line
        return json.dumps(self._translated(message), ensure_ascii=False, separators=(",", ":"))

    def _translated(self, value):
        if isinstance(value, str):
            return value.replace(self._folder, self._home)
        if isinstance(value, dict):
            return {name: self._translated(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._translated(inner) for inner in value]
        return value
