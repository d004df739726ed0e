"""The connection to a cluster, or to an instance of Ray on this machine that is our own."""

from __future__ import annotations

import contextlib
import os
import platform
import secrets
import socket
import sys
import tempfile
import threading

from synapse_ray import refusals
from synapse_ray.scratch import Scratch

_CONNECT_S = 20
_LONGEST_S = 60
"""A cluster that is slow, and an instance of our own on a busy machine, take a while."""

_LONGEST_CLOSE_S = 15
_LEFT = 3

_LONGEST_FOLDER = 12
"""Ray puts long names of its own below it, and paths of sockets have about 100 bytes at most."""

_OWN = "local"
"""How Ray calls an instance of one's own."""

_TOKEN_BYTES = 32
_STORE_BYTES = 300_000_000
"""Pieces of files go through it; the memory for shared objects is small in many containers."""

_ENVIRONMENT = {
    # The worker is to see the end of its actor, and to end what its plugin started.
    "RAY_kill_child_processes_on_worker_exit": "0",
}


class Connection:
    """Ray, once it is connected."""

    def __init__(self, ray, address: str, folder: Scratch | None):
        self.ray = ray
        self.address = address
        self.python = platform.python_version()
        self._folder = folder

    def close(self) -> None:
        """Ends it, and an instance of our own with it. A cluster that doesn't answer any more
        doesn't keep this process."""
        alarm = threading.Timer(_LONGEST_CLOSE_S, self._leave)
        alarm.daemon = True
        alarm.start()
        try:
            self.ray.shutdown()
        finally:
            self.forget()
            alarm.cancel()

    def _leave(self) -> None:
        self.forget()
        os._exit(_LEFT)

    def forget(self) -> None:
        """Deletes the temporary folder, whatever still runs in it."""
        if self._folder:
            self._folder.delete()


def connect(request: dict, give_up) -> Connection:
    """Connects as the driver's first line says; raises Refused. ``give_up`` is called with it when
    Ray doesn't come back with a result; it must end the process."""
    address = request["address"] or os.environ.get("RAY_ADDRESS") or _OWN
    if address == _OWN:
        address = None
        _guard_own()
    ray = _import()
    if address is not None:
        _look_for(address)
    alarm = threading.Timer(
        _LONGEST_S, lambda: give_up(refusals.too_slow(address, _LONGEST_S))
    )
    alarm.daemon = True
    alarm.start()
    folder = Scratch("local-", _LONGEST_FOLDER) if address is None else None
    try:
        with _written() as written:
            _init(ray, address, request, folder)
        return Connection(ray, _address(ray, address), folder)
    except Exception as error:
        if folder:
            folder.delete()
        raise refusals.of(error, address, written.text) from error
    finally:
        alarm.cancel()


def _guard_own() -> None:
    """An instance of our own has a token of its own, and leaves none in the user's home."""
    if "RAY_AUTH_MODE" not in os.environ:
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(_TOKEN_BYTES)


def _import():
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray

        return ray
    except ImportError as error:
        raise refusals.no_ray(error) from error


def _look_for(address: str) -> None:
    """Ray itself takes minutes to find that nobody listens."""
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_S).close()
    except (OSError, OverflowError) as error:
        raise refusals.nobody(address, error) from error


def _init(ray, address: str | None, request: dict, folder: Scratch | None) -> None:
    options = {"log_to_driver": False, "configure_logging": False}
    if request["bundle"] is not None:
        options["runtime_env"] = {
            "working_dir": request["bundle"],
            "env_vars": _ENVIRONMENT,
        }
    if folder is None:
        ray.init(address=address, **options)
    else:
        ray.init(
            _OWN,
            num_cpus=request["num_cpus"],
            num_gpus=request["num_gpus"],
            include_dashboard=False,
            object_store_memory=_STORE_BYTES,
            _temp_dir=folder.path,
            **options,
        )


def _address(ray, address: str | None) -> str:
    try:
        return ray.get_runtime_context().gcs_address
    except Exception:
        # Ray's client doesn't know it.
        return address or "local"


class _Written:
    text = ""


@contextlib.contextmanager
def _written():
    """What goes to standard error meanwhile is known at the end, and goes there then."""
    written = _Written()
    kept = os.dup(sys.stderr.fileno())
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), sys.stderr.fileno())
        try:
            yield written
        finally:
            sys.stderr.flush()
            os.dup2(kept, sys.stderr.fileno())
            os.close(kept)
            file.seek(0)
            written.text = file.read().decode("utf-8", "replace")
            sys.stderr.write(written.text)
            sys.stderr.flush()
