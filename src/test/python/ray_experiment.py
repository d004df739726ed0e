"""Runs an experiment of Ray Tune with four trials, of which one fails: STORAGE NAME."""

import os
import sys
import tempfile

import ray
from ray import tune


def train(config):
    for epoch in range(3):
        if config["lr"] > 0.25 and epoch == 1:
            raise RuntimeError("lr %s is too large\nsecond line 한글" % config["lr"])
        accuracy = 1 - config["lr"] / (epoch + 1)
        metrics = {"accuracy": accuracy, "loss": float("inf") if epoch == 0 else 1 - accuracy}
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "모델.txt"), "w", encoding="utf-8") as file:
                file.write("%s after %d" % (config["lr"], epoch))
            tune.report(metrics, checkpoint=tune.Checkpoint.from_directory(folder))


def main(storage, name):
    ray.init(num_cpus=2, include_dashboard=False, configure_logging=False)
    tune.Tuner(
        train,
        param_space={"lr": tune.grid_search([0.1, 0.2, 0.3, 0.05]), "net": {"act": "relu"}},
        tune_config=tune.TuneConfig(metric="accuracy", mode="max", max_concurrent_trials=2),
        run_config=tune.RunConfig(name=name, storage_path=storage, verbose=0),
    ).fit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
