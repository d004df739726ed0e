"""The data set and the checkpoint as a plugin gets them."""

from __future__ import annotations

import json
import os

_ITEMS_FILE = "items.jsonl"
_NO_CATEGORY = ""


class AttributeDict(dict):
    """A dictionary whose entries are attributes too."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            known = ", ".join(map(str, self)) or "nothing"
            raise AttributeError(f"there is no '{name}'; there is {known}") from None

    def __setattr__(self, name, value):
        self[name] = value

    def __delattr__(self, name):
        try:
            del self[name]
        except KeyError:
            raise AttributeError(name) from None


class Dataset(AttributeDict):
    """A prepared data set, which synapse has verified: ``id``, ``name``, ``path`` (its folder, or
    the file when it is a single file) and ``categories``.

    ``dataset.items("train")`` and ``dataset["train"]`` are the items of a category, each with
    ``files`` (absolute paths) and ``data`` (what is known of it, such as a label).
    """

    def __init__(self, place: dict, by_category: dict):
        """``by_category``: the items of each category, as ``read_items`` gives them."""
        categories = [name for name in sorted(by_category, key=_order) if name != _NO_CATEGORY]
        super().__init__(
            id=place["id"], name=place["name"], path=place["path"], categories=categories
        )
        object.__setattr__(self, "_by_category", by_category)

    def __missing__(self, name):
        if name in self._by_category:
            return self.items(name)
        raise KeyError(name)

    def __reduce__(self):
        return type(self), (dict(self), self._by_category)

    def items(self, category=None):
        """The items of one category, ``""`` for those without one, in a fixed order; without an
        argument what ``dict.items`` gives."""
        if category is None:
            return super().items()
        items = self._by_category.get(category)
        if items is None and category != _NO_CATEGORY:
            known = ", ".join(self.categories) or "none"
            raise ValueError(f"the data set has no category '{category}'; it has {known}")
        return list(items or [])


def read_items(path: str) -> dict:
    """The items of each category of the data set at a path."""
    if os.path.isfile(path):
        return {_NO_CATEGORY: [_item([path], {})]}
    if os.path.isfile(os.path.join(path, _ITEMS_FILE)):
        return _listed(path)
    categories: dict = {}
    for name in _files(path):
        category = name.split("/", 1)[0] if "/" in name else _NO_CATEGORY
        categories.setdefault(category, []).append(_item([os.path.join(path, name)], {}))
    return categories


def _listed(folder: str) -> dict:
    """The driver has checked the file, so it is read without looking for mistakes."""
    categories: dict = {}
    with open(os.path.join(folder, _ITEMS_FILE), encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                entry = json.loads(line)
                names = entry.get("files") or []
                files = [os.path.normpath(os.path.join(folder, name)) for name in names]
                category = entry.get("category") or _NO_CATEGORY
                item = _item(files, entry.get("data") or {})
                categories.setdefault(category, []).append(item)
    return categories


def _item(files: list, data: dict) -> AttributeDict:
    return AttributeDict(files=files, data=AttributeDict(data))


def _files(folder: str) -> list:
    """Names relative to the folder, in the order in which the driver has them; hidden ones don't
    belong to a data set."""
    found = []
    for parent, folders, files in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                found.append(os.path.relpath(os.path.join(parent, name), folder))
    return sorted(found, key=_order)


def _order(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")
