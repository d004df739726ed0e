"""Who clears up after a process that may be killed at any time."""

from __future__ import annotations

import subprocess

_LONGEST_S = 5

# While processes are ended some may start others. Whoever still writes into the folder is about to
# end, as its actor is gone.
_SCRIPT = """
trap '' HUP INT TERM
read -r _
for _ in 1 2 3 4 5; do
  marked=$(grep -lF -- "$1/" /proc/[0-9]*/environ 2>/dev/null)
  [ -n "$marked" ] || break
  for file in $marked; do
    process=${file#/proc/}
    kill -KILL "${process%/environ}" 2>/dev/null
  done
done
for _ in $(seq 60); do
  rm -rf -- "$1" && break
  sleep 1
done
"""


class Caretaker:
    """A process that, when this one is gone, however that has ended, ends every process with a path
    in a folder in its environment, as a worker and all that its plugin starts have, and deletes the
    folder. It needs little: a shell that waits for the end of its input. Where it cannot be
    started, or is killed along with this process, as when a whole node is, the folder stays until
    somebody else makes one there."""

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
        """Ends and deletes what is left, and waits for that, but not for long."""
        if self._process is not None:
            self._process.stdin.close()
            try:
                self._process.wait(_LONGEST_S)
            except subprocess.TimeoutExpired:
                # It goes on trying.
                pass
