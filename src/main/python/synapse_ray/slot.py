"""One worker on the cluster as the bridge sees it."""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback

import ray
from ray.exceptions import RayError, RayTaskError, RuntimeEnvSetupError

from synapse_ray import deaths, mirror
from synapse_ray.actor import GROUPS, Actor
from synapse_ray.courier import Courier
from synapse_ray.link import Link
from synapse_ray.refusals import one_line

_LONGEST_KILL_S = 10.0
_LONGEST_CLOSE_S = 5.0
_NODE_NOTICED_S = 2.0


class Slot:
    """A worker from its opening to its end, which is told exactly once. Two threads of its own do
    what takes time; all calls but ``close`` return at once."""

    def __init__(self, name: str, nodes, settings: dict, events):
        self._name = name
        self._nodes = nodes
        self._settings = settings
        self._events = events
        self._told: queue.SimpleQueue = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._link: Link | None = None
        self._courier: Courier | None = None
        self._scratch = ""
        self._node: str | None = None
        self._verdict: dict | None = None
        """Why it ends, when that was decided here."""
        self._started = False
        self._over = False
        """Nothing more is told."""
        self._gone = threading.Event()

    def open(self, on_end) -> None:
        """Makes the actor, which may have to wait for its place. ``on_end`` is called when nothing
        of it is left, from a thread of its own."""
        self._thread(self._live, on_end)

    def tell(self, message: dict) -> None:
        """Gives the worker a message, after those before."""
        self._told.put(message)

    def kill(self) -> None:
        """Ends the worker at once, wherever it is."""
        self._thread(lambda: self._end({"cause": "killed", "detail": ""}))

    def close(self) -> None:
        """Ends the worker and its actor, and waits for that; nothing more is told."""
        with self._lock:
            was_over, self._over = self._over, True
            link, placed = self._link, self._node is not None
        if was_over:
            self._gone.wait(_LONGEST_CLOSE_S)
        elif link is not None:
            if placed:
                link.call_within(_LONGEST_CLOSE_S, "close")
            link.kill()

    @staticmethod
    def _thread(task, *arguments) -> None:
        thread = threading.Thread(target=task, args=arguments, name="synapse-slot", daemon=True)
        thread.start()

    # ---- its life

    def _live(self, on_end) -> None:
        try:
            self._make()
            self._place()
            self._thread(self._send_all)
            self._listen()
        except RuntimeEnvSetupError as error:
            self._ended("error", deaths.of_environment(error))
        except RayTaskError as error:
            self._ended("error", one_line(error.cause))
        except OSError as error:
            self._ended("error", one_line(error))
        except RayError as error:
            self._die(error)
        except Exception as error:
            if not self._over:
                traceback.print_exc(file=sys.stderr)
            self._ended("error", f"{type(error).__name__}: {one_line(error)}")
        finally:
            self._told.put(None)
            if self._link:
                self._link.kill()
            self._gone.set()
            on_end()

    def _make(self) -> None:
        options = {
            "num_cpus": self._settings["cpus"],
            "num_gpus": self._settings["gpus"] or 0,
            "max_restarts": 0,
            "concurrency_groups": GROUPS,
        }
        with self._lock:
            if not self._over and self._verdict is None:
                self._link = Link(ray.remote(**options)(Actor).remote())
                self._courier = Courier(self._link)
        if self._link is None:
            raise RayError("it was ended before it began")

    def _place(self) -> None:
        node, self._scratch = self._link.call("begin")
        with self._lock:
            self._node = node
        self._events_tell("placed", node=node)
        self._link.call("launch", self._for_node(node), self._start_model())

    def _for_node(self, node: str) -> dict:
        return {**self._settings, "node": self._nodes.named(node)}

    def _start_model(self) -> str | None:
        model = self._settings["start_model"]
        if model is None:
            return None
        place = os.path.join(self._scratch, "start-model", os.path.basename(model))
        self._courier.bring(model, place)
        return place

    def _listen(self) -> None:
        acknowledged = 0
        while True:
            for number, item in self._link.call("listen", acknowledged):
                brought = all([self._fetch(fetch) for fetch in item.fetches])
                acknowledged = number
                if item.event["type"] == "ended":
                    self._ended(item.event["cause"], item.event["detail"], item.event["status"])
                    self._link.call_within(_LONGEST_CLOSE_S, "close")
                    return
                if brought:
                    self._pass_on(item)

    def _pass_on(self, item) -> None:
        if item.line is None:
            fields = dict(item.event)
            self._started |= fields["type"] == "started"
            self._events_tell(fields.pop("type"), **fields)
        elif not self._over:
            self._events.pass_on(self._name, item.line)

    def _fetch(self, fetch) -> bool:
        try:
            self._courier.fetch(fetch)
            return True
        except (OSError, RayTaskError) as error:
            self._fail(f"{fetch.source} could not be brought to {fetch.target}", error)
            return False

    # ---- what it is told

    def _send_all(self) -> None:
        number = 0
        try:
            for message in iter(self._told.get, None):
                number += 1
                home = message.get("trial_folder")
                if message["type"] == "run":
                    message = self._on_node(message)
                self._link.call("tell", number, message, home)
        except (OSError, RayTaskError) as error:
            self._fail("a trial's files could not be brought to its node", error)
        except RayError:
            # Whoever listens sees it, too.
            pass
        except Exception as error:
            self._fail("a trial could not be given to its node", error)

    def _on_node(self, run: dict) -> dict:
        """The message with the node's paths, and what they mean is there."""
        attempt = f"{run['trial_id']}-{run['attempt']}"
        folder = os.path.join(self._scratch, "trials", attempt)
        work = os.path.join(run["trial_folder"], "work")
        if mirror.has_content(work):
            self._courier.bring(work, os.path.join(folder, "work"))
        checkpoint = run.get("checkpoint")
        if checkpoint is not None:
            path = checkpoint["path"]
            place = os.path.join(self._scratch, "checkpoints", attempt, os.path.basename(path))
            self._courier.bring(path, place)
            checkpoint = {**checkpoint, "path": place}
        return {**run, "trial_folder": folder, "checkpoint": checkpoint}

    # ---- its end

    def _fail(self, what: str, error: Exception) -> None:
        cause = error.cause if isinstance(error, RayTaskError) else error
        self._end({"cause": "error", "detail": f"{what}: {one_line(cause)}"})

    def _end(self, verdict: dict) -> None:
        with self._lock:
            if self._verdict is not None or self._over:
                return
            self._verdict = verdict
            link, placed = self._link, self._node is not None
        if link is not None and not (placed and link.call_within(_LONGEST_KILL_S, "kill")):
            link.kill()

    def _die(self, error: Exception) -> None:
        node = self._node
        gone = node is not None and (
            deaths.is_of_node(error)
            or self._verdict is None
            and self._nodes.is_gone(node, _NODE_NOTICED_S)
        )
        self._ended("node" if gone else "actor", deaths.detail(error))

    def _ended(self, cause: str, detail: str, status: int | None = None) -> None:
        verdict = self._verdict or {"cause": cause, "detail": detail}
        self._events_tell(
            "ended",
            cause=verdict["cause"],
            status=status,
            started=self._started,
            detail=verdict["detail"],
        )
        with self._lock:
            self._over = True

    def _events_tell(self, kind: str, **fields) -> None:
        if not self._over:
            self._events.tell(kind, worker=self._name, **fields)
