"""Runs the searchers of Optuna, Hyperopt and bayesian-optimization, each with its own defaults.

Every run is a line of JSON in FOLDER/ALGORITHM.jsonl; what is there already is not run again.
"""

import argparse
import json
import logging
import math
import time
import warnings
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

import functions
from functions import Integer, Real


def _optuna(make_sampler):
    def run(function, seed, trials):
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        study = optuna.create_study(sampler=make_sampler(optuna.samplers, seed))
        study.optimize(
            lambda trial: function.value(optuna_config(trial, function.space)), n_trials=trials
        )
        return [trial.value for trial in study.trials]

    return run


def optuna_config(trial, space):
    """Asks a trial for a value of every dimension."""

    def ask(name, values):
        if isinstance(values, Real):
            return trial.suggest_float(name, values.low, values.high, log=values.log)
        if isinstance(values, Integer):
            return trial.suggest_int(name, values.low, values.high, log=values.log)
        return trial.suggest_categorical(name, values.options)

    return {name: ask(name, values) for name, values in space.items()}


def hyperopt_space(space):
    """The space in Hyperopt's words; its integer types give the two ends half their share."""
    from hyperopt import hp
    from hyperopt.pyll import scope

    def dimension(name, values):
        if isinstance(values, Real):
            if values.log:
                return hp.loguniform(name, math.log(values.low), math.log(values.high))
            return hp.uniform(name, values.low, values.high)
        if isinstance(values, Integer):
            if values.log:
                ends = math.log(values.low), math.log(values.high)
                return scope.int(hp.qloguniform(name, *ends, 1))
            return hp.uniformint(name, values.low, values.high)
        return hp.choice(name, values.options)

    return {name: dimension(name, values) for name, values in space.items()}


def _hyperopt(module):
    def run(function, seed, trials):
        import hyperopt
        import numpy

        logging.getLogger("hyperopt").setLevel(logging.ERROR)
        record = hyperopt.Trials()
        hyperopt.fmin(
            function.value,
            hyperopt_space(function.space),
            algo=getattr(hyperopt, module).suggest,
            max_evals=trials,
            trials=record,
            rstate=numpy.random.default_rng(seed),
            verbose=False,
            show_progressbar=False,
        )
        return record.losses()

    return run


def bayes_bounds(space):
    """The space in bayesian-optimization's words; it has no logarithmic scale, so the exponent is
    what it searches, and of logarithmic integers too."""

    def bounds(values):
        if isinstance(values, (Real, Integer)) and values.log:
            return math.log10(values.low), math.log10(values.high)
        if isinstance(values, Integer):
            return values.low, values.high, int
        return (values.low, values.high) if isinstance(values, Real) else values.options

    return {name: bounds(values) for name, values in space.items()}


def bayes_config(space, found):
    """A configuration of ours from one of its own."""

    def value(values, found):
        if isinstance(values, Real):
            wanted = 10**found if values.log else found
            return min(max(float(wanted), values.low), values.high)
        if isinstance(values, Integer):
            return int(round(10**found)) if values.log else int(found)
        return str(found)

    return {name: value(values, found[name]) for name, values in space.items()}


def _bayes(function, seed, trials):
    from bayes_opt import BayesianOptimization

    def negative(**found):
        return -function.value(bayes_config(function.space, found))

    # Where values are not real it suggests what it has tried, and by default ends with an error.
    is_real = all(isinstance(values, Real) for values in function.space.values())
    optimizer = BayesianOptimization(
        negative,
        bayes_bounds(function.space),
        random_state=seed,
        verbose=0,
        allow_duplicate_points=not is_real,
    )
    with redirect_stdout(StringIO()):  # it tells of each repetition, whatever verbose is
        optimizer.maximize(init_points=5, n_iter=trials - 5)
    return [-float(target) for target in optimizer.space.target]


ALGORITHMS = {
    "optuna-random": _optuna(lambda samplers, seed: samplers.RandomSampler(seed=seed)),
    "optuna-tpe": _optuna(lambda samplers, seed: samplers.TPESampler(seed=seed)),
    "optuna-tpe-independent": _optuna(
        lambda samplers, seed: samplers.TPESampler(seed=seed, multivariate=False)
    ),
    "optuna-tpe-multivariate": _optuna(
        lambda samplers, seed: samplers.TPESampler(seed=seed, multivariate=True)
    ),
    "hyperopt-random": _hyperopt("rand"),
    "hyperopt-tpe": _hyperopt("tpe"),
    "bayesian-optimization": _bayes,
}
GAUSSIAN_PROCESSES = ("bayesian-optimization",)


def run_one(algorithm, function, seed, trials):
    """One search: a line for the cache."""
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    values = ALGORITHMS[algorithm](functions.all_functions()[function], seed, trials)
    return {
        "algorithm": algorithm,
        "function": function,
        "seed": seed,
        "workers": 1,
        "seconds": round(time.perf_counter() - start, 3),
        "values": values,
    }


def lines_of(file):
    """The results in a file; a line that was torn is left out."""
    found = []
    for text in file.read_text().splitlines() if file.exists() else []:
        try:
            found.append(json.loads(text))
        except json.JSONDecodeError:
            continue
    return found


def cached(folder, algorithm, trials):
    """Which functions and seeds an algorithm has been run with."""
    lines = lines_of(folder / f"{algorithm}.jsonl")
    return {(line["function"], line["seed"]) for line in lines if len(line["values"]) >= trials}


def missing(options):
    """What is to be run, all algorithms of one seed before the next seed."""
    names = options.only or list(ALGORITHMS)
    done = {name: cached(options.folder, name, options.trials) for name in names}
    for seed in range(max(options.seeds, options.gp_seeds)):
        for function in functions.all_functions():
            for name in names:
                seeds = options.gp_seeds if name in GAUSSIAN_PROCESSES else options.seeds
                if seed < seeds and (function, seed) not in done[name]:
                    yield name, function, seed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the cache")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--gp-seeds", type=int, default=20)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--only", action="append", choices=list(ALGORITHMS))
    parser.add_argument("--again", action="store_true", help="forget the results of --only first")
    parser.add_argument("--points", type=Path, help="values that the other language found")
    options = parser.parse_args()
    if options.points:
        functions.check(options.points)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in options.only or [] if options.again else []:
        (options.folder / f"{name}.jsonl").unlink(missing_ok=True)
    work = list(missing(options))
    with ProcessPoolExecutor(options.jobs) as pool:
        runs = [pool.submit(partial(run_one, *each, options.trials)) for each in work]
        for count, run in enumerate(as_completed(runs), 1):
            line = run.result()
            with open(options.folder / f"{line['algorithm']}.jsonl", "a") as file:
                file.write(json.dumps(line) + "\n")
            name, function, seed = line["algorithm"], line["function"], line["seed"]
            print(f"{count}/{len(work)} {name} {function} {seed} {line['seconds']} s", flush=True)


if __name__ == "__main__":
    main()
