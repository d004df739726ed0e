"""What plugins that were written for Ray call inside of a trial: ``tune.report``,
``tune.Checkpoint.from_directory``, ``train.get_context().get_trial_id()`` and what goes with them.

Where Ray is installed, its own modules are imported and these calls in them redirected; where it is
not, or not with what its ``tune`` needs, modules stand in for it that have these calls alone. Both
happens when a plugin imports them, and costs nothing otherwise.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import importlib.util
import os
import shutil
import sys

from synapse_worker import current

_PACKAGE = "ray"
_REDIRECTED = ("ray.tune", "ray.train")

_PLACE = "what stands in for Ray, which is not installed; install it with: pip install 'ray[tune]'"
"""Where the modules that stand in are said to be: Python tells it when a name is not in them."""


# ---- the calls


def report(metrics=None, checkpoint=None, **named) -> None:
    """Reports metrics, by name or as a dictionary, and a checkpoint to the trial's run."""
    current.run("report").report(named if metrics is None else metrics, checkpoint)


def get_checkpoint():
    """The checkpoint that the attempt starts from, or None."""
    path = current.run("get_checkpoint").start_checkpoint
    return None if path is None else _checkpoint_class().from_directory(path)


def get_context() -> TrialContext:
    """What is known of the trial."""
    return TrialContext(current.run("get_context"))


def _checkpoint_class():
    for name in _REDIRECTED:
        found = getattr(sys.modules.get(name), "Checkpoint", None)
        if found is not None:
            return found
    return Checkpoint


class TrialContext:
    """A trial as Ray's context tells of it. A trial is one process here, so it is the only one of
    its world."""

    def __init__(self, run):
        self._run = run

    def get_trial_id(self) -> str:
        """The trial's id."""
        return self._run.trial_id

    def get_trial_name(self) -> str:
        """The trial's id, which is its name too."""
        return self._run.trial_id

    def get_trial_dir(self) -> str:
        """The trial's folder."""
        return self._run.folder.path

    def get_world_size(self) -> int:
        """How many processes the trial has."""
        return 1

    def get_local_world_size(self) -> int:
        """How many of them are on this machine."""
        return 1

    def get_world_rank(self) -> int:
        """Which of them this is."""
        return 0

    def get_local_rank(self) -> int:
        """Which of those on this machine this is."""
        return 0

    def get_node_rank(self) -> int:
        """Which machine this is."""
        return 0


class Checkpoint:
    """A saved state of a training: a folder of files."""

    def __init__(self, path):
        self.path = os.fspath(path)

    @classmethod
    def from_directory(cls, path) -> Checkpoint:
        """A checkpoint of everything in a folder; nothing is read or copied yet."""
        if path is None:
            raise TypeError(
                "a checkpoint needs a folder, and this is None; set run.checkpoint_output first"
            )
        return cls(path)

    def to_directory(self, path=None) -> str:
        """Copies the files into a folder, a new temporary one if none is given."""
        if path is None:
            import tempfile

            path = tempfile.mkdtemp(prefix="checkpoint-")
        shutil.copytree(self.path, path, dirs_exist_ok=True)
        return os.fspath(path)

    @contextlib.contextmanager
    def as_directory(self):
        """The folder, to be read while the ``with`` statement lasts."""
        yield self.path

    def __repr__(self) -> str:
        return f"Checkpoint({self.path})"


_CALLS = {"report": report, "get_checkpoint": get_checkpoint, "get_context": get_context}


# ---- their way into a plugin's imports


def install() -> None:
    """From now on whoever imports Ray in this process gets these calls."""
    if not any(isinstance(finder, RayFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, RayFinder())


class RayFinder:
    """Finds ``ray``, ``ray.tune`` and ``ray.train``: Ray's own or those that stand in for them."""

    def find_spec(self, name, path=None, target=None):
        """As importlib asks for it; None for all other modules."""
        if name != _PACKAGE and not name.startswith(_PACKAGE + "."):
            return None
        if name != _PACKAGE and _is_stand_in(sys.modules.get(_PACKAGE)):
            return self._stand_in_part(name)
        if name not in (_PACKAGE, *_REDIRECTED):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return _stand_in(name)
        if name != _PACKAGE:
            spec.loader = Redirection(spec.loader)
        return spec

    @staticmethod
    def _stand_in_part(name):
        if name not in _REDIRECTED:
            raise ModuleNotFoundError(
                f"No module named '{name}': Ray is not installed, and what stands in for it has"
                " tune and train alone; install it with: pip install ray",
                name=name,
            )
        return _stand_in(name)


def _stand_in(name: str):
    spec = importlib.machinery.ModuleSpec(name, StandIn(), origin=_PLACE, is_package=True)
    spec.has_location = True
    return spec


def _is_stand_in(module) -> bool:
    return isinstance(getattr(module, "__loader__", None), StandIn)


class StandIn:
    """Makes a module that has the calls, or, for ``ray`` itself, the modules that have them."""

    def create_module(self, spec):
        """Python's usual module."""
        return None

    def exec_module(self, module) -> None:
        """Fills it."""
        name = module.__name__
        if name == _PACKAGE:
            module.__getattr__ = _part_of_ray
        else:
            module.__dict__.update(_CALLS, Checkpoint=Checkpoint)
            module.__getattr__ = lambda attribute: _missing(name, attribute)


def _part_of_ray(attribute: str):
    name = f"{_PACKAGE}.{attribute}"
    return importlib.import_module(name) if name in _REDIRECTED else _missing(_PACKAGE, attribute)


def _missing(module: str, attribute: str):
    if attribute.startswith("__"):
        raise AttributeError(attribute)
    known = "tune and train" if module == _PACKAGE else ", ".join((*_CALLS, "Checkpoint"))
    raise AttributeError(
        f"module '{module}' has no '{attribute}': Ray is not installed, and what stands in for it"
        f" has {known} alone; install it with: pip install 'ray[tune]'"
    )


class Redirection:
    """Loads a module of Ray's own and redirects the calls in it."""

    def __init__(self, loader):
        self._loader = loader

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        """As Ray's own loader does."""
        return self._loader.create_module(spec)

    def exec_module(self, module) -> None:
        """Loads it. Ray's parts refuse to load without certain other packages; the calls need none
        of them."""
        try:
            self._loader.exec_module(module)
        except ImportError:
            StandIn().exec_module(module)
            return
        module.__dict__.update(_CALLS)
