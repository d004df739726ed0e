"""A worker's process, with everything that its plugin starts."""

from __future__ import annotations

import os
import signal
import subprocess

from synapse_worker import processes

_SIGNALS = 128


class Process:
    """Started with a session, and so a process group, of its own. Its standard input stays open as
    long as this process lives, and its end tells the worker that this process is gone."""

    def __init__(self, words: list, environment: dict, folder: str, token_entry: str):
        """Starts it; OSError when that is not possible."""
        self._entry = token_entry
        self._popen = subprocess.Popen(
            words,
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.pid = self._popen.pid
        self.output = self._popen.stdout.fileno()

    def wait(self, seconds: float | None = None) -> int:
        """Waits for its end; gives its status as a shell tells it. TimeoutExpired when it takes
        longer."""
        status = self._popen.wait(seconds)
        return status if status >= 0 else _SIGNALS - status

    def kill(self) -> None:
        """Ends it and everything that its plugin started; also what is left of that when it has
        ended already."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            # There is none of its group any more.
            pass
        processes.end_marked(self._entry)
