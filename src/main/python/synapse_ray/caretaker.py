"""Who clears up after a process that may be killed at any time."""

from __future__ import annotations

import subprocess

_LONGEST_S = 5

# Whoever still writes into the folder is about to end, as its actor is gone.
_SCRIPT = """
trap '' HUP INT TERM
read -r _
for _ in $(seq 60); do
  rm -rf -- "$1" && break
  sleep 1
done
"""


class Caretaker:
    """A process that deletes a folder when this one is gone, however that has ended. It needs
    little: a shell that waits for the end of its input. Where it cannot be started, or is killed
    along with this process, as when a whole node is, the folder stays until somebody else makes one
    there."""

    def __init__(self, folder: str):
        try:
            self._process = subprocess.Popen(
                ["sh", "-c", _SCRIPT, "sh", folder],
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            self._process = None

    def close(self) -> None:
        """Deletes the folder, and waits for that, but not for long."""
        if self._process is not None:
            self._process.stdin.close()
            try:
                self._process.wait(_LONGEST_S)
            except subprocess.TimeoutExpired:
                # It goes on trying.
                pass
