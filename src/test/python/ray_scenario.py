"""A plugin that does what its hyperparameter ``do`` says, for the tests of the bridge to Ray."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def train(run, dataset, hyperparameter, checkpoint):
    return tune(hyperparameter, run, dataset, checkpoint)


def tune(hyperparameter, run, dataset, checkpoint):
    return globals()[hyperparameter["do"]](hyperparameter, run, checkpoint)


def nothing(h, run, checkpoint):
    return 1


def report(h, run, checkpoint):
    for i in range(3):
        run.report({"score": i})
    return {"score": 3}


def deep_folders(h, run, checkpoint):
    """Deeper than whoever looks at them by recursion can go."""
    for _ in range(1200):
        os.mkdir("d")
        os.chdir("d")
    if h.get("ends"):
        os._exit(3)


def tell_all(h, run, checkpoint):
    print("printed to out")
    print("printed to err", file=sys.stderr)
    run.log_metric("training", "loss", float("nan"), epoch=1)
    run.log_message("끝 😀")
    run.log_visualization("pred", "train", 3, b"\x89PNG and more", label=7)
    os.write(1, b"printed last\n")
    return {"where": os.getcwd(), "text": f"in {run.work_dir}!"}


def checkpoints(h, run, checkpoint):
    """Goes on counting from what it is given."""
    begin = int(Path(checkpoint.path, "count").read_text()) if checkpoint else 0
    state = Path("state")
    (state / "empty").mkdir(parents=True, exist_ok=True)
    for i in range(begin + 1, begin + 3):
        (state / "count").write_text(str(i))
        (state / "run.sh").write_text("#!/bin/sh")
        (state / "run.sh").chmod(0o755)
        run.report({"score": i}, checkpoint="state")
    return {"began": begin}


def large_checkpoint(h, run, checkpoint):
    state = Path("state")
    (state / "small").mkdir(parents=True)
    (state / "large.bin").write_bytes(os.urandom(1_000_000) * h["megabytes"])
    for i in range(h["files"]):
        (state / "small" / f"{i}.txt").write_text(str(i))
    run.report({"score": 1}, checkpoint="state")
    for file in state.rglob("*.txt"):
        file.unlink()
    (state / "large.bin").unlink()
    return 1


def large_start(h, run, checkpoint):
    files = [each for each in Path(checkpoint.path).rglob("*") if each.is_file()]
    return {"files": len(files), "bytes": sum(each.stat().st_size for each in files)}


def show_start(h, run, checkpoint):
    return {file.name: file.read_text() for file in Path(checkpoint.path).iterdir()}


def model_in_work(h, run, checkpoint):
    Path("model").mkdir()
    Path("model", "weights").write_text("weights")
    run.checkpoint_output = "model"


def model_elsewhere(h, run, checkpoint):
    Path(h["path"]).write_text("weights")
    run.checkpoint_output = h["path"]


def work(h, run, checkpoint):
    """Leaves a file of each attempt, and takes those of the one before."""
    before = sorted(os.listdir())
    for name in before:
        os.remove(name)
    Path(f"attempt-{h['n']}").write_text("x" * h["n"])
    Path("latest").symlink_to(f"attempt-{h['n']}")
    return {"before": before}


def fail_in_work(h, run, checkpoint):
    Path("kept").write_text("kept")
    raise RuntimeError("no luck")


def tell_processes(h, run, checkpoint):
    """Starts a process that outlives whoever doesn't look for it, and then waits."""
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(1000)"],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    Path("kept").write_text("kept")
    run.report(
        {
            "worker": os.getpid(),
            "actor": os.getppid(),
            "child": child.pid,
            "scratch": str(Path(os.environ["SYNAPSE_WORKER_SOCKET"]).parent),
        }
    )
    return wait(h, run, checkpoint)


def wait(h, run, checkpoint):
    while True:
        time.sleep(0.02)
        run.log_message("waiting") if h.get("loud") else None


def exit(h, run, checkpoint):
    print("printed before the end", flush=True)
    os._exit(7)


def flood(h, run, checkpoint):
    for i in range(h["lines"]):
        run.log_message(f"{i:06d} " + "x" * 500)
    os.write(1, b"y" * 300_000)


def show_environment(h, run, checkpoint):
    names = ("OMP_NUM_THREADS", "CUDA_VISIBLE_DEVICES", "PYTHONPATH", "SYNAPSE_WORKER_GROUP")
    return {
        **{name: os.environ.get(name) for name in names},
        "executable": sys.executable,
        "leads": os.getpgid(0) == os.getpid(),
    }


def show_data(h, run, checkpoint):
    return {"environment": "none"}


def stop_itself(h, run, checkpoint):
    os.kill(os.getpid(), signal.SIGSTOP)
