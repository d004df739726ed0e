"""What an attempt uses of its node."""

from __future__ import annotations

import os
import time

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PARENT, _FIRST_TIME, _TIMES = 1, 11, 4
"""Places after the process's state, which follows its name: its parent; utime, stime, cutime and
cstime."""

_CHILDREN_ARE_TOLD = os.path.exists("/proc/thread-self/children")
_INTERIM_S = 10.0


class Meter:
    """Measures a worker's process and its descendants from now on."""

    def __init__(self, pid: int):
        self._pid = pid
        self._started = time.monotonic()
        self._before = cpu_seconds(pid)
        self._cpu = 0.0
        self._memory = 0
        self._next = _INTERIM_S

    def sample(self) -> bool:
        """Looks at all of them; gives whether it is time to tell."""
        members = _members(self._pid)
        self._see(sum(map(cpu_seconds, members)), sum(map(_resident_bytes, members)))
        due = time.monotonic() - self._started >= self._next
        self._next += _INTERIM_S if due else 0.0
        return due

    def end(self) -> None:
        """Looks a last time, at the process alone, so that it is cheap."""
        self._see(cpu_seconds(self._pid), 0 if self._memory else _resident_bytes(self._pid))

    def _see(self, cpu: float, memory: int) -> None:
        """A process that has ended has used nothing any more: what was seen before stays."""
        self._cpu = max(self._cpu, cpu - self._before)
        self._memory = max(self._memory, memory)

    def used(self) -> dict:
        """What has been seen until now."""
        return {
            "seconds": round(time.monotonic() - self._started, 3),
            "cpu_s": round(self._cpu, 2),
            "peak_memory": self._memory or None,
        }


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and its children that have ended; 0 if it is gone."""
    fields = _stat(pid)
    ticks = sum(map(int, fields[_FIRST_TIME : _FIRST_TIME + _TIMES]))
    return ticks / _TICKS_PER_S


def _stat(pid: int) -> list:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b") ")[2].split()
    except OSError:
        return []


def _resident_bytes(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _members(pid: int) -> list:
    """The process and its descendants, each once."""
    children = _told_children if _CHILDREN_ARE_TOLD else _found_children()
    members = {pid: None}
    waiting = [pid]
    for member in waiting:
        # Those of a thread that ends become another's, and may be met again.
        new = [child for child in children(member) if child not in members]
        members.update(dict.fromkeys(new))
        waiting.extend(new)
    return waiting


def _told_children(pid: int) -> list:
    """What the system tells for each thread: nothing of other processes has to be read."""
    found = []
    for thread in _numbers(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                found.extend(map(int, file.read().split()))
        except OSError:
            # It has ended.
            pass
    return found


def _found_children():
    """For systems that don't tell: what a look at every process gives."""
    children: dict = {}
    for pid in _numbers("/proc"):
        fields = _stat(pid)
        if fields:
            children.setdefault(int(fields[_PARENT]), []).append(pid)
    return lambda parent: children.get(parent, [])


def _numbers(folder: str) -> list:
    try:
        return [int(name) for name in os.listdir(folder) if name.isdigit()]
    except OSError:
        return []
