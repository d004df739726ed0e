"""Regrets of runs, normalised by random search, with bootstrap confidence intervals."""

from collections import defaultdict

import numpy

RESAMPLES = 10_000
# Whose regrets, together, are 1.
RANDOM = ("basicvariantgenerator", "optuna-random")


class Regrets:
    """Simple regret by (algorithm, workers), function and seed.

    Values are normalised by the mean regret of random search on the same function after the same
    number of trials: 1 is as good as random search, 0 is the minimum.
    """

    def __init__(self, runs, minima):
        self._curves = defaultdict(lambda: defaultdict(dict))
        for run in runs:
            curve = numpy.minimum.accumulate(run["values"]) - minima[run["function"]]
            key = run["algorithm"], run["workers"]
            self._curves[key][run["function"]][run["seed"]] = numpy.maximum(curve, 0)
        self.functions = [name for name in minima if self._random_curves(name)]

    def searchers(self):
        return list(self._curves)

    def seeds(self, searcher):
        counts = [len(self._curves[searcher][name]) for name in self.functions]
        return min(counts), max(counts)

    def curves(self, searcher, function):
        """Regret after each trial, a row for each seed."""
        found = self._curves[searcher][function]
        return numpy.array([found[seed] for seed in sorted(found)])

    def raw(self, searcher, function, trials):
        found = self._curves[searcher][function]
        return {seed: found[seed][trials - 1] for seed in sorted(found)}

    def normalised(self, searcher, function, trials):
        """By seed."""
        scale = numpy.mean([curve[trials - 1] for curve in self._random_curves(function)])
        raw = self.raw(searcher, function, trials)
        return {seed: regret / scale for seed, regret in raw.items()}

    def differences(self, first, second, function, trials):
        """First minus second, for the seeds that both have."""
        one = self.normalised(first, function, trials)
        other = self.normalised(second, function, trials)
        return numpy.array([one[seed] - other[seed] for seed in one if seed in other])

    def are_same(self, first, second):
        """Whether two searchers did the same with every seed that both have."""
        return all(
            numpy.array_equal(curve, self._curves[second][function][seed])
            for function in self.functions
            for seed, curve in self._curves[first][function].items()
            if seed in self._curves[second][function]
        )

    def _random_curves(self, function):
        return [
            curve
            for name in RANDOM
            for curve in self._curves[name, 1][function].values()
        ]  # fmt: skip


def interval(groups):
    """The mean of the groups' means and its 95 % bootstrap interval, each group resampled alone."""
    means = numpy.mean([_resampled_means(group, i) for i, group in enumerate(groups)], axis=0)
    low, high = numpy.percentile(means, [2.5, 97.5])
    return float(numpy.mean([numpy.mean(group) for group in groups])), float(low), float(high)


def _resampled_means(values, number):
    values = numpy.asarray(values)
    chosen = numpy.random.default_rng(number).integers(len(values), size=(RESAMPLES, len(values)))
    return values[chosen].mean(axis=1)


def average_ranks(regrets, searchers, trials):
    """Each searcher's rank by mean regret, 1 the best, averaged over the functions."""
    ranks = defaultdict(list)
    for function in regrets.functions:
        means = {
            searcher: numpy.mean(list(regrets.normalised(searcher, function, trials).values()))
            for searcher in searchers
        }
        for searcher, mean in means.items():
            better = sum(other < mean for other in means.values())
            equal = sum(other == mean for other in means.values())
            ranks[searcher].append(better + (equal + 1) / 2)
    return {searcher: float(numpy.mean(found)) for searcher, found in ranks.items()}
