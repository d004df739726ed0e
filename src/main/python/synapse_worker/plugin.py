"""A plugin's code: a file with ``train`` and, perhaps, ``tune``."""

from __future__ import annotations

import os
import sys

TRAIN = "train"
TUNE = "tune"
PARAMETERS = {
    TRAIN: ("run", "dataset", "hyperparameter", "checkpoint"),
    TUNE: ("hyperparameter", "run", "dataset", "checkpoint"),
}
"""The functions and their parameters, which are given in this order, not by name."""


class UnusablePlugin(Exception):
    """A plugin that cannot be loaded, for a reason that is none of its code's own errors."""


class Plugin:
    """A loaded plugin."""

    def __init__(self, module, folders):
        self.module = module
        self.folders = folders
        """Where its own code lies."""

    def has(self, function: str) -> bool:
        """Whether it has a function of this name."""
        return callable(getattr(self.module, function, None))

    def call(self, run, dataset, hyperparameter, checkpoint):
        """Runs one attempt with the function that serves it.

        Gives that function's name and what it returned.
        """
        if run.is_tune and self.has(TUNE):
            return TUNE, self.module.tune(hyperparameter, run, dataset, checkpoint)
        if not self.has(TRAIN):
            raise UnusablePlugin(f"the plugin {self.module.__file__} has no function 'train'")
        return TRAIN, self.module.train(run, dataset, hyperparameter, checkpoint)


def load(class_path: list) -> Plugin:
    """Imports a plugin: the first path is its file, the others are where it finds more modules.

    The module has the file's name, so that other processes can import what is pickled from it.
    Raises whatever the plugin's code raises.
    """
    import importlib.util

    file = os.path.abspath(class_path[0])
    folders = folders_of(class_path)
    sys.path[0:0] = folders
    sys.argv = [file]
    name = module_name(file)
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise UnusablePlugin(f"{file} is no Python file; name a file that ends with .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return Plugin(module, folders)


def folders_of(class_path: list) -> list:
    """Where a plugin's own code lies: its file's folder, then the further paths."""
    paths = [os.path.abspath(path) for path in class_path]
    # Where a link leads, as Python has it for a program.
    own = [os.path.dirname(place) for path in paths[:1] for place in (path, os.path.realpath(path))]
    return list(dict.fromkeys(own + paths[1:]))


def module_name(file: str) -> str:
    """The name of a file's module. Raises UnusablePlugin when Python itself needs a module of this
    name."""
    name = os.path.splitext(os.path.basename(file))[0].replace(".", "_")
    if _is_pythons_own(name):
        raise UnusablePlugin(
            f"{file} has the name of a module of Python's own, which others would find no more;"
            " rename the file"
        )
    return name


def _is_pythons_own(name: str) -> bool:
    from importlib.machinery import PathFinder

    library = os.path.dirname(os.__file__)
    return name in sys.builtin_module_names or PathFinder.find_spec(name, [library]) is not None
