"""Files and folders as manifests and parts, and how they are built from these elsewhere.

A manifest is a list of entries, folders before what is in them; the first is the root itself, with
an empty path, and the root may be a file. A part is a path, an offset and the bytes there.
"""

from __future__ import annotations

import os
import shutil
import stat
from typing import NamedTuple

PIECE_BYTES = 8_000_000
"""How much is taken over at once, at most."""

LITTLE_BYTES = 256_000
_LITTLE_ENTRIES = 1_000

_FOLDER, _FILE, _LINK = "folder", "file", "link"
_EXECUTABLE = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH


class Entry(NamedTuple):
    """One file, folder or symbolic link."""

    path: str
    """Relative to the root."""
    kind: str
    size: int
    mtime_ns: int
    executable: bool
    link: str
    """What a symbolic link says."""


class Span(NamedTuple):
    """A stretch of a file."""

    path: str
    offset: int
    length: int


def manifest(root: str) -> list | None:
    """The entries of a file or folder; None when there is neither. What is no file, folder or
    symbolic link is passed over, as is what vanishes meanwhile."""
    first = _entry(root, "")
    if first is None or first.kind == _LINK:
        return None
    entries = [first]
    if first.kind == _FOLDER:
        _add_children(root, "", entries)
    return entries


def _add_children(root: str, folder: str, entries: list) -> None:
    for name in sorted(_names(os.path.join(root, folder))):
        entry = _entry(root, os.path.join(folder, name))
        if entry is not None:
            entries.append(entry)
            if entry.kind == _FOLDER:
                _add_children(root, entry.path, entries)


def _names(folder: str) -> list:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def _entry(root: str, path: str) -> Entry | None:
    place = _place(root, path)
    try:
        # The root may be a link to what is meant.
        found = os.lstat(place) if path else os.stat(place)
        link = os.readlink(place) if stat.S_ISLNK(found.st_mode) else ""
    except (FileNotFoundError, NotADirectoryError):
        return None
    kind = _kind(found.st_mode)
    if kind is None:
        return None
    size = found.st_size if kind == _FILE else 0
    executable = kind == _FILE and bool(found.st_mode & stat.S_IXUSR)
    return Entry(path, kind, size, found.st_mtime_ns, executable, link)


def _kind(mode: int) -> str | None:
    if stat.S_ISDIR(mode):
        return _FOLDER
    if stat.S_ISREG(mode):
        return _FILE
    return _LINK if stat.S_ISLNK(mode) else None


def _place(root: str, path: str) -> str:
    return os.path.join(root, path) if path else root


# ---- content


def is_little(entries: list) -> bool:
    """Whether all of it may as well be sent along with its manifest."""
    return len(entries) <= _LITTLE_ENTRIES and sum(each.size for each in entries) <= LITTLE_BYTES


def has_content(root: str) -> bool:
    """Whether there is a folder with something in it."""
    try:
        with os.scandir(root) as found:
            return next(found, None) is not None
    except (FileNotFoundError, NotADirectoryError):
        return False


def pieces(entries: list) -> list:
    """Spans of all the files, in lists that are one piece each."""
    gathered: list = []
    room = 0
    for span in _spans(entries):
        if span.length > room:
            gathered.append([])
            room = PIECE_BYTES
        gathered[-1].append(span)
        # Names take room, too.
        room -= span.length + len(span.path) + 100
    return gathered


def _spans(entries: list):
    for entry in entries:
        if entry.kind == _FILE:
            for offset in range(0, entry.size, PIECE_BYTES):
                yield Span(entry.path, offset, min(PIECE_BYTES, entry.size - offset))


def read(root: str, spans: list) -> list:
    """The parts at some spans. A file that has become shorter gives less, one that is gone
    nothing."""
    parts = []
    for span in spans:
        try:
            with open(_place(root, span.path), "rb") as file:
                file.seek(span.offset)
                parts.append((span.path, span.offset, file.read(span.length)))
        except FileNotFoundError:
            pass
    return parts


def read_all(root: str, entries: list) -> list:
    """The parts of all files."""
    return read(root, list(_spans(entries)))


# ---- building


class Copy:
    """A file or folder that becomes what a manifest says."""

    def __init__(self, target: str, whole: bool):
        """``whole``: it is built beside its place and appears there when it is finished; else what
        is there is kept as far as it is the same."""
        self._target = target
        self._root = target + ".unfinished" if whole else target

    def prepare(self, entries: list) -> list:
        """Makes folders and links, deletes what is not to be, and gives the entries of the files
        whose content has to be written."""
        if self._root != self._target:
            delete(self._root)
        os.makedirs(os.path.dirname(self._root), exist_ok=True)
        before = {each.path: each for each in manifest(self._root) or []}
        self._delete_others(entries, before)
        return [each for each in entries if self._make(each, before.get(each.path))]

    def _delete_others(self, entries: list, before: dict) -> None:
        kinds = {each.path: each.kind for each in entries}
        for path, entry in before.items():
            if kinds.get(path) != entry.kind:
                delete(_place(self._root, path))

    def _make(self, entry: Entry, before: Entry | None) -> bool:
        """Gives whether its content is missing."""
        place = _place(self._root, entry.path)
        if entry.kind == _FOLDER:
            os.makedirs(place, exist_ok=True)
            return False
        if entry._replace(executable=False) == (before and before._replace(executable=False)):
            return False
        # What it was may be open somewhere, or linked to.
        delete(place)
        if entry.kind == _LINK:
            os.symlink(entry.link, place)
            return False
        with open(place, "wb"):
            return entry.size > 0

    def write(self, parts: list) -> None:
        """Writes some parts, in any order; again does no harm."""
        for path, offset, content in parts:
            with open(_place(self._root, path), "r+b") as file:
                file.seek(offset)
                file.write(content)

    def finish(self, entries: list) -> None:
        """Everything was written."""
        for entry in entries:
            if entry.kind == _FILE:
                self._finish(entry)
        if self._root != self._target and os.path.lexists(self._root):
            delete(self._target)
            os.rename(self._root, self._target)

    def give_up(self) -> None:
        """It will not be finished: what was begun beside its place takes room."""
        if self._root != self._target:
            delete(self._root)

    def _finish(self, entry: Entry) -> None:
        place = _place(self._root, entry.path)
        try:
            mode = stat.S_IMODE(os.stat(place).st_mode)
            wanted = mode | _EXECUTABLE if entry.executable else mode & ~_EXECUTABLE
            if wanted != mode:
                os.chmod(place, wanted)
            os.utime(place, ns=(entry.mtime_ns, entry.mtime_ns))
        except FileNotFoundError:
            # Finished before, when this is said again.
            pass


def delete(path: str) -> None:
    """Deletes a file or a folder with everything in it; nothing happens when it isn't there."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
    elif os.path.lexists(path):
        os.remove(path)
