"""What a plugin is, found out before anything runs: what it needs, whether it can be imported, which
functions it has and whether they can be called as synapse calls them."""

from __future__ import annotations

import os

from synapse_worker import failures, plugin, ray_calls, requirements, sources, streams


def inspect(class_path: list, found: dict) -> None:
    """Puts into ``found``:

    - ``packages``: what is installed, name to version
    - ``requirements``: the requirements.txt beside the plugin, if there is one, and ``missing``:
      what it asks for and is not there; then nothing more is looked at
    - ``error`` and ``trace``: why the plugin cannot be imported; or
    - ``functions``: those of ``train`` and ``tune`` that it has, ``problems`` with them,
      ``plugin_version``: its ``__version__``, and ``sources``: the files of its code
    """
    found["packages"] = requirements.installed()
    listed = os.path.join(os.path.dirname(os.path.abspath(class_path[0])), requirements.FILE)
    if os.path.isfile(listed):
        found["requirements"] = listed
        found["missing"] = requirements.missing(listed, found["packages"])
    if not found.get("missing"):
        _import(class_path, found)


def _import(class_path: list, found: dict) -> None:
    streams.renew()
    ray_calls.install()
    try:
        loaded = plugin.load(class_path)
    except BaseException as error:
        found["error"] = failures.line(error, plugin.folders_of(class_path))
        found["trace"] = failures.trace(error)
        return
    functions = [name for name in plugin.PARAMETERS if _has(loaded.module, name)]
    found["functions"] = functions
    found["problems"] = [
        problem
        for name in functions
        for problem in _problems(name, getattr(loaded.module, name))
    ]
    found["plugin_version"] = _version(loaded.module)
    found["sources"] = sources.of(loaded.module.__file__, loaded.folders)


def _has(module, name: str) -> bool:
    """Not so where ``from ray import tune`` has made the name that of a module."""
    return hasattr(module, name) and not isinstance(getattr(module, name), type(os))


def _version(module):
    version = getattr(module, "__version__", None)
    return version if isinstance(version, str) else None


def _problems(name: str, function) -> list:
    """Why a function cannot be called with four arguments in their order."""
    import inspect as python_inspect

    wanted = f"{name}({', '.join(plugin.PARAMETERS[name])}, **kwargs)"
    if not callable(function):
        return [f"'{name}' is no function but {type(function).__name__}; define {wanted}"]
    if python_inspect.iscoroutinefunction(function) or python_inspect.isasyncgenfunction(function):
        return [f"{name} is an async function, which nobody awaits; define {wanted} without async"]
    if python_inspect.isgeneratorfunction(function):
        return [f"{name} is a generator, which would never run; report instead of yield"]
    try:
        signature = python_inspect.signature(function)
    except (TypeError, ValueError):
        # One of C's, which tells nothing of its parameters.
        return []
    return _signature_problems(name, signature, wanted)


def _signature_problems(name: str, signature, wanted: str) -> list:
    try:
        bound = signature.bind(*plugin.PARAMETERS[name])
    except TypeError as error:
        return [f"{name}{signature} cannot be called with its four arguments ({error}); define {wanted}"]
    swapped = [
        parameter
        for parameter, meant in bound.arguments.items()
        if parameter in plugin.PARAMETERS[name] and meant != parameter and isinstance(meant, str)
    ]
    if swapped:
        return [
            f"{name}{signature} has its parameters in another order; arguments are given by place:"
            f" define {wanted}"
        ]
    return []
