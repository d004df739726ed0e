"""Why there is no connection to a cluster, as one line for a person, with the remedy."""

from __future__ import annotations

import re
import sys

_LONGEST = 1_000
_VERSIONS = re.compile(
    r"started with:\s+Ray: (\S+)\s+Python: (\S+).*started with:\s+Ray: (\S+)\s+Python: (\S+)",
    re.DOTALL,
)
_TOKEN = (
    "name the cluster's with RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH, or put it into"
    " ~/.ray/auth_token, and set RAY_AUTH_MODE=token"
)


class Refused(Exception):
    """There is no connection; the message is for a person. ``lasting``: another try is known to
    fail as well."""

    def __init__(self, message: str, lasting: bool = False):
        super().__init__(message)
        self.lasting = lasting


def no_ray(error: ImportError) -> Refused:
    """This Python cannot import Ray."""
    return Refused(
        f"{sys.executable} has no Ray that can be imported ({one_line(error)}): install it there"
        " (pip install 'ray==VERSION', the cluster's version), or name a Python that has it with"
        " --ray-python",
        lasting=True,
    )


def nobody(address: str, reason) -> Refused:
    """Nobody listens at an address."""
    return Refused(
        f"no Ray cluster answers at {address} ({one_line(reason)}): name the address of its head"
        " node with --ray-address, and look with 'ray status' there whether it is running"
    )


def of(error: Exception, address: str | None, written: str) -> Refused:
    """What Ray raised when it was to connect; ``written`` is what it wrote meanwhile."""
    text = str(error)
    versions = _VERSIONS.search(text)
    if versions:
        return _of_versions(address, *versions.groups())
    if _is_about_token(type(error).__name__, text + written):
        return Refused(
            f"the Ray cluster at {address} lets nobody in without its authentication token, and"
            f" {_whose(text)}: {_TOKEN}",
            lasting=True,
        )
    if "Could not find any running Ray" in text:
        return Refused(
            "no Ray cluster runs on this machine: name the address of one with --ray-address, such"
            " as HOST:6379, or start one with 'ray start --head'"
        )
    if "ray[client]" in text:
        return Refused(
            f"addresses that begin with ray:// need Ray's client, which {sys.executable} lacks:"
            " install it there (pip install 'ray[client]'), or name HOST:6379 with --ray-address",
            lasting=True,
        )
    if "Ray client server failed" in text:
        return Refused(
            f"the Ray cluster at {address} could not start a server for this client of Ray's: try"
            " again, look into ray_client_server*.err among the logs of its head node, or do"
            " without the client and name HOST:6379 with --ray-address"
        )
    return Refused(f"cannot connect to {_named(address)}: {one_line(error)}")


def too_slow(address: str | None, seconds: float) -> Refused:
    """Something keeps Ray from connecting."""
    return Refused(
        f"{_named(address)} did not answer within {seconds:.0f} s: look with 'ray status' on its"
        " head node whether it is running, and whether a firewall lets its ports through"
    )


def _of_versions(address, ray: str, python: str, own_ray: str, own_python: str) -> Refused:
    return Refused(
        f"the Ray cluster at {address} runs Ray {ray} with Python {python}, and {sys.executable} is"
        f" Python {own_python} with Ray {own_ray}: name a Python {python} that has Ray {ray} with"
        " --ray-python",
        lasting=True,
    )


def _is_about_token(name: str, text: str) -> bool:
    marks = ("InvalidAuthToken", "Unauthenticated", "authentication token")
    return name == "AuthenticationError" or any(mark in text for mark in marks)


def _whose(text: str) -> str:
    return "there is none here" if "no authentication token" in text else "it was another or none"


def _named(address: str | None) -> str:
    return f"the Ray cluster at {address}" if address else "a Ray instance of its own"


def one_line(thing) -> str:
    """A text on one line, and not too long."""
    text = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", str(thing)).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
