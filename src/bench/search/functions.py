"""What is minimised: the same definitions as in Functions.java, which a file of values proves."""

import csv
import gzip
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Real:
    """A real number; drawn evenly on a logarithmic scale when log is set."""

    low: float
    high: float
    log: bool = False


@dataclass(frozen=True)
class Integer:
    """An integer from low to high, both included."""

    low: int
    high: int
    log: bool = False


@dataclass(frozen=True)
class Category:
    """One of some texts without an order."""

    options: tuple


@dataclass(frozen=True)
class Function:
    """A function of named values, what they may be, and the least value there is."""

    name: str
    space: dict
    minimum: float
    value: Callable


def _of_vector(name, low, high, dimensions, minimum, value):
    space = {f"x{i}": Real(low, high) for i in range(dimensions)}
    return Function(name, space, minimum, lambda c: value([c[n] for n in space]))


def _branin(c):
    x, y = c["x0"], c["x1"]
    bend = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return bend * bend + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


HARTMANN_WEIGHTS = [1.0, 1.2, 3.0, 3.2]
HARTMANN_3_A = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
HARTMANN_3_P = [
    [0.3689, 0.1170, 0.2673],
    [0.4699, 0.4387, 0.7470],
    [0.1091, 0.8732, 0.5547],
    [0.0381, 0.5743, 0.8828],
]
HARTMANN_6_A = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
]
HARTMANN_6_P = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def _hartmann(a, p):
    def value(x):
        total = 0.0
        for weight, row, centre in zip(HARTMANN_WEIGHTS, a, p):
            total -= weight * math.exp(
                -sum(s * (v - c) ** 2 for s, v, c in zip(row, x, centre))
            )
        return total

    return value


def _rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


ACKLEY_OPTIMUM = [8.2, -12.6, 4.7, -19.1, 15.3]


def _ackley(x):
    z = [v - o for v, o in zip(x, ACKLEY_OPTIMUM)]
    root = math.sqrt(sum(v * v for v in z) / len(z))
    waves = sum(math.cos(2 * math.pi * v) for v in z) / len(z)
    return -20 * math.exp(-0.2 * root) - math.exp(waves) + 20 + math.e


def _levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    first = math.sin(math.pi * w[0]) ** 2
    middle = sum(
        (v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1]
    )
    last = (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)
    return first + middle + last


MIXED_OFFSET = {
    "ar": 0.3, "as": 0.8, "br": 1.0, "bs": 0.0, "cr": 0.6, "cs": 0.9,
}  # fmt: skip
MIXED_EXPONENT = {"a": -3, "b": -2, "c": -4}
MIXED_COUNT = {"a": 7, "b": 12, "c": 15}
MIXED_SHIFT = {"r": 1.5, "s": -2}
MIXED_WIDTH = {"r": 4, "s": 7}


def _mixed(c):
    kind, side = c["kind"], c["side"]
    rate = math.log10(c["rate"]) - MIXED_EXPONENT[kind]
    shift = c["shift"] - MIXED_SHIFT[side]
    count = (c["count"] - MIXED_COUNT[kind]) / 5
    width = math.log2(c["width"]) - MIXED_WIDTH[side]
    bowl = rate**2 + 0.25 * shift**2 + 0.5 * rate * shift
    return MIXED_OFFSET[kind + side] + bowl + count**2 + 0.2 * width**2


MIXED_SPACE = {
    "rate": Real(1e-5, 1.0, log=True),
    "shift": Real(-5.0, 5.0),
    "count": Integer(1, 20),
    "width": Integer(1, 1024, log=True),
    "kind": Category(("a", "b", "c")),
    "side": Category(("r", "s")),
}

# The columns of the table that have an order are searched by the place in it.
DIGITS_SPACE = {
    "learning_rate": Integer(0, 9),
    "hidden_units": Integer(0, 3),
    "batch_size": Integer(0, 2),
    "optimizer": Category(("adam", "sgd", "rmsprop")),
    "dropout_rate": Integer(0, 2),
}


def _digits():
    with gzip.open(HERE / "digits.csv.gz", "rt") as file:
        losses = [float(row["validation_loss"]) for row in csv.DictReader(file)]

    def value(c):
        row = 0
        for name, values in DIGITS_SPACE.items():
            if isinstance(values, Category):
                row = row * len(values.options) + values.options.index(c[name])
            else:
                row = row * (values.high + 1) + int(c[name])
        return losses[row]

    return Function("digits", DIGITS_SPACE, min(losses), value)


def all_functions():
    """Every function, by name."""
    branin_space = {"x0": Real(-5.0, 10.0), "x1": Real(0.0, 15.0)}
    functions = [
        Function("branin", branin_space, 0.39788735772973816, _branin),
        _of_vector(
            "hartmann3", 0.0, 1.0, 3, -3.862779787332663, _hartmann(HARTMANN_3_A, HARTMANN_3_P)
        ),
        _of_vector(
            "hartmann6", 0.0, 1.0, 6, -3.3223680114155156, _hartmann(HARTMANN_6_A, HARTMANN_6_P)
        ),
        _of_vector("rosenbrock4", -2.048, 2.048, 4, 0.0, _rosenbrock),
        _of_vector("ackley5", -32.768, 32.768, 5, 0.0, _ackley),
        _of_vector("levy8", -10.0, 10.0, 8, 0.0, _levy),
        Function("mixed", MIXED_SPACE, 0.0, _mixed),
        _digits(),
    ]
    return {function.name: function for function in functions}


def check(file):
    """Fails unless every function has the values that the other language found, to 1e-9."""
    functions = all_functions()
    points = json.loads(Path(file).read_text())
    if sorted(points) != sorted(functions):
        raise SystemExit(f"{file} has the functions {sorted(points)}, not {sorted(functions)}")
    for name, entry in points.items():
        function = functions[name]
        if abs(entry["minimum"] - function.minimum) > 1e-12:
            raise SystemExit(f"{name}: minimum {entry['minimum']} and {function.minimum} differ")
        for point in entry["points"]:
            value = function.value(point["config"])
            if not math.isclose(value, point["value"], rel_tol=1e-9, abs_tol=1e-9):
                raise SystemExit(f"{name}: {value}, not {point['value']}, at {point['config']}")
