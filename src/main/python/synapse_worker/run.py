"""The run that an attempt's plugin talks to."""

from __future__ import annotations

import os
import queue
import threading

from synapse_worker import limits, pictures, values
from synapse_worker.folders import TrialFolder

_SMALLEST, _LARGEST = -(1 << 31), (1 << 31) - 1
_ELSEWHERE = (
    "run can be used in the trial's own process alone; let a child process give its values back,"
    " and log them there"
)


class TrialStopped(BaseException):
    """The trial was asked to end. Let it pass: a plugin that catches it keeps its trial from
    ending, until its worker is killed. ``except Exception`` does let it pass."""


class TrainRun:
    """What a plugin tells synapse while it trains. May be used from any thread of the trial's own
    process. After the trial was asked to stop, every call raises TrialStopped."""

    def __init__(self, start: dict, tuning: bool, publish):
        """A run that has not begun: ``start`` is the driver's ``run`` message, ``publish`` takes
        what is said, as a kind of message with its fields."""
        self._start = start
        self._tuning = tuning
        self._publish = publish
        self._process = os.getpid()
        self._folder = TrialFolder(start["trial_folder"])
        self._limits = limits.Limits(lambda text: publish("note", text=text))
        self._decisions: queue.SimpleQueue = queue.SimpleQueue()
        """Wakes a report that waits; what was decided is not in it."""
        self._published = 0
        self._answered = 0
        self._reporting = threading.Lock()
        self._checkpoint_output: str | None = None
        self._stop_reason: str | None = None
        checkpoint = start["checkpoint"] or {}
        self._reports = checkpoint.get("training_iteration", 0)
        self._last_report = checkpoint.get("metrics", {})
        self.start_checkpoint: str | None = None
        """The folder of the checkpoint that the attempt starts from."""

    # ---- for plugins

    @property
    def is_tune(self) -> bool:
        """Whether this is a trial of a tuning job."""
        return self._tuning

    @property
    def trial_id(self) -> str:
        """The trial's id; a single training has one too."""
        return self._start["trial_id"]

    @property
    def seed(self) -> int:
        """A seed of this trial's own, the same whenever the run is repeated with its seed."""
        return self._start["seed"]

    @property
    def work_dir(self) -> str:
        """A folder of this trial's own, kept over its attempts; the working directory."""
        os.makedirs(self._folder.work, exist_ok=True)
        return self._folder.work

    @property
    def checkpoint_output(self) -> str | None:
        """Where the model is or will be: a file or folder; a relative path is one in
        ``work_dir``."""
        return self._checkpoint_output

    @checkpoint_output.setter
    def checkpoint_output(self, path) -> None:
        self._proceed()
        self._checkpoint_output = None if path is None else self._folder.in_work(path)

    def log_metric(self, category: str, key: str, value, **metrics) -> None:
        """Logs one value of a metric, with further values of the same moment, such as ``epoch``,
        which in train mode moves the progress bar."""
        self._proceed()
        limits.require_name("category", category)
        limits.require_name("key", key)
        self._publish(
            "metric",
            category=category,
            key=key,
            value=float(values.number(value)),
            metrics=self._limits.fitting(
                "what is logged with a metric", values.of_mapping(metrics)
            ),
        )

    def log_visualization(self, category: str, group: str, index: int, image, **meta) -> None:
        """Logs a picture: a path, the bytes of a file, a PIL image, a matplotlib figure or an
        array. It is copied before the call returns."""
        self._proceed()
        limits.require_name("category", category)
        limits.require_name("group", group)
        position = values.whole(index)
        if not _SMALLEST <= position <= _LARGEST:
            raise ValueError(f"the index must be a whole number of 32 bits, and is {index}")
        file = pictures.keep(self._folder.path, category, group, position, image)
        self._publish(
            "visualization",
            category=category,
            group=group,
            index=position,
            meta=self._limits.fitting("what is logged with a picture", values.of_mapping(meta)),
            file=file,
        )

    def log_trials(
        self, data=None, *, trials=None, base=(), hyperparameters=(), metrics=(), best_trial=""
    ) -> None:
        """Logs a table of trials of the plugin's own: ``data`` when it is built already, else
        ``trials``, a dictionary from trial id to its values, under the columns named."""
        self._proceed()
        if data is None and hasattr(trials, "items"):
            data = _table(trials, base, hyperparameters, metrics, best_trial)
        elif data is None:
            data = {"trials": trials}
        self._log_table(data)

    def _log_table(self, data) -> None:
        if not hasattr(data, "get") or not hasattr(data.get("trials"), "items"):
            given = list(data) if hasattr(data, "keys") else values.shown(data)
            raise ValueError(
                "a trials payload needs 'trials', an object from trial id to values; given are"
                f" {given}"
            )
        payload = values.of_mapping(data)
        payload.setdefault("best_trial", "")
        limits.require_readable("a table of trials", payload)
        self._publish("trials", payload=payload)

    def log_message(self, text) -> None:
        """Logs a line for people."""
        self._proceed()
        self._publish("message", text=self._limits.fitting_text("a message", str(text)))

    def set_progress(self, current: int, total: int, category: str = "train") -> None:
        """Moves a progress bar: from 0 to a total above 0; ``train`` is that of the training."""
        self._proceed()
        limits.require_name("category", category)
        done, all_of_it = values.whole(current), values.whole(total)
        if all_of_it <= 0 or not 0 <= done <= all_of_it:
            raise ValueError(
                f"progress goes from 0 to a total above 0, and is {current} of {total}"
            )
        self._publish("progress", category=category, current=done, total=all_of_it)

    def report(self, metrics, checkpoint=None) -> None:
        """Reports the metrics of one iteration, and the state to keep, if any: a checkpoint, or
        the path of a folder, which is copied before the call returns. Waits for synapse's decision
        about the trial, and raises TrialStopped when the trial is to end."""
        with self._reporting:
            self._proceed()
            if not hasattr(metrics, "items"):
                raise TypeError(f"the metrics must be a dictionary, and are {values.shown(metrics)}")
            self._reports += 1
            kept = None if checkpoint is None else self._keep(checkpoint)
            self._last_report = self._limits.fitting("a report", values.of_mapping(metrics))
            self._publish("report", metrics=self._last_report, checkpoint=kept)
            self._published += 1
            self._await_decision()
        self._proceed()

    def _await_decision(self) -> None:
        """A signal handler of the plugin's may have cut an earlier wait short: that one's decision
        is not this one's."""
        while self._stop_reason is None and self._answered < self._published:
            self._decisions.get()

    def _keep(self, checkpoint) -> str:
        source = getattr(checkpoint, "path", checkpoint)
        return self._folder.keep_checkpoint(
            self._folder.in_work(source), self._start["attempt"], self._reports
        )

    def __reduce__(self):
        raise TypeError(f"run cannot be given to another process: {_ELSEWHERE}")

    @property
    def is_elsewhere(self) -> bool:
        """Whether this is not the trial's process but one that the plugin has forked."""
        return os.getpid() != self._process

    def _proceed(self) -> None:
        if self.is_elsewhere:
            raise RuntimeError(_ELSEWHERE)
        if self._stop_reason is not None:
            raise TrialStopped(self._stop_reason)

    # ---- for the worker

    def answer(self, action: str, reason: str) -> None:
        """Answers the report that waits; on all actions but ``continue`` the attempt is to end."""
        if action != "continue":
            self._stop_reason = reason
        self._answered += 1
        self._decisions.put(action)

    def stop(self, reason: str) -> None:
        """Every later call raises; a report that waits for its decision is let go."""
        self._stop_reason = reason
        self._decisions.put("stop")

    def close(self) -> None:
        """The attempt is over: calls from threads that the plugin left behind raise."""
        if self._stop_reason is None:
            self._stop_reason = "the trial has ended"

    @property
    def is_stopping(self) -> bool:
        """Whether the attempt was asked to end."""
        return self._stop_reason is not None

    @property
    def last_report(self) -> dict:
        """The newest report's metrics; empty without one."""
        return self._last_report

    @property
    def folder(self) -> TrialFolder:
        """The trial's folder."""
        return self._folder

    def returned(self, value):
        """What a plugin returned as the driver is told it: None, a number, a dictionary, or the
        text of anything else; without what is too large for it."""
        what = "what a plugin returns"
        if value is None:
            return None
        if values.is_number(value):
            return values.number(value)
        if hasattr(value, "items") and hasattr(value, "keys"):
            return self._limits.fitting(what, values.of_mapping(value))
        text = os.fspath(value) if isinstance(value, os.PathLike) else str(value)
        return self._limits.fitting_text(what, text)


def _table(trials, base, hyperparameters, metrics, best_trial) -> dict:
    for trial, given in trials.items():
        if not hasattr(given, "get"):
            raise ValueError(
                f"the values of trial '{trial}' must be an object by column name, and are"
                f" {values.shown(given)}"
            )
    columns = {
        "base": list(base),
        "hyperparameters": list(hyperparameters),
        "metrics": list(metrics),
    }
    rows = {
        trial: {
            kind: [given.get(name) for name in names] for kind, names in columns.items()
        }
        for trial, given in trials.items()
    }
    return {**columns, "trials": rows, "best_trial": best_trial or ""}
