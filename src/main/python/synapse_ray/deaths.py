"""What Ray says when an actor is no more, or cannot be, as one line for a person."""

from __future__ import annotations

import re

from synapse_ray.refusals import one_line

_LONGEST = 500
_OF_NODE = ("its node has died", "node was terminated", "node is dead")
_MEMORY = re.compile(r"[^.\n]*running low on memory[^\n]*")
_HEADS = re.compile(r"^\s*(class_name|actor_id|pid|name|namespace|ip):.*$", re.MULTILINE)
_ADVICE = re.compile(r"Some common causes include:.*", re.DOTALL)


def detail(error: Exception) -> str:
    """The reason in one line."""
    text = str(error)
    memory = _MEMORY.search(text)
    if memory:
        text = memory.group()
    return _short(one_line(_ADVICE.sub("", _HEADS.sub("", text))))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"


def of_environment(error: Exception) -> str:
    """Why the actor's code could not be brought to its node; the last line says it."""
    lines = [line for line in str(error).splitlines() if line.strip()] or [""]
    node = re.search(r"\[(Node [^\]]*)\]", str(error))
    where = f" on {node.group(1)}" if node else ""
    return f"the runtime environment could not be set up{where}: {_short(one_line(lines[-1]))}"


def is_of_node(error: Exception) -> bool:
    """Whether Ray says itself that the node is gone."""
    return any(mark in str(error) for mark in _OF_NODE)
