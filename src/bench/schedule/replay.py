"""Replays recorded learning curves through the schedulers of Ray Tune, by a simulated clock.

The schedulers are Ray's own; what calls them is a small, deterministic stand-in for Ray's
TuneController that makes the same calls in the same order: trials are added ahead, up to 200 pending
ones; a free slot goes to the trial that the scheduler chooses, else to the first pending one; each
report is decided on; a trial that is stopped is taken out by on_trial_complete or on_trial_remove.

Every run is a line of JSON in FOLDER/METHOD.jsonl; what is there already is not run again.
"""

import argparse
import heapq
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import curves as recorded
import numpy
from curves import Curve
from ray.tune.experiment import Trial
from ray.tune.schedulers import (
    AsyncHyperBandScheduler,
    FIFOScheduler,
    HyperBandScheduler,
    MedianStoppingRule,
    TrialScheduler,
)

METRIC = "validation_loss"
TIME = "training_iteration"
# What Ray keeps ready with its own random search, which is what shuffled rows are.
MOST_PENDING = 200

_COMMON = {"metric": METRIC, "mode": "min", "time_attr": TIME}
METHODS: dict[str, Callable[[int], TrialScheduler]] = {
    "ray-fifo": lambda epochs: FIFOScheduler(),
    "ray-hyperband": lambda epochs: HyperBandScheduler(max_t=epochs, **_COMMON),
    "ray-asha": lambda epochs: AsyncHyperBandScheduler(max_t=epochs, **_COMMON),
    "ray-asha-by-3": lambda epochs: AsyncHyperBandScheduler(
        max_t=epochs, reduction_factor=3, **_COMMON
    ),
    "ray-median": lambda epochs: MedianStoppingRule(grace_period=1, **_COMMON),
}
# What goes through all reports of all trials at each decision takes half a minute for a search.
SEEDS_OF_SLOW = {"ray-median": 10}


@dataclass(eq=False)
class ReplayedTrial:
    """What the schedulers look at in a trial of Ray's, and where it is on its curve."""

    trial_id: str
    row: int
    status: str = Trial.PENDING
    is_saving: bool = False
    epochs: int = 0
    last_result: dict[str, Any] = field(default_factory=dict)


