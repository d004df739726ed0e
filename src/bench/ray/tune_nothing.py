"""Runs trials that do nothing with Ray Tune, as `synapse train --executor ray` is measured with.

The trainable is in a file of its own, the very plugin that synapse runs: it appends a line with the
time to a file when it is entered and when it is left.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from types import ModuleType, SimpleNamespace


def loaded(path: str) -> ModuleType:
    folder, name = os.path.split(path)
    sys.path.insert(0, folder)
    return importlib.import_module(os.path.splitext(name)[0])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plugin")
    parser.add_argument("--address", required=True)
    parser.add_argument("--trials", type=int, required=True)
    parser.add_argument("--reuse-actors", action="store_true")
    parser.add_argument("--no-loggers", action="store_true", help="no files of each trial's results")
    return parser.parse_args()


def main() -> None:
    told = options()
    if told.no_loggers:
        os.environ["TUNE_DISABLE_AUTO_CALLBACK_LOGGERS"] = "1"
    import ray
    from ray import tune

    nothing = loaded(told.plugin)
    # The trainable goes to the actors by value, as a function of a script does.
    ray.cloudpickle.register_pickle_by_value(nothing)

    def trainable(config: dict) -> None:
        nothing.tune(config, SimpleNamespace(report=tune.report), None, None)

    ray.init(address=told.address, log_to_driver=False)
    with tempfile.TemporaryDirectory() as storage:
        tuner = tune.Tuner(
            tune.with_resources(trainable, {"cpu": 1}),
            param_space={"x": tune.uniform(0, 1)},
            tune_config=tune.TuneConfig(
                metric="score",
                mode="max",
                num_samples=told.trials,
                max_concurrent_trials=2,
                reuse_actors=told.reuse_actors,
            ),
            run_config=tune.RunConfig(storage_path=storage, verbose=0, name="nothing"),
        )
        results = tuner.fit()
    if results.num_errors or len(results) != told.trials:
        raise SystemExit(f"{len(results)} trials, {results.num_errors} failed")
    print(results.get_best_result().metrics["score"])
    ray.shutdown()


if __name__ == "__main__":
    main()
