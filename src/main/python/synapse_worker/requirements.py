"""What a plugin's requirements.txt asks for, and whether it is installed."""

from __future__ import annotations

import os
import re

FILE = "requirements.txt"

_NAME = re.compile(r"^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$")
_COMMENT = re.compile(r"(^|\s)#.*$")
_INCLUDE = re.compile(r"^(?:-r|--requirement)[\s=]*(.+)$")
_PER_LINE_OPTION = re.compile(r"\s--[a-z].*$")
_MOST_FILES = 20
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def installed() -> dict:
    """The packages that this Python finds, name to version, sorted by name."""
    from importlib import metadata

    found: dict = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name and distribution.version:
            # What comes first on the path is what is imported.
            found.setdefault(name, distribution.version)
    return dict(sorted(found.items(), key=lambda entry: entry[0].lower()))


def missing(file: str, packages: dict) -> list:
    """The lines of a requirements file that ask for what is not there, each with what there is.

    Versions and markers are compared by the ``packaging`` library, which comes with pip; without
    it only names are. Lines that pip alone understands, such as URLs and options, are passed over.
    """
    versions = {_normalised(name): version for name, version in packages.items()}
    return [told for line in _lines(file, []) for told in _missing(line, versions)]


def _missing(line: str, versions: dict) -> list:
    if line.startswith("-"):
        return [line]
    parser = _packaging()
    if parser is not None:
        try:
            requirement = parser.Requirement(line)
        except parser.InvalidRequirement:
            return []
        if requirement.marker is not None and not requirement.marker.evaluate():
            return []
        name, fits = requirement.name, requirement.specifier.contains
    else:
        match = _NAME.match(line)
        if match is None or ";" in line or "://" in line:
            return []
        name, fits = match.group(1), _anything
    version = versions.get(_normalised(name))
    if version is None:
        return [line]
    return [] if fits(version, prereleases=True) else [f"{line} (there is {version})"]


def _anything(version, prereleases):
    return True


def _packaging():
    try:
        from packaging import requirements
    except ImportError:
        try:
            from pip._vendor.packaging import requirements
        except ImportError:
            return None
    return requirements


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lines(file: str, seen: list) -> list:
    """The requirements in a file and in those that it includes."""
    path = os.path.abspath(file)
    if path in seen or len(seen) >= _MOST_FILES:
        return []
    seen.append(path)
    lines = []
    with open(path, "rb") as file:
        content = file.read()
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    text = content.decode(encoding, "replace").replace("\r\n", "\n").replace("\\\n", " ")
    for written in text.splitlines():
        line = _PER_LINE_OPTION.sub("", _COMMENT.sub("", written)).strip()
        include = _INCLUDE.match(line)
        if include:
            included = os.path.join(os.path.dirname(path), include.group(1).strip())
            there = os.path.isfile(included)
            lines += _lines(included, seen) if there else [f"{line} (which is not there)"]
        elif line and not line.startswith("-"):
            lines.append(line)
    return lines
