"""Makes tables and a plot of what compare has measured: RESULTS.md, CSV files and regret.png."""

import argparse
import json
import os
import platform
import statistics
import subprocess
from importlib import metadata
from pathlib import Path

import numpy

import functions
from regrets import Regrets, average_ranks, interval
from tables import BUDGETS, Tables, write_times
from theirs import ALGORITHMS as THEIRS
from theirs import lines_of

RANDOM = "basicvariantgenerator"
NAMESAKES = [
    ("hyperoptsearch", "hyperopt-tpe"),
    ("hyperoptsearch", "optuna-tpe-independent"),
    ("optunasearch", "optuna-tpe"),
    ("bayesoptsearch", "bayesian-optimization"),
]
PACKAGES = ("optuna", "hyperopt", "bayesian-optimization", "numpy", "scipy", "scikit-learn")


OVERALL = """\
Regret is the best value so far minus the minimum, divided by the mean regret of random search (ours
and Optuna's together) on the same function after as many trials: 1 is random search, 0 the minimum.
Mean over functions and seeds with its 95 % bootstrap interval (seeds resampled within each function);
mean of the functions' medians; average rank by mean regret on a function, 1 the best.
"""
DIFFERENCES = """\
The first one's normalised regret minus the second one's for the same seed, averaged over functions;
on how many functions its 95 % interval lies below 0 (better) and above (worse).
"""
TIMES = """\
Milliseconds of processor time in ten real dimensions, and by the clock in brackets: the median of 15
suggestions, each of which adds an observation, after 20 that warm up; after 200 in Java, which compiles
what is called often: a run with so many observations has made more suggestions than that.
"""


def read_lines(folder):
    """All results in a folder's files."""
    return [line for file in sorted(folder.glob("*.jsonl")) for line in lines_of(file)]


def markdown(header, rows):
    align = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, align, *rows]) + "\n"


def shown(mean, low, high, digits=3):
    if low == high:  # one seed, or the same regret with each
        return f"{mean:.{digits}f}"
    return f"{mean:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"


def label(searcher):
    name, workers = searcher
    return f"`{name}`" if workers == 1 else f"`{name}`, {workers} at once"


