"""What a plugin raised, as text."""

from __future__ import annotations

import os
import sys
import traceback

_LONGEST_LINE = 2_000
_LONGEST_TRACE = 1_000_000
_MOST_FRAMES = 2
_OWN_FOLDER = os.path.dirname(os.path.abspath(__file__)) + os.sep
_LIBRARIES = ("site-packages", "dist-packages")
_MEMORY_HINT = "; run fewer trials at once (-j), or train with less at a time"


def line(thrown: BaseException, folders) -> str:
    """One line for the trial table: where in the plugin's own code the exception was raised, the
    exception, and from where that code was called. The table may have no room for the end.

    ``folders`` hold the plugin's code.
    """
    told = _told(thrown)
    places = _places(thrown, folders)
    if not places:
        return told
    (place, function), *callers = places
    called = [f"in {function}"] if function else []
    called += [f"called from {where}" + (f" in {name}" if name else "") for where, name in callers]
    return f"{place}: {told}" + (f" ({', '.join(called)})" if called else "")


def _told(thrown: BaseException) -> str:
    if isinstance(thrown, SystemExit):
        return f"the plugin called sys.exit({thrown.code!r}); let it return, or raise an error"
    name = type(thrown).__name__
    message = _first_line(_message(thrown))
    hint = _MEMORY_HINT if isinstance(thrown, MemoryError) else ""
    return (f"{name}: {message}" if message else name) + hint


def trace(thrown: BaseException) -> str:
    """The whole traceback, from the plugin's first frame on."""
    try:
        told = traceback.TracebackException.from_exception(thrown)
        _drop_own(told, thrown)
        text = "".join(told.format())
    except Exception as error:
        text = f"{type(thrown).__name__}, which cannot be printed: {type(error).__name__}\n"
    return text if len(text) <= _LONGEST_TRACE else text[:_LONGEST_TRACE] + " …"


def _drop_own(told: traceback.TracebackException, thrown: BaseException) -> None:
    """The worker's own frames before the plugin's tell a plugin's author nothing."""
    own = 0
    for frame in told.stack:
        if not _is_own(frame.filename):
            break
        own += 1
    if own < len(told.stack) or isinstance(thrown, SyntaxError):
        del told.stack[:own]


def _is_own(file: str) -> bool:
    return file.startswith((_OWN_FOLDER, "<frozen importlib")) or file.endswith(
        "synapse-worker.py"
    )


def _places(thrown: BaseException, folders) -> list:
    """Where the plugin's own code was, innermost first: file and line, and the function if it was
    in one."""
    if isinstance(thrown, SyntaxError) and thrown.filename:
        return [(f"{os.path.basename(thrown.filename)}:{thrown.lineno}", "")]
    places = []
    for frame, number in traceback.walk_tb(thrown.__traceback__):
        file = frame.f_code.co_filename
        if _is_plugins(file, folders):
            function = frame.f_code.co_name
            name = "" if function == "<module>" else function
            places.append((f"{os.path.basename(file)}:{number}", name))
    return places[: -_MOST_FRAMES - 1 : -1]


def _is_plugins(file: str, folders) -> bool:
    inside = any(file.startswith(folder + os.sep) for folder in folders)
    library = any(os.sep + name + os.sep in file for name in _LIBRARIES)
    return inside and not library and not file.startswith(sys.base_prefix + os.sep + "lib")


def _message(thrown: BaseException) -> str:
    """A plugin's exception may fail to say what it is."""
    try:
        return thrown.msg or "" if isinstance(thrown, SyntaxError) else str(thrown)
    except Exception as error:
        return f"its message cannot be read: {type(error).__name__}"


def _first_line(message: str) -> str:
    lines = message.strip().splitlines()
    text = lines[0] if lines else ""
    return text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE] + " …"
