"""What driver and worker say to each other, line by line: version 1 of the worker protocol.

A message is a dictionary with its kind under ``type``. A kind of message or a field that this
version doesn't know is passed over, so that a newer side can say more.
"""

from __future__ import annotations

import json
import math

VERSION = 1

_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
_SMALLEST_32, _LARGEST_32 = -(1 << 31), (1 << 31) - 1
_MOST_DIGITS = 20
_SHOWN = 200
_NON_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class ProtocolError(Exception):
    """A line that is not in the protocol."""


# ---- how a field is read: (its value, what it must be) -> the value, or ProtocolError


class _Wrong(Exception):
    """A value that breaks its field's rule."""


def _is_whole(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value):
    if not isinstance(value, str):
        raise _Wrong("a text")
    return value


def _optional_text(value):
    return None if value is None else _text(value)


def _flag(value):
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _number(value):
    if not _is_whole(value):
        raise _Wrong("a whole number of 64 bits")
    return value


def _integer(value):
    if not _is_whole(value) or not _SMALLEST_32 <= value <= _LARGEST_32:
        raise _Wrong("a whole number of 32 bits")
    return value


def _real(value):
    restored = _restored(value)
    if isinstance(restored, bool) or not isinstance(restored, (int, float)):
        raise _Wrong("a number")
    return float(restored)


def _texts(value):
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _Wrong("a list of texts")
    return value


def _object(value):
    if not isinstance(value, dict):
        raise _Wrong("an object")
    return value


def _measured(value):
    return _restored(_object(value))


def _restored(value):
    """The value with every text that stands for NaN or an infinity, however deep, as the number."""
    if isinstance(value, str):
        return _NON_FINITE.get(value, value)
    if isinstance(value, dict):
        return {name: _restored(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_restored(inner) for inner in value]
    return value


class _Inner:
    """An object with fields of its own."""

    def __init__(self, optional=False, **fields):
        self.optional = optional
        self.fields = fields


_OF_TRIAL = {"trial_id": _text, "attempt": _integer}

_CHECKPOINT = _Inner(
    optional=True, path=_text, training_iteration=_number, metrics=_measured
)

_DRIVER = {
    "setup": {
        "plugin": _Inner(class_path=_texts, name=_text),
        "dataset": _Inner(id=_integer, name=_text, path=_text, fingerprint=_text),
        "start_model": _optional_text,
        "tuning": _flag,
    },
    "run": {
        **_OF_TRIAL,
        "config": _object,
        "checkpoint": _CHECKPOINT,
        "trial_folder": _text,
        "seed": _number,
    },
    "decision": {**_OF_TRIAL, "action": _text, "reason": _text},
    "stop": {**_OF_TRIAL, "reason": _text},
    "exit": {},
}

_WORKER = {
    "hello": {"version": _integer, "token": _text, "pid": _number, "runtime": _text},
    "heartbeat": {},
    "metric": {
        **_OF_TRIAL,
        "category": _text,
        "key": _text,
        "value": _real,
        "metrics": _measured,
    },
    "visualization": {
        **_OF_TRIAL,
        "category": _text,
        "group": _text,
        "index": _integer,
        "meta": _measured,
        "file": _text,
    },
    "trials": {**_OF_TRIAL, "payload": _measured},
    "progress": {**_OF_TRIAL, "category": _text, "current": _number, "total": _number},
    "message": {**_OF_TRIAL, "text": _text},
    "note": {**_OF_TRIAL, "text": _text},
    "report": {**_OF_TRIAL, "metrics": _measured, "checkpoint": _optional_text},
    "threads_left": {**_OF_TRIAL, "count": _integer, "names": _texts},
    "finished": {
        **_OF_TRIAL,
        "entry_point": _text,
        "returned": _restored,
        "model": _optional_text,
    },
    "stopped": {**_OF_TRIAL, "model": _optional_text},
    "failed": {**_OF_TRIAL, "message": _text, "trace": _text},
}


# ---- reading


def of_driver(line: str) -> dict | None:
    """A driver's message; None for a kind that is not known.

    Raises ProtocolError when the line is no JSON object, or a field is missing or wrong.
    """
    return _read(line, _DRIVER)


def of_worker(line: str) -> dict | None:
    """A worker's message, read as ``of_driver`` does."""
    return _read(line, _WORKER)


def _read(line: str, kinds: dict) -> dict | None:
    values = _parsed(line)
    kind = values.get("type")
    if not isinstance(kind, str):
        raise _wrong("type", "a line", "a text", kind)
    if kind not in kinds:
        return None
    return {"type": kind, **_fields(kind, values, kinds[kind])}


def _fields(owner: str, values: dict, rules: dict) -> dict:
    return {name: _field(owner, name, values.get(name), rule) for name, rule in rules.items()}


def _field(owner: str, name: str, value, rule):
    if isinstance(rule, _Inner):
        if value is None and rule.optional:
            return None
        if not isinstance(value, dict):
            raise _wrong(name, owner, "an object", value)
        return _fields(owner + "." + name, value, rule.fields)
    try:
        return rule(value)
    except _Wrong as wrong:
        raise _wrong(name, owner, wrong, value) from None


def _wrong(name, owner, rule, value) -> ProtocolError:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return ProtocolError(f"the field '{name}' of '{owner}' must be {rule}, and is {shown}")


def _parsed(line: str) -> dict:
    try:
        values = json.loads(line, parse_int=_whole, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a line is no JSON object: " + line[:_SHOWN]) from error
    if not isinstance(values, dict):
        raise ProtocolError("a line must be a JSON object, and is: " + line[:_SHOWN])
    return values


def _whole(digits: str):
    """Whole numbers of more than 64 bits are real ones."""
    number = int(digits) if len(digits) <= _MOST_DIGITS else None
    fits = number is not None and _SMALLEST <= number <= _LARGEST
    return number if fits else float(digits)


def _refused(constant: str):
    raise ValueError(constant + " is not JSON")


# ---- writing


def line(message: dict) -> str:
    """A message of JSON values as one line, without the line's end; NaN and infinities become
    texts."""
    try:
        return _written(message)
    except ValueError:
        return _written(_finite(message))


def _written(message: dict) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _finite(value):
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return value
