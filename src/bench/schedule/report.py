"""Writes RESULTS.md and results.csv from the results of single runs."""

import argparse
import csv
from collections.abc import Iterable
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy
from replay import lines_of

# Ours, and what it is to be compared with; the first is what all are measured by.
PAIRS = {
    "fifo": "ray-fifo",
    "hyperband": "ray-hyperband",
    "asha": "ray-asha",
    "asha-by-3": "ray-asha-by-3",
    "asha-promote": "ray-asha",
    "median": "ray-median",
}
# What is spent until ..., and whether it came to that.
MEASURES = {
    "reached_epochs": ("epochs until as good", "reached"),
    "reached_seconds": ("simulated seconds until as good", "reached"),
    "epochs": ("epochs until found", "found"),
    "seconds": ("simulated seconds until found", "found"),
}
RESAMPLES = 10_000

Runs = dict[int, dict[str, Any]]


def read(folder: Path, length: int, slots: int) -> dict[str, Runs]:
    """Every method's runs with trainings of so many epochs and so many slots, by seed."""
    found = {}
    for file in sorted(folder.glob("*.jsonl"), key=lambda file: _place(file.stem)):
        lines = [line for line in lines_of(file) if line["length"] == length]
        runs = {line["seed"]: line for line in lines if line["slots"] == slots}
        if runs:
            found[file.stem] = runs
    return found


def _place(method: str) -> tuple[int, str]:
    order = [name for pair in PAIRS.items() for name in pair]
    return (order.index(method) if method in order else len(order), method)


def expected(spent: numpy.ndarray, succeeded: numpy.ndarray) -> numpy.ndarray:
    """What a success costs on average, when a run that fails is followed by another one."""
    with numpy.errstate(divide="ignore"):
        return spent.sum(axis=-1) / succeeded.sum(axis=-1)


def ratio(runs: Runs, others: Runs, measure: str) -> str:
    """How many times more the others spend, with its 95 % interval over the common seeds."""
    success = MEASURES[measure][1]
    seeds = sorted(runs.keys() & others.keys())
    picks = numpy.random.default_rng(1).integers(0, len(seeds), (RESAMPLES, len(seeds)))

    def costs(of: Runs) -> tuple[float, numpy.ndarray]:
        spent = numpy.array([of[seed][measure] for seed in seeds], dtype=float)
        succeeded = numpy.array([of[seed][success] for seed in seeds], dtype=float)
        return expected(spent, succeeded), expected(spent[picks], succeeded[picks])

    (mine, mine_drawn), (theirs, theirs_drawn) = costs(runs), costs(others)
    with numpy.errstate(invalid="ignore"):
        drawn = numpy.nan_to_num(theirs_drawn / mine_drawn)
        middle = theirs / mine
    low, high = numpy.percentile(drawn, [2.5, 97.5])
    return f"{middle:.2f} [{low:.2f}, {high:.2f}]"


def _table(header: list[str], rows: Iterable[list[str]]) -> list[str]:
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return ["| " + " | ".join(row) + " |" for row in [header, rule, *rows]]


def _row(method: str, runs: Runs, fifo: Runs, measure: str) -> list[str]:
    spent = numpy.array([run[measure] for run in runs.values()], dtype=float)
    succeeded = numpy.array([run[MEASURES[measure][1]] for run in runs.values()], dtype=float)
    digits = 2 if measure.endswith("seconds") else 0
    low, median, high = (f"{part:,.{digits}f}" for part in numpy.percentile(spent, [25, 50, 75]))
    return [
        f"`{method}`",
        f"{succeeded.sum():.0f} of {len(runs)}",
        median,
        f"{low} to {high}",
        f"{spent.mean():,.{digits}f}",
        f"{expected(spent, succeeded):,.{digits}f}",
        ratio(runs, fifo, measure),
    ]


def tables(folder: Path, length: int, slots: int) -> list[str]:
    """Everything about the runs with trainings of so many epochs and so many slots."""
    methods = read(folder, length, slots)
    if "fifo" not in methods:
        return []
    lines = [f"## {length} epochs, {slots} slot{'s' if slots > 1 else ''}", ""]
    for measure, (title, _) in MEASURES.items():
        header = [title, "runs", "median", "quartiles", "mean", "a success", "`fifo` / it"]
        rows = [_row(name, runs, methods["fifo"], measure) for name, runs in methods.items()]
        lines += [*_table(header, rows), ""]
    header = ["Ray's / ours", *(title for title, _ in MEASURES.values())]
    rows = [
        [f"`{ours}`, `{theirs}`"]
        + [ratio(methods[ours], methods[theirs], measure) for measure in MEASURES]
        for ours, theirs in PAIRS.items()
        if ours in methods and theirs in methods
    ]
    return [*lines, *_table(header, rows), ""]


def _write_csv(folder: Path, file: Path) -> None:
    names = ["method", "length", "slots", "seed", "trials"]
    names += ["found", "epochs", "seconds", "reached", "reached_epochs", "reached_seconds"]
    with open(file, "w", newline="") as out:
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        for source in sorted(folder.glob("*.jsonl"), key=lambda file: _place(file.stem)):
            key = itemgetter("length", "slots", "seed")
            writer.writerows(sorted(lines_of(source), key=key))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the cache")
    parser.add_argument("output", type=Path, help="a folder")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    lines = ["# Schedulers on recorded learning curves", ""]
    for length, slots in product((27, 81), (1, 4)):
        lines += tables(options.folder, length, slots)
    (options.output / "RESULTS.md").write_text("\n".join(lines))
    _write_csv(options.folder, options.output / "results.csv")
    print(options.output / "RESULTS.md")


if __name__ == "__main__":
    main()
