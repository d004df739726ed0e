"""Runs Ray Tune itself on some recorded curves, to check what replay.py makes of its schedulers.

With one trial at a time both must train every configuration for the same number of epochs. Starts
Ray on this machine for a minute or two.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path

import curves as recorded
import ray
import replay
from curves import Curve
from ray import tune


class ReplayedTraining(tune.Trainable):
    """A training that goes through a recorded curve."""

    def setup(self, config: dict) -> None:
        self._losses: list[float] = config["losses"]

    def reset_config(self, new_config: dict) -> bool:
        self.setup(new_config)
        return True

    def step(self) -> dict[str, float]:
        return {replay.METRIC: self._losses[self.iteration]}

    def save_checkpoint(self, checkpoint_dir: str) -> None:
        Path(checkpoint_dir, "iteration.json").write_text(json.dumps(self.iteration))

    def load_checkpoint(self, checkpoint_dir: str) -> None:
        """The iteration, which is all there is, is restored by Ray."""


def really(method: str, curves: list[Curve], rows: list[int], folder: str) -> list[int]:
    """How many epochs Ray trains each of the rows."""
    length = len(curves[0].losses)
    tuner = tune.Tuner(
        ReplayedTraining,
        param_space={
            "row": tune.grid_search(rows),
            "losses": tune.sample_from(lambda spec: curves[spec.config.row].losses),
        },
        tune_config=tune.TuneConfig(
            # One at a time by the processors: max_concurrent_trials counts paused trials as well.
            scheduler=replay.METHODS[method](length),
            reuse_actors=True,
        ),
        run_config=tune.RunConfig(
            stop={replay.TIME: length}, storage_path=folder, verbose=0, name=method
        ),
    )
    epochs = {result.config["row"]: result.metrics[replay.TIME] for result in tuner.fit()}
    return [epochs[row] for row in rows]


def replayed(method: str, curves: list[Curve], rows: list[int]) -> list[int]:
    """How many epochs the stand-in trains each of the rows."""
    controller = replay.Controller(replay.METHODS[method](len(curves[0].losses)), curves, rows, 1)
    controller.run(until_found=False)
    return [trial.epochs for trial in controller.trials]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--only", action="append", choices=list(replay.METHODS))
    options = parser.parse_args()
    curves = recorded.read(Path(__file__).with_name("curves.csv.gz"), options.epochs)
    rows = recorded.order(0, len(curves))[: options.trials]
    os.environ["TUNE_DISABLE_AUTO_CALLBACK_LOGGERS"] = "1"
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    with tempfile.TemporaryDirectory() as folder:
        for method in options.only or list(replay.METHODS):
            real, ours = really(method, curves, rows, folder), replayed(method, curves, rows)
            same = sum(first == second for first, second in zip(real, ours))
            print(f"{method}: {same} of {len(rows)} trials alike, {sum(real)} and {sum(ours)} epochs")
            print(" ".join(map(str, real)), " ".join(map(str, ours)), sep="\n", flush=True)
    ray.shutdown()


if __name__ == "__main__":
    main()
