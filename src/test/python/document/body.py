"""What the plugins of the documentation leave to their author: data, a model, an epoch."""

from pathlib import Path

import joblib
import numpy
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss
from sklearn.preprocessing import StandardScaler

PIXELS = 8


class Experiment:
    """A classifier in training. Everything in it is seeded."""

    def __init__(self, dataset, batch_size, learning_rate):
        rows = numpy.loadtxt(dataset.path, delimiter=",", skiprows=1)
        self.measurements = StandardScaler().fit_transform(rows[:, :-1])
        self.classes = rows[:, -1].astype(int)
        self.batch_size = batch_size
        self.random = numpy.random.default_rng(1)
        self.model = SGDClassifier(
            loss="log_loss", learning_rate="constant", eta0=learning_rate, random_state=1
        )

    def train_one_epoch(self):
        """Gives loss and accuracy after it."""
        order = self.random.permutation(len(self.classes))
        for start in range(0, len(order), self.batch_size):
            batch = order[start : start + self.batch_size]
            self.model.partial_fit(self.measurements[batch], self.classes[batch], classes=[0, 1])
        probabilities = self.model.predict_proba(self.measurements)
        return (
            log_loss(self.classes, probabilities),
            self.model.score(self.measurements, self.classes),
        )

    def predictions(self):
        """A picture of the first predictions, one pixel each."""
        shown = self.model.predict(self.measurements[: PIXELS * PIXELS])
        return (255 * shown).astype(numpy.uint8).reshape(PIXELS, PIXELS)


def save_model(model, path):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, path)
