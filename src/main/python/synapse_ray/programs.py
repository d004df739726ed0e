"""Which program the worker is on this node, and the command that starts it."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys

MARK = "bundle:"
"""How paths begin that are meant below the unpacked bundle."""

BUNDLE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""Where it is unpacked: this file came with it."""

_WORKER = "synapse-worker.py"
_NATIVE_ACCESS_SINCE = 22
_LONGEST_LOOK_S = 60
_SMALLEST_HEAP_MB = 256
_HEAPS_SHARE_OF_MEMORY = 0.75

# What crash reports are for is the trial's log; native memory is not for a debugger.
_ALWAYS = [
    "-XX:+ErrorFileToStdout",
    "-XX:-CreateCoredumpOnCrash",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    "-Dstderr.encoding=UTF-8",
    "-Dsun.stdout.encoding=UTF-8",
    "-Dsun.stderr.encoding=UTF-8",
]


class Unfit(Exception):
    """This node cannot run the worker; the message is for a person."""


def located(value):
    """A value of a message, with every path that is meant in the bundle as a path on this node."""
    if isinstance(value, str) and value.startswith(MARK):
        return os.path.join(BUNDLE, value[len(MARK) :])
    if isinstance(value, dict):
        return {name: located(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [located(inner) for inner in value]
    return value


def processors(settings: dict) -> int:
    """A worker's share as programs count processors."""
    return max(1, math.ceil(settings["cpus"]))


def command(settings: dict) -> list:
    """The words of the command; raises Unfit."""
    program = settings["program"]
    return _java(program, settings) if program["kind"] == "java" else _python(program, settings)


def _python(program: dict, settings: dict) -> list:
    interpreter = program["path"]
    if not os.access(interpreter, os.X_OK):
        if program["required"]:
            raise Unfit(
                f"the Python interpreter {interpreter} is not on node {settings['node']['name']}:"
                " install it there at the same path, or leave --python away to use the Python that"
                " Ray runs with"
            )
        interpreter = sys.executable
    return [interpreter, "-X", "utf8", os.path.join(BUNDLE, _WORKER)]


def _java(program: dict, settings: dict) -> list:
    java, version = _found_java(program, settings["node"]["name"])
    native = ["--enable-native-access=ALL-UNNAMED"] if version >= _NATIVE_ACCESS_SINCE else []
    own = [f"-XX:ActiveProcessorCount={processors(settings)}"]
    if not any(option.startswith("-Xmx") for option in program["options"]):
        own.append(f"-Xmx{_heap_mb(settings)}m")
    path = os.pathsep.join(located(program["class_path"]))
    return [java, *_ALWAYS, *native, *own, *program["options"], "-cp", path, program["main"]]


def _found_java(program: dict, node: str) -> tuple:
    """The first that is new enough, and its version."""
    looked = []
    for java in _candidates(program["home"]):
        version = _version(java)
        if version is not None and version >= program["least"]:
            return java, version
        looked.append(f"{java} ({'missing' if version is None else f'Java {version}'})")
    raise Unfit(
        f"there is no Java {program['least']} on node {node}; looked for {', '.join(looked)}:"
        f" install one there (apt install openjdk-{program['least']}-jre-headless) on the PATH of"
        " Ray's processes, or name it with JAVA_HOME in their environment"
    )


def _candidates(home: str | None) -> list:
    homes = [each for each in (home, os.environ.get("JAVA_HOME")) if each]
    found = [os.path.join(each, "bin", "java") for each in homes]
    return list(dict.fromkeys([*found, shutil.which("java") or "java on the PATH"]))


def _version(java: str) -> int | None:
    try:
        shown = subprocess.run(
            [java, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LONGEST_LOOK_S,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    numbers = re.search(rb'version "(?:1\.)?(\d+)', shown.stdout)
    return int(numbers.group(1)) if numbers else None


def _heap_mb(settings: dict) -> int:
    """A worker's part of the node's memory, of which a quarter is left for everything else."""
    share = _memory_bytes() * _HEAPS_SHARE_OF_MEMORY / _workers_here(settings)
    return max(_SMALLEST_HEAP_MB, int(share) >> 20)


def _workers_here(settings: dict) -> int:
    """How many such workers can be on the node at once."""
    node = settings["node"]
    counts = [settings["slots"]]
    if settings["cpus"]:
        counts.append(_parts(node["cpus"], settings["cpus"]))
    if settings["gpus"]:
        counts.append(_on_devices(node["gpus"], settings["gpus"]))
    return max(1, min(counts))


def _on_devices(devices: float, share: float) -> int:
    """A worker with less than a device gets its part of a single one."""
    return int(devices) * _parts(1, share) if share < 1 else _parts(devices, share)


def _parts(whole: float, part: float) -> int:
    # A tenth is in three tenths three times.
    return int(whole / part + 1e-9)


def _memory_bytes() -> int:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([total, *_limits()])


def _limits() -> list:
    """A container's."""
    found = []
    for file in ("memory.max", "memory/memory.limit_in_bytes"):
        try:
            with open(os.path.join("/sys/fs/cgroup", file)) as limit:
                found.append(int(limit.read()))
        except (OSError, ValueError):
            # No such file, or no limit.
            pass
    return found
