"""Looks into a plugin, and into the Python that is to run it, for synapse; it is not for use by hand.

Usage: synapse-inspection.py RESULT PLUGIN [CLASSPATH...]. What is found is written to the file RESULT
as one JSON object. This file has to be understood by any Python, also one that is too old.
"""

import json
import os
import sys

OLDEST = (3, 9)


def write(found, result):
    with open(result, "w") as file:
        json.dump(found, file)


def main():
    result, class_path = sys.argv[1], sys.argv[2:]
    found = {
        "executable": sys.executable,
        "version": ".".join(str(part) for part in sys.version_info[:3]),
    }
    # What the plugin does to this process is told from what is no Python at all.
    write(found, result)
    if sys.version_info >= OLDEST:
        # Last, so that nothing of synapse's hides a module of the plugin's.
        sys.path.append(sys.path.pop(0))
        from synapse_worker import inspection

        inspection.inspect(class_path, found)
    write(found, result)
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that the plugin's modules have started must not keep this process.
    os._exit(0)


if __name__ == "__main__":
    main()