class Controller:
    """Stands in for Ray's TuneController: what schedulers call, and what calls them."""

    def __init__(
        self, scheduler: TrialScheduler, curves: list[Curve], rows: Iterable[int], slots: int
    ) -> None:
        self.scheduler = scheduler
        self.epochs = 0
        self.seconds = 0.0
        self.started = 0
        self.found = False
        self.reached: tuple[int, float] | None = None
        self._curves = curves
        self._best = recorded.best_rows(curves)
        self._goal = max(curves[row].losses[-1] for row in self._best)
        self._rows = iter(rows)
        self._slots = slots
        self.trials: list[ReplayedTrial] = []
        self._live: dict[ReplayedTrial, None] = {}
        self._pending: dict[ReplayedTrial, None] = {}
        self._running: dict[ReplayedTrial, None] = {}
        self._epoch_ends: list[tuple[float, int, ReplayedTrial]] = []
        self._order = 0

    def get_trials(self) -> list[ReplayedTrial]:
        """All trials; a scheduler of Ray's calls this. What is over is never of interest to it."""
        return list(self._live)

    def get_live_trials(self) -> list[ReplayedTrial]:
        """The trials that are not over; a scheduler of Ray's calls this."""
        return list(self._live)

    def stop_trial(self, trial: ReplayedTrial) -> None:
        """Ends a trial, whatever its status; schedulers of Ray's call this too."""
        if trial.status in (Trial.ERROR, Trial.TERMINATED):
            return
        if trial.status == Trial.RUNNING:
            self.scheduler.on_trial_complete(self, trial, trial.last_result)
        else:
            self.scheduler.on_trial_remove(self, trial)
        self._set_status(trial, Trial.TERMINATED)
        self._live.pop(trial)

    def run(self, until_found: bool = True) -> None:
        """Until one of the best configurations has had all epochs, or until nothing is left."""
        self._fill()
        while self._epoch_ends and not (until_found and self.found):
            self.seconds, _, trial = heapq.heappop(self._epoch_ends)
            self._end_epoch(trial)
            self._fill()

    def _fill(self) -> None:
        self._add_trials()
        while len(self._running) < self._slots:
            trial = self.scheduler.choose_trial_to_run(self) or next(iter(self._pending), None)
            if trial is None:
                return
            self.started += trial.epochs == 0
            self._set_status(trial, Trial.RUNNING)
            self._begin_epoch(trial)
            self._add_trials()

    def _add_trials(self) -> None:
        while len(self._pending) < MOST_PENDING:
            row = next(self._rows, None)
            if row is None:
                return
            trial = ReplayedTrial(f"{len(self.trials):05d}", row)
            self.trials.append(trial)
            self._live[trial] = None
            self._pending[trial] = None
            self.scheduler.on_trial_add(self, trial)

    def _begin_epoch(self, trial: ReplayedTrial) -> None:
        end = self.seconds + self._curves[trial.row].milliseconds / 1000
        heapq.heappush(self._epoch_ends, (end, self._order, trial))
        self._order += 1

    def _end_epoch(self, trial: ReplayedTrial) -> None:
        trial.epochs += 1
        self.epochs += 1
        is_last = trial.epochs == len(self._curves[trial.row].losses)
        self.found |= is_last and trial.row in self._best
        loss = self._curves[trial.row].losses[trial.epochs - 1]
        if self.reached is None and loss <= self._goal:
            self.reached = self.epochs, self.seconds
        result = {METRIC: loss, TIME: trial.epochs}
        # As with tune.RunConfig(stop={"training_iteration": 81}).
        decision = (
            TrialScheduler.STOP if is_last else self.scheduler.on_trial_result(self, trial, result)
        )
        trial.last_result = result
        if decision == TrialScheduler.CONTINUE:
            self._begin_epoch(trial)
        elif decision == TrialScheduler.PAUSE:
            self._set_status(trial, Trial.PAUSED)
        else:
            self.stop_trial(trial)

    def _set_status(self, trial: ReplayedTrial, status: str) -> None:
        self._running.pop(trial, None)
        self._pending.pop(trial, None)
        trial.status = status
        if status == Trial.RUNNING:
            self._running[trial] = None


def run_one(method: str, curves: list[Curve], seed: int, slots: int) -> dict[str, Any]:
    """One search: a line for the cache."""
    numpy.random.seed(seed)  # AsyncHyperBandScheduler draws brackets from it
    length = len(curves[0].losses)
    rows = recorded.order(seed, len(curves))
    controller = Controller(METHODS[method](length), curves, rows, slots)
    controller.run()
    reached = controller.reached or (controller.epochs, controller.seconds)
    return {
        "method": method,
        "length": length,
        "slots": slots,
        "seed": seed,
        "found": controller.found,
        "epochs": controller.epochs,
        "seconds": controller.seconds,
        "reached": controller.reached is not None,
        "reached_epochs": reached[0],
        "reached_seconds": reached[1],
        "trials": controller.started,
    }


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The results in a file; a line that was torn is left out."""
    found = []
    for text in file.read_text().splitlines() if file.exists() else []:
        try:
            found.append(json.loads(text))
        except json.JSONDecodeError:
            continue
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the cache")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--slots", default="1,4")
    parser.add_argument("--epochs", default="27,81", help="of a training")
    parser.add_argument("--only", action="append", choices=list(METHODS))
    parser.add_argument("--again", action="store_true", help="forget the results of --only first")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    options.folder.mkdir(parents=True, exist_ok=True)
    table = Path(__file__).with_name("curves.csv.gz")
    lengths = [recorded.read(table, int(epochs)) for epochs in options.epochs.split(",")]
    for method in options.only or list(METHODS):
        file = options.folder / f"{method}.jsonl"
        if options.again and options.only:
            file.unlink(missing_ok=True)
        done = {(line["length"], line["slots"], line["seed"]) for line in lines_of(file)}
        seeds = min(options.seeds, SEEDS_OF_SLOW.get(method, options.seeds))
        every = product(lengths, map(int, options.slots.split(",")), range(seeds))
        for curves, slots, seed in every:
            if (len(curves[0].losses), slots, seed) not in done:
                line = run_one(method, curves, seed, slots)
                with open(file, "a") as out:
                    out.write(json.dumps(line) + "\n")
        print(method, flush=True)


if __name__ == "__main__":
    main()
