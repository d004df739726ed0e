"""A plugin that does what its hyperparameter ``do`` says: the contract of trial executors."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    if hyperparameter["do"] == "return model":
        model = Path(run.work_dir) / "model.bin"
        model.write_text("weights")
        return model
    return tune(hyperparameter, run, dataset, checkpoint)


def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
    scenario = hyperparameter["do"]
    if scenario in RETURNED:
        return RETURNED[scenario]
    name = "print_to_all" if scenario == "print" else scenario.replace(" ", "_")
    value = globals()[name](hyperparameter, run, dataset, checkpoint)
    return value


class SomeText:
    def __str__(self):
        return "some text"


RETURNED = {
    "return number": 4,
    "return map": {"score": 1.5, "list": (1, 2)},
    "return text": SomeText(),
    "return null": None,
}


def report(h, run, data, checkpoint):
    for i in range(h.get("times", 3)):
        run.report({"score": i})


def report_and_rewrite(h, run, data, checkpoint):
    from ray import tune

    folder = Path("state")
    folder.mkdir()
    for i in range(1, 4):
        (folder / "weights").write_text(f"state {i}")
        tune.report({"score": i}, checkpoint=tune.Checkpoint.from_directory("state"))
    (folder / "weights").write_text("rewritten")


def report_a_file(h, run, data, checkpoint):
    Path("one.bin").write_text("one")
    run.report({"score": 1}, checkpoint="one.bin")


def report_what_is_missing(h, run, data, checkpoint):
    run.report({"score": 1}, checkpoint="nowhere")


def log_for_ever(h, run, data, checkpoint):
    i = 0
    while True:
        run.log_metric("training", "loss", i, epoch=i)
        i += 1


def wrap_the_stop(h, run, data, checkpoint):
    try:
        log_for_ever(h, run, data, checkpoint)
    except BaseException as error:
        raise RuntimeError("wrapped") from error


def swallow_the_stop(h, run, data, checkpoint):
    while True:
        try:
            run.report({"score": 1})
        except:
            pass


def throw(h, run, data, checkpoint):
    raise RuntimeError("no luck today\nsecond line")


def throw_an_error(h, run, data, checkpoint):
    throw_an_error(h, run, data, checkpoint)


def show_checkpoint(h, run, data, checkpoint):
    if checkpoint is None:
        return {"checkpoint_is": "none"}
    file = next(Path(checkpoint.path).iterdir())
    text = file.read_text()
    file.write_text("mine now")
    return {"folder": os.path.isdir(checkpoint["path"]), "file": file.name, "content": text}


def show_run(h, run, data, checkpoint):
    calls = [1]
    return {
        "id": run.trial_id,
        "tune": run.is_tune,
        "seed": run.seed,
        "work": Path.cwd(),
        "loader": threading.current_thread() is threading.main_thread(),
        "data": f"{data.id}{data.name}",
        "calls": len(calls),
    }


def leave_a_mark(h, run, data, checkpoint):
    before = os.path.exists("mark")
    Path("mark").write_text("x")
    return {"marked": before}


def print_to_all(h, run, data, checkpoint):
    import subprocess
    import sys

    print("printed to out")
    print("printed to err", file=sys.stderr)
    subprocess.run(["echo", "printed by a child"], check=True)


def pictures(h, run, data, checkpoint):
    Path("a.png").write_bytes(b"\1")
    run.log_visualization("pred", "train", 3, "a.png", label=7)
    run.log_visualization("pred", "a/b", 0, b"\x89PNG")
    run.log_visualization("pred", "image", 0, bytearray(b"\xff\xd8\xff"))


def picture_of_a_number(h, run, data, checkpoint):
    run.log_visualization("pred", "train", 3, 42)


def log_everything(h, run, data, checkpoint):
    run.log_metric("training", "loss", float("nan"), epoch=1)
    run.log_message("hello")
    run.set_progress(1, 4)
    run.log_trials({"trials": {}})
    run.log_trials(
        trials={"a": {"status": "DONE", "lr": 1}}, base=["status"], hyperparameters=["lr"], metrics=[]
    )


def tell_too_much(h, run, data, checkpoint):
    large = "x" * 1_000_000
    for _ in range(2):
        run.report({"score": 1, "predictions": large, "loss": 2})
    run.log_metric("training", "loss", 1, all=large)
    run.log_message(large)
    return {"score": 3, "all": [1] * 100_000}


def _deep():
    deep = 1
    for _ in range(600):
        deep = [deep]
    return deep


def tell_what_nobody_can_read(h, run, data, checkpoint):
    metrics = {f"m{i}": i for i in range(50_000)}
    run.report({"score": 1, **metrics, "deep": _deep(), "n" * 60_000: 1})


def log_a_long_name(h, run, data, checkpoint):
    run.log_metric("a", "b" * 300, 1)


def log_a_deep_table(h, run, data, checkpoint):
    run.log_trials({"trials": {"a": _deep()}})


def fail_with_a_long_message(h, run, data, checkpoint):
    raise RuntimeError("y" * 3_000_000)


def table_without_trials(h, run, data, checkpoint):
    run.log_trials({"base": []})


def progress_beyond_the_total(h, run, data, checkpoint):
    run.set_progress(5, 4)


def set_the_output(h, run, data, checkpoint):
    run.checkpoint_output = "out.bin"
    Path(run.checkpoint_output).write_text("x")


def model_elsewhere(h, run, data, checkpoint):
    Path(h["path"]).write_text(f"model of {run.trial_id}")
    return {"checkpoint_output": Path(h["path"])}


def output_at(h, run, data, checkpoint):
    run.checkpoint_output = os.path.join(run.work_dir, h["path"])


def return_after_the_stop(h, run, data, checkpoint):
    try:
        log_for_ever(h, run, data, checkpoint)
    except BaseException:
        return {"score": 9}


class Unreadable(Exception):
    def __str__(self):
        raise ValueError("no")


def throw_what_cannot_be_read(h, run, data, checkpoint):
    raise Unreadable


POOL = ThreadPoolExecutor(1)


def print_from_a_pool(h, run, data, checkpoint):
    POOL.submit(lambda: print("printed by a pool")).result()
