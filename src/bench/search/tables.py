"""The CSV files of a report."""

import csv
import statistics

from regrets import interval

BUDGETS = (50, 100)


class Tables:
    """Writes what is known of some regrets; searchers are (algorithm, workers)."""

    def __init__(self, regrets, output):
        self.regrets = regrets
        self.output = output

    def write(self, searchers, pairs):
        """Every single regret, what they come to, and the pairs' differences."""
        write(
            self.output / "regrets.csv",
            ["algorithm", "workers", "function", "seed", "trials", "regret", "normalised"],
            (row for searcher in searchers for row in self._single(searcher)),
        )
        write(
            self.output / "summary.csv",
            ["algorithm", "workers", "function", "trials", "seeds", "mean", "low", "high"]
            + ["median", "mean_regret", "median_regret"],
            (row for searcher in searchers for row in self._summary(searcher)),
        )
        write(
            self.output / "differences.csv",
            ["first", "second", "function", "trials", "pairs", "mean", "low", "high"],
            (row for pair in pairs for row in self._differences(*pair)),
        )

    def _each(self):
        return [(function, trials) for function in self.regrets.functions for trials in BUDGETS]

    def _single(self, searcher):
        for function, trials in self._each():
            raw = self.regrets.raw(searcher, function, trials)
            normalised = self.regrets.normalised(searcher, function, trials)
            for seed, regret in raw.items():
                yield [*searcher, function, seed, trials, regret, normalised[seed]]

    def _summary(self, searcher):
        for function, trials in self._each():
            raw = list(self.regrets.raw(searcher, function, trials).values())
            group = list(self.regrets.normalised(searcher, function, trials).values())
            numbers = [*interval([group]), statistics.median(group)]
            numbers += [statistics.mean(raw), statistics.median(raw)]
            yield [*searcher, function, trials, len(raw), *map("{:.6g}".format, numbers)]

    def _differences(self, first, second):
        for function, trials in self._each():
            group = self.regrets.differences((first, 1), (second, 1), function, trials)
            numbers = map("{:.6g}".format, interval([group]))
            yield [first, second, function, trials, len(group), *numbers]


def write_times(times, output):
    """Every single suggestion's time."""
    rows = (
        [line["algorithm"], line["observations"], seconds, processor_seconds]
        for line in times
        for seconds, processor_seconds in zip(line["seconds"], line["cpu_seconds"])
    )
    write(output / "times.csv", ["algorithm", "observations", "seconds", "cpu_seconds"], rows)


def write(file, header, rows):
    with open(file, "w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(header)
        writer.writerows(rows)
