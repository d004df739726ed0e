"""Keeps what a plugin tells to a size that a journal can hold and a driver can read a hundred
thousand times."""

from __future__ import annotations

from synapse_worker.values import shown

MOST_BYTES = 1 << 18
"""Of one report, or of anything else that is told at once, about as many bytes of JSON."""

_LONGEST_NAME = 256
_DEEPEST = 64
_UNREADABLE = 1 << 40
"""What no reader would take: a name that is too long, or a value that is nested too deep."""

_MOST_NAMED = 5
_LONGEST_SHOWN = 60
_BYTES_OF_NUMBER = 20
_BYTES_AROUND = 4


class Limits:
    """Of values that are too large together the smallest are kept, and of a text its beginning.
    What is left out is told, once for each place, in words for a person."""

    def __init__(self, note):
        self._note = note
        self._told: set = set()

    def fitting(self, what: str, values: dict) -> dict:
        """The values that fit."""
        sizes = {name: _entry_bytes(name, value, 1) for name, value in values.items()}
        if sum(sizes.values()) <= MOST_BYTES:
            return values
        used = 0
        left_out = []
        for name in sorted(values, key=sizes.__getitem__):
            used += sizes[name]
            if used > MOST_BYTES:
                left_out.insert(0, name)
        self._tell(what, "left out: " + _described(left_out, sizes))
        dropped = set(left_out)
        return {name: value for name, value in values.items() if name not in dropped}

    def fitting_text(self, what: str, text: str) -> str:
        """The beginning of a text that is too long, or all of it."""
        if len(text) <= MOST_BYTES:
            return text
        self._tell(what, f"cut, it is {_size(len(text))} long")
        return text[:MOST_BYTES] + " …"

    def _tell(self, what: str, happened: str) -> None:
        if what not in self._told:
            self._told.add(what)
            self._note(
                f"{what} holds {_size(MOST_BYTES)} at most; {happened};"
                " save large values to a file"
            )


def require_readable(what: str, values: dict) -> None:
    """Raises ValueError for what no reader would take, where nothing can be left out."""
    if _bytes(values, 0) >= _UNREADABLE:
        raise ValueError(
            f"{what} may be nested {_DEEPEST} deep and have names of {_LONGEST_NAME} characters"
            " at most"
        )


def require_name(what: str, text: str) -> str:
    """Raises ValueError for a text that cannot name anything."""
    if not isinstance(text, str):
        raise TypeError(f"the {what} must be a text, and is {shown(text)}")
    if not text.strip():
        raise ValueError(f"the {what} must not be blank")
    if len(text) > _LONGEST_NAME:
        raise ValueError(
            f"the {what} may have {_LONGEST_NAME} characters at most, and has {len(text)}"
        )
    return text


def _described(names: list, sizes: dict) -> str:
    """The largest, and how many others there are."""
    largest = ", ".join(f"{_shown(name)} ({_size(sizes[name])})" for name in names[:_MOST_NAMED])
    others = len(names) - _MOST_NAMED
    return f"{largest} and {others} more" if others > 0 else largest


def _shown(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else name[:_LONGEST_SHOWN] + "…"


def _size(count: int) -> str:
    if count >= _UNREADABLE:
        return "nested too deep, or with too long a name"
    if count < 1_000:
        return f"{count} bytes"
    return f"{count / 1e3:.0f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def _entry_bytes(name: str, value, depth: int) -> int:
    if len(name) > _LONGEST_NAME:
        return _UNREADABLE
    return len(name) + _BYTES_AROUND + _bytes(value, depth)


def _bytes(value, depth: int) -> int:
    if depth > _DEEPEST:
        return _UNREADABLE
    if isinstance(value, str):
        return len(value) + _BYTES_AROUND
    if isinstance(value, dict):
        return sum(_entry_bytes(name, inner, depth + 1) for name, inner in value.items())
    if isinstance(value, list):
        return sum(_bytes(element, depth + 1) for element in value)
    return _BYTES_OF_NUMBER
