"""The recorded learning curves, read as Curves.java reads them."""

import gzip
import hashlib
import math
from dataclasses import dataclass
from pathlib import Path

# How many epochs are recorded of every training.
LONGEST = 81
# The loss of guessing. What has diverged, or does worse, counts as that.
WORST = math.log(10)


@dataclass(frozen=True)
class Curve:
    """One configuration's training: the loss after each epoch, and how long an epoch takes."""

    losses: list[float]
    milliseconds: float


def read(file: Path, epochs: int) -> list[Curve]:
    """All curves in the order of the table, without what is recorded of later epochs."""
    with gzip.open(file, "rt") as lines:
        next(lines)
        return [_curve(line, epochs) for line in lines]


def _curve(line: str, epochs: int) -> Curve:
    *_, milliseconds, texts, _accuracies = line.rstrip("\n").split(",")
    recorded = [WORST if loss == "nan" else min(float(loss), WORST) for loss in texts.split()]
    # A training that diverged ended early.
    losses = recorded + [WORST] * (LONGEST - len(recorded))
    return Curve(losses[:epochs], float(milliseconds))


def best_rows(curves: list[Curve]) -> set[int]:
    """The hundredth part of the rows that has the least loss after the last epoch."""
    rows = sorted(range(len(curves)), key=lambda row: curves[row].losses[-1])
    return set(rows[: len(curves) // 100])


def order(seed: int, count: int) -> list[int]:
    """All rows in the seed's order, which ShuffledRows.java has too."""
    return sorted(range(count), key=lambda row: hashlib.sha256(f"{seed} {row}".encode()).digest())
