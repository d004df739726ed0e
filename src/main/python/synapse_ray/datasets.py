"""Where the data set is on this node."""

from __future__ import annotations

import os
import stat

from synapse_ray.programs import Unfit, located


def place(dataset: dict, node: str) -> str:
    """Its path: the driver's when the same lies there, else that in the bundle; raises Unfit."""
    path = dataset["path"]
    found = _count(path)
    if found == (dataset["files"], dataset["bytes"]):
        return path
    if dataset["bundled"] is not None:
        return located(dataset["bundled"])
    raise Unfit(f"{_what(path, node, found, dataset)}: put it there at the same path, best on"
                " storage that all nodes share")


def _what(path: str, node: str, found: tuple, dataset: dict) -> str:
    if not os.path.exists(path):
        return f"the data set {path} is not on node {node}"
    return (
        f"what lies at {path} on node {node} is not the data set: {found[0]} files with {found[1]}"
        f" bytes, and not {dataset['files']} with {dataset['bytes']}"
    )


def _count(root: str) -> tuple:
    """How many files there are, and how many bytes in them."""
    places = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]
    sizes = map(_size, [root] if os.path.isfile(root) else places)
    files = [size for size in sizes if size is not None]
    return len(files), sum(files)


def _size(path: str) -> int | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
