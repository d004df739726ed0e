"""A plugin for synapse that learns, with scikit-learn, to tell malignant tumours from benign ones.

synapse calls `train` for a single training and `tune` for each trial of a tuning job. Both get what
the job file says; the working directory is a folder of the trial's own.
"""

import json
from pathlib import Path
from typing import NamedTuple

import joblib
import numpy
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DEFAULTS = {
    "epochs": 20,
    "learning_rate": 0.01,
    "decay": 0.25,
    "penalty": "l2",
    "alpha": 0.0001,
}
CLASSES = [0, 1]
MODEL, STATE = "model.joblib", "state.json"
PIXELS = 16


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    """Trains one model and measures it on the held-out part. What it returns is the model's
    folder."""
    data = Data.read(dataset.path)
    training = Training(hyperparameter, data, checkpoint)
    while not training.is_done:
        training.run_epoch(run.seed)
        training.log(run)
        run.set_progress(training.epochs, training.epochs_wanted)
    run.log_metric("test", "test_accuracy", training.model.score(*data.test))
    training.show_weights(run)
    return training.save("model")


def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
    """Runs one trial: each epoch is reported, with a checkpoint that the trial can go on from."""
    from ray import tune  # comes with synapse; Ray itself need not be installed

    training = Training(hyperparameter, Data.read(dataset.path), checkpoint)
    run.checkpoint_output = "checkpoint"
    while not training.is_done:
        training.run_epoch(run.seed)
        metrics = training.log(run)
        training.save(run.checkpoint_output)
        tune.report(metrics, checkpoint=tune.Checkpoint.from_directory(run.checkpoint_output))
    training.show_weights(run)


class Data(NamedTuple):
    """The three parts of the data, each its measurements and its classes. They are the same in
    every trial, or trials could not be compared."""

    training: tuple
    validation: tuple
    test: tuple

    @staticmethod
    def read(path):
        rows = numpy.loadtxt(path, delimiter=",", skiprows=1)
        rest, test = _split(rows, 0.2)
        training, validation = _split(rest, 0.25)
        return Data(*[(part[:, :-1], part[:, -1].astype(int)) for part in (training, validation, test)])


def _split(rows, share):
    return train_test_split(rows, test_size=share, stratify=rows[:, -1], random_state=0)


class Training:
    """A model between two epochs. Its parts are what a checkpoint holds."""

    def __init__(self, hyperparameter, data, checkpoint):
        """Begins at a checkpoint, or else at nothing."""
        wanted = {**DEFAULTS, **hyperparameter}
        self.data = data
        self.epochs_wanted = wanted["epochs"]
        if checkpoint is None:
            scaler = StandardScaler().fit(data.training[0])
            self.model = make_pipeline(scaler, SGDClassifier(loss="log_loss"))
            self.epochs = 0
        else:
            self.model = joblib.load(Path(checkpoint.path) / MODEL)
            self.epochs = json.loads((Path(checkpoint.path) / STATE).read_text())["epochs"]
        self.model[-1].set_params(
            learning_rate="invscaling",
            eta0=wanted["learning_rate"],
            power_t=wanted["decay"],
            penalty=wanted["penalty"],
            alpha=wanted["alpha"],
        )

    @property
    def is_done(self):
        return self.epochs >= self.epochs_wanted

    def run_epoch(self, seed):
        """One pass over the training part, in an order that depends on seed and epoch alone: so a
        trial that was interrupted ends as one that was not."""
        scaler, classifier = self.model[0], self.model[-1]
        measurements, classes = self.data.training
        classifier.set_params(random_state=(seed + self.epochs) % 2**32)
        classifier.partial_fit(scaler.transform(measurements), classes, classes=CLASSES)
        self.epochs += 1

    def log(self, run):
        """Logs how good the model is, and returns it."""
        metrics = {
            **self._measure(self.data.training, ""),
            **self._measure(self.data.validation, "validation_"),
        }
        for name, value in metrics.items():
            category = "validation" if name.startswith("validation") else "training"
            run.log_metric(category, name, value, epoch=self.epochs)
        return metrics

    def _measure(self, part, prefix):
        measurements, classes = part
        return {
            prefix + "loss": log_loss(classes, self.model.predict_proba(measurements)),
            prefix + "accuracy": self.model.score(measurements, classes),
        }

    def save(self, folder):
        """Writes the model into a folder, and returns its path."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        joblib.dump(self.model, folder / MODEL)
        (folder / STATE).write_text(json.dumps({"epochs": self.epochs}))
        return str(folder)

    def show_weights(self, run):
        """Logs a picture of how much each measurement counts: a row for the means, one for their
        standard errors, one for the worst; brighter is more."""
        weights = numpy.abs(self.model[-1].coef_).reshape(3, -1)
        squares = numpy.kron(weights / weights.max(), numpy.ones((PIXELS, PIXELS)))
        run.log_visualization("weights", "model", self.epochs, squares)