class Report:
    """What is written of some runs; searchers are (algorithm, workers)."""

    def __init__(self, runs, times, output):
        minima = {f.name: f.minimum for f in functions.all_functions().values()}
        self.regrets = Regrets(runs, minima)
        self.times = times
        self.output = output
        # One that lacks a function would have an average of its own kind.
        everyone = [s for s in self.regrets.searchers() if self.regrets.seeds(s)[0] > 0]
        ours = sorted(s for s in everyone if s[0] not in THEIRS)
        self.parallel = [s for s in ours if s[1] > 1]
        self.ours = [s for s in ours if s[1] == 1]
        theirs = [(name, 1) for name in THEIRS if (name, 1) in everyone]
        self.same = self.copies(theirs)
        self.sequential = self.ours + [s for s in theirs if s not in self.same]

    def copies(self, searchers):
        """Which searchers do exactly what an earlier one does: a default that is named outright."""
        found = {}
        for number, searcher in enumerate(searchers):
            for earlier in searchers[:number]:
                if searcher not in found and self.regrets.are_same(earlier, searcher):
                    found[searcher] = earlier
        return found

    def write(self):
        sections = [
            self.setting(),
            "### All functions\n",
            OVERALL,
            self.overall(),
            "### Each function\n",
            *(self.by_function(trials) for trials in BUDGETS),
            "### Differences, seed by seed\n",
            DIFFERENCES,
            self.pairs(),
            "### Several trials at once\n",
            self.parallel_table(),
            "### Time for a suggestion\n",
            TIMES,
            self.time_table(),
        ]
        (self.output / "RESULTS.md").write_text("\n".join(sections))
        Tables(self.regrets, self.output).write(
            self.sequential + self.parallel, self.wanted_pairs()
        )
        write_times(self.times, self.output)
        plot(self.regrets, self.sequential, self.output / "regret.png")

    def setting(self):
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
        counts = [
            label(searcher) + " " + "–".join(map(str, sorted(set(self.regrets.seeds(searcher)))))
            for searcher in self.sequential
        ]
        lines = [
            f"Measured on {os.cpu_count()} processors ({processor()}), {java()}, "
            f"Python {platform.python_version()} with {versions}.",
            f"Seeds: {', '.join(counts)}.",
        ]
        lines += [
            f"{label(copy)} gave exactly the values of {label(first)} and is left out."
            for copy, first in self.same.items()
        ]
        return "\n".join(lines) + "\n"

    def groups(self, searcher, trials):
        return [
            list(self.regrets.normalised(searcher, function, trials).values())
            for function in self.regrets.functions
        ]

    def overall(self):
        ranks = {trials: average_ranks(self.regrets, self.sequential, trials) for trials in BUDGETS}
        rows = []
        for searcher in sorted(self.sequential, key=ranks[BUDGETS[-1]].get):
            row = [label(searcher)]
            for trials in BUDGETS:
                groups = self.groups(searcher, trials)
                median = statistics.mean(statistics.median(group) for group in groups)
                row += [shown(*interval(groups)), f"{median:.3f}", f"{ranks[trials][searcher]:.1f}"]
            rows.append(row)
        header = ["all functions"]
        for trials in BUDGETS:
            header += [f"mean after {trials}", "median", "rank"]
        return markdown(header, rows)

    def by_function(self, trials):
        rows = [
            [label(searcher)]
            + [
                f"{shown(*interval([group]), digits=2)}, {statistics.median(group):.2f}"
                for group in self.groups(searcher, trials)
            ]
            for searcher in self.sequential
        ]
        return markdown([f"after {trials} trials: mean, median", *self.regrets.functions], rows)

    def wanted_pairs(self):
        """Ours with their namesakes, the one without a namesake with all, and all with random."""
        present = {name for name, _ in self.sequential}
        pairs = list(NAMESAKES)
        pairs += [("axsearch", name) for name, _ in self.sequential if name != "axsearch"]
        pairs += [(name, RANDOM) for name, _ in self.sequential if name != RANDOM]
        pairs = list(dict.fromkeys(pairs))
        return [pair for pair in pairs if pair[0] in present and pair[1] in present]

    def differences(self, first, second, trials):
        return [
            self.regrets.differences(first, second, function, trials)
            for function in self.regrets.functions
        ]

    def pairs(self):
        rows = []
        for first, second in self.wanted_pairs():
            row = [f"`{first}` − `{second}`"]
            for trials in BUDGETS:
                groups = self.differences((first, 1), (second, 1), trials)
                row += [shown(*interval(groups)), won(groups)]
            rows.append(row)
        header = ["difference, below 0 is better"]
        for trials in BUDGETS:
            header += [f"after {trials}", "better, worse"]
        return markdown(header, rows)

    def parallel_table(self):
        trials = BUDGETS[-1]
        rows = []
        for searcher in self.parallel:
            alone = searcher[0], 1
            row = [f"`{searcher[0]}`", str(searcher[1])]
            for one in (alone, searcher):
                row.append(shown(*interval(self.groups(one, trials))))
            groups = self.differences(searcher, alone, trials)
            rows.append([*row, shown(*interval(groups)), won(groups)])
        header = [f"after {trials} trials", "at once", "one by one", "at once", "difference"]
        return markdown([*header, "better, worse"], rows)

    def time_table(self):
        sizes = sorted({line["observations"] for line in self.times})
        found = {(line["algorithm"], line["observations"]): line for line in self.times}
        rows = []
        for name in sorted({line["algorithm"] for line in self.times}, key=self.place):
            cells = [milliseconds(found.get((name, size))) for size in sizes]
            rows.append([f"`{name}`", *cells])
        header = [f"{size} observations" for size in sizes]
        return markdown(["ms per suggestion", *header], rows)

    def place(self, name):
        names = [n for n, _ in self.sequential]
        return names.index(name) if name in names else len(names)


def plot(regrets, searchers, file):
    """Mean regret over trials, a picture for each function; ours are drawn through."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    columns = 4
    rows = -(-len(regrets.functions) // columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(4.5 * columns, 3.6 * rows))
    for axis, function in zip(axes.flat, regrets.functions):
        for number, searcher in enumerate(searchers):
            curves = regrets.curves(searcher, function)
            mean = numpy.maximum(curves.mean(axis=0), 1e-9)
            style = "--" if searcher[0] in THEIRS else "-"
            trials = range(1, curves.shape[1] + 1)
            axis.plot(trials, mean, style, color=f"C{number % 10}", label=searcher[0], lw=1.3)
        axis.set(title=function, yscale="log", xlabel="trials", ylabel="mean regret")
    handles, labels = axes.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=6, frameon=False)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(file, dpi=90)


def won(groups):
    """On how many functions the mean's interval lies below 0, and above."""
    bounds = [interval([group]) for group in groups if len(group) > 1]
    return f"{sum(b[2] < 0 for b in bounds)}, {sum(b[1] > 0 for b in bounds)}"


def milliseconds(line):
    if line is None:
        return ""
    if not line["seconds"]:
        return "skipped"
    processor_time, clock = (
        1000 * statistics.median(line[kind]) for kind in ("cpu_seconds", "seconds")
    )
    return f"{three_digits(processor_time)} ({three_digits(clock)})"


def three_digits(number):
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def java():
    run = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True)
    return "Java " + run.stderr.split('"')[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the cache")
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    runs = read_lines(options.folder)
    Report(runs, read_lines(options.folder / "times"), options.output).write()
    print(f"{options.output}/RESULTS.md")


if __name__ == "__main__":
    main()
