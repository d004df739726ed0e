"""The run of the attempt at work in this process, for calls that are not given one."""

from __future__ import annotations

_runs: list = []


def begin(run) -> None:
    """From now on this is the run."""
    _runs[:] = [run]


def end() -> None:
    """From now on there is none."""
    _runs.clear()


def run(caller: str):
    """The run; RuntimeError when there is none, which names the caller."""
    if not _runs:
        raise RuntimeError(f"{caller} works while synapse runs a trial, in the trial's own process")
    return _runs[0]
