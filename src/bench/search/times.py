"""Seconds that a suggestion of the other libraries takes, as SuggestionTimes.java measures ours.

Ten real dimensions, random observations of a bowl; each suggestion adds an observation. Writes
FOLDER/ALGORITHM.jsonl.
"""

import argparse
import json
import random
import statistics
import time
import warnings
from pathlib import Path

from functions import Real
from theirs import GAUSSIAN_PROCESSES, bayes_bounds, hyperopt_space, optuna_config

SPACE = {f"x{i}": Real(0.0, 1.0) for i in range(10)}
SIZES = (100, 1_000, 5_000)
SIZES_OF_GAUSSIAN_PROCESSES = (100, 200, 1_000)
WARM_UPS, WARM_UP_SECONDS = 20, 10
COUNTED, LONGEST_SECONDS = 15, 60


def value(config):
    return sum((x - 0.3) ** 2 for x in config.values())


def points(count):
    source = random.Random(1)
    return [{name: source.random() for name in SPACE} for _ in range(count)]


def optuna_suggestions(sampler, size):
    """What suggests, and what adds the suggestion's value."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    study = optuna.create_study(sampler=sampler(optuna.samplers))
    distributions = {name: optuna.distributions.FloatDistribution(0.0, 1.0) for name in SPACE}
    for point in points(size):
        trial = optuna.trial.create_trial(
            params=point, distributions=distributions, value=value(point)
        )
        study.add_trial(trial)

    def suggest():
        trial = study.ask()
        return trial, optuna_config(trial, SPACE)

    return suggest, lambda found: study.tell(found[0], value(found[1]))


def hyperopt_suggestions(module, size):
    import hyperopt
    import numpy

    space = hyperopt_space(SPACE)
    record = hyperopt.Trials()
    source = numpy.random.default_rng(1)
    hyperopt.fmin(
        value, space, algo=hyperopt.rand.suggest, max_evals=size, trials=record, rstate=source,
        verbose=False, show_progressbar=False,
    )  # fmt: skip
    domain = hyperopt.base.Domain(value, space)
    algorithm = getattr(hyperopt, module).suggest

    def suggest():
        seed = int(source.integers(2**31 - 1))
        return algorithm(record.new_trial_ids(1), domain, record, seed)

    def add(found):
        for trial in found:
            trial["state"] = hyperopt.JOB_STATE_DONE
            values = {name: chosen[0] for name, chosen in trial["misc"]["vals"].items()}
            trial["result"] = {"loss": float(value(values)), "status": hyperopt.STATUS_OK}
        record.insert_trial_docs(found)
        record.refresh()

    return suggest, add


def bayes_suggestions(size):
    from bayes_opt import BayesianOptimization

    optimizer = BayesianOptimization(None, bayes_bounds(SPACE), random_state=1, verbose=0)
    for point in points(size):
        optimizer.register(params=point, target=-value(point))
    return optimizer.suggest, lambda found: optimizer.register(params=found, target=-value(found))


SUGGESTIONS = {
    "optuna-random": lambda size: optuna_suggestions(lambda s: s.RandomSampler(seed=1), size),
    "optuna-tpe": lambda size: optuna_suggestions(lambda s: s.TPESampler(seed=1), size),
    "optuna-tpe-independent": lambda size: optuna_suggestions(
        lambda s: s.TPESampler(seed=1, multivariate=False), size
    ),
    "hyperopt-random": lambda size: hyperopt_suggestions("rand", size),
    "hyperopt-tpe": lambda size: hyperopt_suggestions("tpe", size),
    "bayesian-optimization": bayes_suggestions,
}


def up_to(count, longest, suggest, add):
    """Seconds and processor seconds of each suggestion."""
    seconds, processor_seconds = [], []
    while len(seconds) < count and sum(seconds) < longest:
        start, processor_start = time.perf_counter(), time.thread_time()
        found = suggest()
        processor_seconds.append(time.thread_time() - processor_start)
        seconds.append(time.perf_counter() - start)
        add(found)
    return {"seconds": seconds, "cpu_seconds": processor_seconds}


def times(name, size):
    suggest, add = SUGGESTIONS[name](size)
    warm_up = up_to(WARM_UPS, WARM_UP_SECONDS, suggest, add)
    if warm_up["seconds"][0] > LONGEST_SECONDS:
        return warm_up
    return up_to(COUNTED, LONGEST_SECONDS, suggest, add)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", choices=list(SUGGESTIONS))
    parser.add_argument("--again", action="store_true", help="measure what is measured")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in options.only or SUGGESTIONS:
        file = options.folder / f"{name}.jsonl"
        if file.exists() and not options.again:
            continue
        lines, quick = [], True
        for size in SIZES_OF_GAUSSIAN_PROCESSES if name in GAUSSIAN_PROCESSES else SIZES:
            taken = times(name, size) if quick else {"seconds": [], "cpu_seconds": []}
            quick = quick and statistics.median(taken["seconds"]) < LONGEST_SECONDS
            shown = f"{statistics.median(taken['seconds']):.4f} s" if quick else "too long"
            print(f"{name} with {size} observations: {shown}", flush=True)
            lines.append({"algorithm": name, "observations": size, **taken})
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main()
