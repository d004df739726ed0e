"""A plugin whose runs fill a store: quick, and the same every time."""

import os
import signal
import time
from pathlib import Path

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    start = int(Path(checkpoint.path, "epoch.txt").read_text()) if checkpoint else 0
    rate = hyperparameter.get("rate", hyperparameter.get("optimizer", {}).get("rate", 0.1))
    trial = int(run.trial_id.rsplit("_", 1)[1]) if run.trial_id else 0
    say(run, trial, rate)
    misbehave(hyperparameter, trial)
    for epoch in range(start + 1, hyperparameter.get("epochs", 3) + 1):
        loss = float("nan") if rate == 0.5 and epoch == 1 else 1 / (rate * epoch)
        run.log_metric("training", "loss", loss, epoch=epoch)
        folder = Path("state")
        folder.mkdir(exist_ok=True)
        (folder / "epoch.txt").write_text(str(epoch))
        run.report({"score": round(rate * epoch, 6), "loss": loss, "label": f"끝 {epoch}"}, folder)
    Path("model.txt").write_text(f"rate {rate}\n")
    return "model.txt"


def say(run, trial, rate):
    print(f"trial {trial} starts")
    run.log_message(f"rate {rate}: 학습 시작")
    Path("pixel.png").write_bytes(PIXEL)
    run.log_visualization("test", "pixel", 0, "pixel.png", label="점")


def misbehave(hyperparameter, trial):
    how = hyperparameter.get("how", "")
    if how == "fail":
        raise ValueError(f"cannot read row {trial}")
    if how == "some" and trial % 3 == 1:
        marker = Path("failed-once")
        if trial == 1 or not marker.exists():
            marker.write_text("")
            raise ValueError(f"unlucky trial {trial}")
    if how in ("interrupt", "kill") and trial == 2 and "END_THE_DRIVER" in os.environ:
        os.kill(os.getppid(), signal.SIGINT if how == "interrupt" else signal.SIGKILL)
        time.sleep(20)
