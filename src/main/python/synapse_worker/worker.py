"""Serves a driver: one attempt after another."""

from __future__ import annotations

from synapse_worker import failures, plugin, views
from synapse_worker.attempt import Attempt


class Worker:
    """``handle`` is called on the thread that reads; what it gives to ``later`` runs on the main
    thread, in its order."""

    def __init__(self, send, later):
        """``send`` takes messages for the driver, ``later`` functions, and None at the end."""
        self._send = send
        self._later = later
        self._setup: dict | None = None
        self._tuning = False
        self._items: dict = {}
        self._plugin: plugin.Plugin | None = None
        self._failure: BaseException | None = None
        self._attempt: Attempt | None = None
        """The newest, which may be over."""

    def handle(self, message: dict) -> None:
        """Carries out what the driver says."""
        kind = message["type"]
        if kind == "setup":
            self._tuning = message["tuning"]
            self._later(lambda: self._prepare(message))
        elif kind == "run":
            self._take(message)
        elif kind == "exit":
            self._later(None)
        else:
            self._tell(message)

    def _tell(self, message: dict) -> None:
        attempt = self._attempt
        if attempt is None or not attempt.is_of(message):
            return
        if message["type"] == "decision":
            attempt.run.answer(message["action"], message["reason"])
        else:
            attempt.run.stop(message["reason"])

    def _prepare(self, setup: dict) -> None:
        """Reads the data set's names and loads the plugin; what goes wrong is kept, to be told as the first trial's failure."""
        self._setup = setup
        try:
            self._items = views.read_items(setup["dataset"]["path"])
            self._plugin = plugin.load(setup["plugin"]["class_path"])
        except BaseException as error:
            self._failure = error

    def _take(self, start: dict) -> None:
        """From now on it may be stopped, though it begins only when the plugin is loaded."""
        attempt = Attempt(start, self._tuning, self._send)
        self._attempt = attempt
        self._later(lambda: self._run(attempt, start))

    def _run(self, attempt: Attempt, start: dict) -> None:
        if self._plugin is None or self._setup is None:
            self._refuse(start)
        else:
            attempt.execute(self._setup, self._plugin, self._items)

    def _refuse(self, start: dict) -> None:
        reason = self._failure or RuntimeError("this worker is not ready")
        paths = self._setup["plugin"]["class_path"] if self._setup else []
        self._send(
            {
                "type": "failed",
                "trial_id": start["trial_id"],
                "attempt": start["attempt"],
                "message": failures.line(reason, plugin.folders_of(paths)),
                "trace": failures.trace(reason),
            }
        )
