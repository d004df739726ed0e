"""A worker's environment: the actor's, with what the worker needs and without what is Ray's."""

from __future__ import annotations

import os

from synapse_ray.programs import BUNDLE, processors

_OF_RAY = (
    "PYTHONBREAKPOINT",
    "RAY_JOB_ID",
    "RAY_RAYLET_PID",
    "RAY_kill_child_processes_on_worker_exit",
    "SPT_NOENV",
)


def token_entry(token: str) -> str:
    """By this what a plugin starts is known wherever it is."""
    return f"SYNAPSE_WORKER_TOKEN={token}"


def of_worker(settings: dict, socket: str, token: str) -> dict:
    """All variables of a worker that is to connect to a socket with a token."""
    variables = {name: value for name, value in os.environ.items() if name not in _OF_RAY}
    variables.update(
        SYNAPSE_WORKER_SOCKET=socket,
        SYNAPSE_WORKER_TOKEN=token,
        SYNAPSE_WORKER_GROUP="own",
        OMP_NUM_THREADS=str(processors(settings)),
    )
    if settings["gpus"] == 0:
        variables["CUDA_VISIBLE_DEVICES"] = ""
    _drop_bundle(variables)
    return variables


def _drop_bundle(variables: dict) -> None:
    """The plugin's modules come first, and nothing that is ours is among them."""
    paths = variables.pop("PYTHONPATH", "").split(os.pathsep)
    kept = [path for path in paths if path and os.path.realpath(path) != os.path.realpath(BUNDLE)]
    if kept:
        variables["PYTHONPATH"] = os.pathsep.join(kept)
