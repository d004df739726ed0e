"""What Ray says when an actor is no more, as one line for a person."""

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
    text = one_line(_ADVICE.sub("", _HEADS.sub("", text)))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"


def is_of_node(error: Exception) -> bool:
    """Whether Ray says itself that the node is gone."""
    return any(mark in str(error) for mark in _OF_NODE)
