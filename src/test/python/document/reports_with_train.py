"""A trial that reports with Ray's train, a checkpoint each epoch, and goes by the id it has there."""

import tempfile
from pathlib import Path

from body import Experiment, save_model


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    raise NotImplementedError("this plugin is for tuning")


def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
    from ray import train

    trial_id = train.get_context().get_trial_id()
    experiment = Experiment(dataset, hyperparameter["batch_size"], hyperparameter["learning_rate"])
    for _ in range(hyperparameter["epochs"]):
        loss, accuracy = experiment.train_one_epoch()
        with tempfile.TemporaryDirectory() as folder:
            save_model(experiment.model, Path(folder) / f"{trial_id}.pth")
            train.report(
                {"accuracy": accuracy, "loss": loss},
                checkpoint=train.Checkpoint.from_directory(folder),
            )
