"""Which files a plugin's code consists of: its own file and the modules beside it that it imports,
at once or later, in functions."""

from __future__ import annotations

import ast
import os
import sys

_LIBRARIES = ("site-packages", "dist-packages")


def of(file: str, folders: list) -> list:
    """Absolute paths, sorted. ``folders`` is where the plugin's own modules are; what is installed
    there, as in a virtual environment, is not its own."""
    found: set = set()
    waiting = [os.path.abspath(file), *_imported(folders)]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting += _named_in(source, folders)
    return sorted(found)


def _imported(folders: list) -> list:
    """The modules that are loaded already."""
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    return [os.path.abspath(file) for file in files if file and _is_own(file, folders)]


def _is_own(file: str, folders: list) -> bool:
    inside = any(os.path.abspath(file).startswith(folder + os.sep) for folder in folders)
    library = any(os.sep + name + os.sep in file for name in _LIBRARIES)
    return inside and not library and file.endswith(".py")


def _named_in(source: str, folders: list) -> list:
    try:
        with open(source, "rb") as content:
            tree = ast.parse(content.read(), source)
    except (OSError, SyntaxError, ValueError):
        return []
    places = [os.path.dirname(source), *folders]
    return [
        found
        for name in _names(tree)
        for found in _files_of(name, places)
        if _is_own(found, folders)
    ]


def _names(tree) -> list:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names += [module] if module else []
            names += [(module + "." + alias.name).strip(".") for alias in node.names]
    return names


def _files_of(name: str, places: list) -> list:
    """A module's file and those of the packages that it lies in."""
    parts = name.split(".")
    files = []
    for place in places:
        for count in range(1, len(parts) + 1):
            path = os.path.join(place, *parts[:count])
            files += [
                os.path.abspath(file)
                for file in (path + ".py", os.path.join(path, "__init__.py"))
                if os.path.isfile(file)
            ]
    return files
