"""Temporary folders that their owner deletes, or somebody later when it was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile

PREFIX = "synapse-ray-"
_LOCK = "lock"


class Scratch:
    """A folder of this process's own that no other user can enter. Its lock is held as long as this
    process lives: so is known whose owner is gone."""

    def __init__(self, kind: str = "", longest: int = 60):
        """``longest``: paths of sockets are short, and so the folder's own has to be."""
        parent = _parent(longest)
        _sweep(parent)
        self.path = tempfile.mkdtemp(prefix=PREFIX + kind, dir=parent)
        self._lock = open(self.file("unlocked"), "w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        # It is never seen without being held.
        os.rename(self._lock.name, self.file(_LOCK))

    def file(self, *names: str) -> str:
        """A path in it."""
        return os.path.join(self.path, *names)

    def delete(self) -> None:
        """Deletes it; what cannot be deleted stays."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _parent(longest: int) -> str:
    usual = tempfile.gettempdir()
    return "/tmp" if len(usual) > longest and os.access("/tmp", os.W_OK) else usual


def _sweep(parent: str) -> None:
    for entry in _entries(parent):
        if entry.name.startswith(PREFIX) and _is_abandoned(entry):
            shutil.rmtree(entry.path, ignore_errors=True)


def _entries(parent: str) -> list:
    try:
        with os.scandir(parent) as found:
            return list(found)
    except OSError:
        return []


def _is_abandoned(folder: os.DirEntry) -> bool:
    """One without a lock is just being made."""
    try:
        if folder.stat(follow_symlinks=False).st_uid != os.getuid():
            return False
        with open(os.path.join(folder.path, _LOCK)) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False
