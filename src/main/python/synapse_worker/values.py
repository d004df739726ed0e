"""Brings what a plugin hands over to JSON values.

Numbers of numpy, torch and the like are told by what they can do, so that none of these has to be
installed. What comes out shares nothing with what went in: a plugin may go on changing it.
"""

from __future__ import annotations

import numbers
import os
from collections import abc, deque

_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1

_DEEPEST = 80
"""Deeper than anything that is sent; what lies below is not looked at."""


def of(value, depth=0):
    """A text, whole number of 64 bits, real number, truth value, None, list or dictionary with
    texts as keys. Anything else becomes its text."""
    if depth > _DEEPEST:
        return "…"
    if value is None or type(value) in (str, bool, float):
        return value
    if isinstance(value, numbers.Real):
        return number(value)
    if isinstance(value, numbers.Number) and not isinstance(value, numbers.Complex):
        # Python's decimal numbers are no real ones to it.
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, abc.Mapping):
        return of_mapping(value, depth)
    if isinstance(value, (list, tuple, abc.Set, range, abc.ValuesView, deque)):
        return [of(element, depth + 1) for element in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    return _of_array(value, depth)


def of_mapping(mapping: abc.Mapping, depth=0) -> dict:
    """A dictionary of metrics or further values."""
    return {str(name): of(value, depth + 1) for name, value in mapping.items()}


def number(value):
    """A number as int, when it is whole and has 64 bits at most, or float.

    Takes what Python takes for a real number, and arrays and tensors of one element. Raises
    TypeError for anything else, texts included.
    """
    if isinstance(value, bool) or type(value) is float:
        return value
    if isinstance(value, numbers.Integral):
        return _whole(int(value))
    if _is_single(value):
        return number(value.item())
    try:
        if not isinstance(value, (str, bytes, bytearray, complex)):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise TypeError(f"this must be a number, and is {shown(value)}")


def whole(value) -> int:
    """A whole number of 64 bits; one that is written as a real number counts. Raises TypeError
    for what is no number, and ValueError for any other number."""
    given = number(value)
    if isinstance(given, float) and given.is_integer():
        given = _whole(int(given))
    if isinstance(given, float):
        raise ValueError(f"this must be a whole number of 64 bits, and is {shown(value)}")
    return int(given)


def is_number(value) -> bool:
    """Whether it is one number, and not a truth value: of Python, numpy, torch or the like."""
    if _is_single(value):
        return is_number(value.item())
    if isinstance(value, (bool, complex)) or not isinstance(value, numbers.Number):
        return _is_scalar_array(value)
    return True


def shown(value) -> str:
    """A value in an error message: its type and the beginning of its text."""
    text = repr(value)
    return type(value).__name__ + " " + (text if len(text) <= 60 else text[:60] + "…")


def _whole(value: int):
    if _SMALLEST <= value <= _LARGEST:
        return value
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _is_single(value) -> bool:
    """Whether it is an array or tensor of one element, or a scalar of a library of these."""
    shape = getattr(value, "shape", None)
    return (
        isinstance(shape, tuple)
        and hasattr(value, "item")
        and all(length == 1 for length in shape)
    )


def _is_scalar_array(value) -> bool:
    """Those of TensorFlow have no ``item``."""
    return getattr(value, "shape", None) == () and hasattr(value, "numpy")


def _of_array(value, depth):
    """Arrays and tensors have ``tolist``; those of TensorFlow have ``numpy`` instead."""
    for method in ("tolist", "numpy"):
        convert = getattr(value, method, None)
        if callable(convert) and not isinstance(value, type):
            converted = convert()
            return of(converted, depth + 1)
    return str(value)
