"""Writes RESULTS.md and results.csv from the results of single runs."""

import argparse
import csv
from collections.abc import Iterable
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
MEASURES = {"epochs": "epochs", "seconds": "simulated seconds"}
RESAMPLES = 10_000

Runs = dict[int, dict[str, Any]]


def read(folder: Path, slots: int) -> dict[str, Runs]:
    """Every method's runs with so many slots, by seed."""
    found = {}
    for file in sorted(folder.glob("*.jsonl"), key=lambda file: _place(file.stem)):
        runs = {line["seed"]: line for line in lines_of(file) if line.get("slots") == slots}
        if runs:
            found[file.stem] = runs
    return found


def _place(method: str) -> tuple[int, str]:
    order = [name for pair in PAIRS.items() for name in pair]
    return (order.index(method) if method in order else len(order), method)


def values(runs: Runs, measure: str) -> numpy.ndarray:
    """A measure in the order of the seeds."""
    return numpy.array([runs[seed][measure] for seed in sorted(runs)], dtype=float)


def ratio(runs: Runs, others: Runs, measure: str) -> tuple[float, float, float]:
    """How many times more the others' mean is, with its 95 % interval over the common seeds."""
    seeds = sorted(runs.keys() & others.keys())
    ours = numpy.array([runs[seed][measure] for seed in seeds], dtype=float)
    theirs = numpy.array([others[seed][measure] for seed in seeds], dtype=float)
    picks = numpy.random.default_rng(1).integers(0, len(seeds), (RESAMPLES, len(seeds)))
    ratios = theirs[picks].mean(axis=1) / ours[picks].mean(axis=1)
    low, high = numpy.percentile(ratios, [2.5, 97.5])
    return theirs.mean() / ours.mean(), low, high


def _interval(three: tuple[float, float, float]) -> str:
    return f"{three[0]:.2f} [{three[1]:.2f}, {three[2]:.2f}]"


def _table(header: list[str], rows: Iterable[list[str]]) -> list[str]:
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return ["| " + " | ".join(row) + " |" for row in [header, rule, *rows]]


def _row(method: str, runs: Runs, fifo: Runs, measure: str) -> list[str]:
    found = values(runs, measure)
    low, median, high = numpy.percentile(found, [25, 50, 75])
    missed = sum(not run["found"] for run in runs.values())
    digits = 0 if measure == "epochs" else 1
    return [
        f"`{method}`",
        f"{median:,.{digits}f}",
        f"{low:,.{digits}f} to {high:,.{digits}f}",
        f"{found.mean():,.{digits}f}",
        _interval(ratio(runs, fifo, measure)),
        f"{values(runs, 'trials').mean():,.0f}",
        f"{missed} of {len(runs)}",
    ]


def tables(folder: Path, slots: int) -> list[str]:
    """Everything about the runs with so many slots."""
    methods = read(folder, slots)
    lines = [f"## {slots} slot{'s' if slots > 1 else ''}", ""]
    for measure, title in MEASURES.items():
        header = [title, "median", "quartiles", "mean", "fifo / it", "trials", "missed"]
        rows = [_row(name, runs, methods["fifo"], measure) for name, runs in methods.items()]
        lines += [*_table(header, rows), ""]
    header = ["Ray's / ours", *MEASURES.values()]
    rows = [
        [f"`{ours}`, `{theirs}`"]
        + [_interval(ratio(methods[ours], methods[theirs], measure)) for measure in MEASURES]
        for ours, theirs in PAIRS.items()
        if ours in methods and theirs in methods
    ]
    return [*lines, *_table(header, rows), ""]


def _write_csv(folder: Path, file: Path) -> None:
    names = ["method", "slots", "seed", "found", "epochs", "seconds", "trials"]
    with open(file, "w", newline="") as out:
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        for source in sorted(folder.glob("*.jsonl"), key=lambda file: _place(file.stem)):
            lines = [line for line in lines_of(source) if "epochs" in line]
            writer.writerows(sorted(lines, key=lambda line: (line["slots"], line["seed"])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the cache")
    parser.add_argument("output", type=Path, help="a folder")
    parser.add_argument("--slots", default="1,4")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    lines = ["# Schedulers on recorded learning curves", ""]
    for slots in map(int, options.slots.split(",")):
        lines += tables(options.folder, slots)
    (options.output / "RESULTS.md").write_text("\n".join(lines))
    _write_csv(options.folder, options.output / "results.csv")
    print(options.output / "RESULTS.md")


if __name__ == "__main__":
    main()
