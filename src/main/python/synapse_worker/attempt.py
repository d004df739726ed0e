"""One attempt of a trial: calls the plugin and says once how it ended."""

from __future__ import annotations

import copy
import os
import threading
import time

from synapse_worker import children, current, failures, plugin, signals, streams
from synapse_worker.run import TrainRun, TrialStopped
from synapse_worker.views import AttributeDict, Dataset

_DEEPEST_CAUSE = 100
_THREADS_GRACE_S = 0.1
_MOST_NAMES = 5
_MOST_INTERRUPTIONS = 10


class Attempt:
    """An attempt that has not begun."""

    def __init__(self, start: dict, tuning: bool, send):
        """``start`` is the driver's message; ``send`` takes messages for it."""
        self._start = start
        self._send = send
        self._ended = False
        self.run = TrainRun(start, tuning, self._publish)

    def is_of(self, message: dict) -> bool:
        """Whether the driver means this attempt."""
        return (
            message["trial_id"] == self._start["trial_id"]
            and message["attempt"] == self._start["attempt"]
        )

    def execute(self, setup: dict, loaded: plugin.Plugin, items: dict) -> None:
        """Runs the plugin to its end on the calling thread and says how it ended; raises
        nothing. ``setup`` is the driver's message, ``items`` are the data set's by category."""
        before = set(threading.enumerate())
        home = _working_folder()
        thrown = None
        end = None
        try:
            end = self._outcome(setup, loaded, items)
        except BaseException as error:
            thrown = error
        if self.run.is_elsewhere:
            children.leave(thrown)
        _insist(signals.renew)
        _insist(lambda: self._conclude(end or self._ended_by(thrown, loaded), home, before))

    def _conclude(self, end: dict, home: str, before: set) -> None:
        current.end()
        self.run.close()
        self._ended = True
        self._tidy(home)
        self._tell_threads(before)
        self._send({"type": end["type"], **self._names(), **end})

    def _outcome(self, setup: dict, loaded: plugin.Plugin, items: dict) -> dict:
        checkpoint = self._checkpoint(setup["start_model"])
        os.chdir(self.run.work_dir)
        current.begin(self.run)
        try:
            function, value = loaded.call(
                self.run,
                Dataset(setup["dataset"], items),
                copy.deepcopy(self._start["config"]),
                checkpoint,
            )
        finally:
            # At once: an alarm that is still set would raise in what follows.
            signals.renew()
        returned = self.run.returned(value)
        return {
            "type": "finished",
            "entry_point": function,
            "returned": returned,
            "model": self._model(function, returned),
        }

    def _checkpoint(self, start_model: str | None):
        from_report = self._start["checkpoint"]
        source = from_report["path"] if from_report else start_model
        if source is None:
            return None
        self.run.start_checkpoint = self.run.folder.own_copy(source, self._start["attempt"])
        return AttributeDict(path=self.run.start_checkpoint)

    def _model(self, function: str, returned) -> str | None:
        named = returned if function == plugin.TRAIN and isinstance(returned, str) else None
        metrics = {**self.run.last_report, **(returned if isinstance(returned, dict) else {})}
        return self.run.folder.model(named, metrics, self.run.checkpoint_output)

    def _ended_by(self, thrown: BaseException, loaded: plugin.Plugin) -> dict:
        if self.run.is_stopping and _is_caused_by_stop(thrown):
            try:
                return {"type": "stopped", "model": self._model(plugin.TUNE, None)}
            except OSError as error:
                thrown = error
        return {
            "type": "failed",
            "message": failures.line(thrown, loaded.folders),
            "trace": failures.trace(thrown),
        }

    # ---- after the plugin

    def _tidy(self, home: str) -> None:
        """The driver takes what was printed until now for this trial's."""
        streams.flush_c()
        streams.renew()
        _return_to(home)
        self.run.folder.drop_own_copy(self._start["attempt"])
        try:
            os.rmdir(self.run.folder.work)
        except OSError:
            # The plugin left something in it.
            pass

    def _tell_threads(self, before: set) -> None:
        """Threads that Python itself would wait for are the plugin's work; those that it would not
        (daemons) are mostly helpers of libraries, which the next trial needs again."""
        deadline = time.monotonic() + _THREADS_GRACE_S
        left = []
        for thread in threading.enumerate():
            if thread not in before and not thread.daemon and not _is_kept(thread):
                thread.join(max(0.0, deadline - time.monotonic()))
                if thread.is_alive():
                    left.append(thread.name)
        if left:
            names = left[:_MOST_NAMES]
            self._send(
                {"type": "threads_left", **self._names(), "count": len(left), "names": names}
            )

    def _names(self) -> dict:
        return {"trial_id": self._start["trial_id"], "attempt": self._start["attempt"]}

    def _publish(self, kind: str, **fields) -> None:
        if not self._ended:
            self._send({"type": kind, **self._names(), **fields})


def _is_kept(thread) -> bool:
    """Whether it is that of joblib's pool of processes, which is for all trials of the worker."""
    return "loky" in type(thread).__module__.split(".")


def _insist(task) -> None:
    """Does what a signal handler of the plugin's may still interrupt by raising, again if it has
    to."""
    for _ in range(_MOST_INTERRUPTIONS):
        try:
            return task()
        except BaseException:
            continue
    task()


def _working_folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        # It was deleted.
        return os.sep


def _return_to(home: str) -> None:
    try:
        os.chdir(home)
    except OSError:
        # The folder was deleted meanwhile.
        os.chdir(os.sep)


def _is_caused_by_stop(thrown: BaseException) -> bool:
    """A plugin may raise something else while it handles the stop."""
    cause: BaseException | None = thrown
    for _ in range(_DEEPEST_CAUSE):
        if cause is None or isinstance(cause, TrialStopped):
            return cause is not None
        cause = cause.__cause__ or cause.__context__
    return False
