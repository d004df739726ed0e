"""The bridge to Ray as a child process that is spoken to in lines, for tests."""

import base64
import importlib.util
import json
import os
import queue
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile
from pathlib import Path

import synapse_ray

CODE = Path(synapse_ray.__file__).parent.parent
PLUGIN = Path(__file__).with_name("ray_scenario.py")
HAS_RAY = importlib.util.find_spec("ray") is not None
ENDS = ("finished", "stopped", "failed")
PATIENCE_S = 90


def needs_ray():
    """For setUpModule."""
    if not HAS_RAY:
        raise unittest.SkipTest("needs ray")


class Place:
    """A temporary folder with a bundle and a data set."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="synapse-test-")
        self.path = Path(self._folder.name)
        self.data = self.path / "data"
        (self.data / "train").mkdir(parents=True)
        (self.data / "train" / "a.txt").write_text("abc")
        self.bundle = self.path / "bundle.zip"
        self._bundles = 0
        self._pack()

    def _pack(self):
        with zipfile.ZipFile(self.bundle, "w") as archive:
            for file in CODE.rglob("*.py"):
                archive.write(file, file.relative_to(CODE))
            archive.write(PLUGIN, f"plugin/{PLUGIN.name}")
            archive.write(self.data / "train" / "a.txt", "data/d/train/a.txt")

    def own_bundle(self):
        """The bundle for one bridge, which deletes it at its end."""
        self._bundles += 1
        own = self.path / f"bundle-{self._bundles}.zip"
        os.link(self.bundle, own)
        return str(own)

    def trial(self, trial_id):
        """The driver's folder of a trial."""
        return self.path / "trials" / trial_id

    def worker(self, **changes):
        """How workers are to be made."""
        return {
            "cpus": 1.0,
            "gpus": None,
            "slots": 2,
            "setup": {
                "type": "setup",
                "plugin": {"class_path": [f"bundle:plugin/{PLUGIN.name}"], "name": PLUGIN.stem},
                "dataset": {"id": 1, "name": "d", "path": str(self.data), "fingerprint": ""},
                "start_model": None,
                "tuning": True,
            },
            "dataset": {"path": str(self.data), "files": 1, "bytes": 3, "bundled": None},
            "start_model": None,
            "program": {"kind": "python", "path": sys.executable, "required": False},
            "silence_s": 60,
            "start_up_s": 120,
            **changes,
        }

    def close(self):
        self._folder.cleanup()


class Bridge:
    """A bridge that has been told where to connect."""

    def __init__(self, place, address=None, cpus=2, environment=None, worker=None, bundle=True):
        self.place = place
        self.bundle = place.own_bundle() if bundle else None
        self.process = subprocess.Popen(
            [sys.executable, str(CODE / "synapse-ray.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        self.errors = b""
        self.commands = []
        self.lines = []
        self.seen = []
        self._events = queue.Queue()
        self._trials = 0
        self._readers = [
            threading.Thread(target=task, daemon=True) for task in (self._read, self._read_errors)
        ]
        for reader in self._readers:
            reader.start()
        self.say(
            type="connect",
            address=address,
            num_cpus=cpus,
            num_gpus=0,
            bundle=self.bundle,
            worker=(worker or place.worker()) if bundle else None,
        )

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.decode())
            self._events.put(json.loads(line))
        self._events.put({"type": "end of output"})

    def _read_errors(self):
        self.errors = self.process.stderr.read()

    def say(self, **line):
        self.commands.append(line)
        self.process.stdin.write(json.dumps(line).encode() + b"\n")
        self.process.stdin.flush()

    def next(self):
        event = self._events.get(timeout=PATIENCE_S)
        self.seen.append(event)
        return event

    def until(self, *kinds, worker=None):
        """The next event of a kind; all events until it are in ``seen``, which begins anew."""
        self.seen = []
        while True:
            event = self.next()
            if event["type"] in kinds and worker in (None, event.get("worker")):
                return event
            if event["type"] == "end of output" or event["type"] == "refused":
                raise AssertionError(f"{self.seen}\n{self.errors.decode()}")

    def connected(self):
        self.until("connected")
        return self

    # ---- trials

    def open(self, worker="1"):
        self.say(type="open", worker=worker)

    def run(self, do, worker="1", trial_id=None, attempt=1, checkpoint=None, **config):
        """Gives a worker a trial; returns its id."""
        self._trials += 1
        name = trial_id or f"trial_{self._trials:05d}"
        self.tell(
            worker,
            type="run",
            trial_id=name,
            attempt=attempt,
            config={"do": do, **config},
            checkpoint=checkpoint,
            trial_folder=str(self.place.trial(name)),
            seed=1,
        )
        return name

    def tell(self, worker, **message):
        self.say(type="tell", worker=worker, message=message)

    def finish(self, worker="1"):
        """Goes on with the worker's trial to its end, or the worker's; gives what says so."""
        self.seen = []
        while True:
            event = self.next()
            if event.get("worker") not in (None, worker):
                continue
            if event["type"] == "ended":
                return event
            if event["type"] == "said":
                message = event["message"]
                if message["type"] in ENDS:
                    return message
                if message["type"] == "report":
                    self.decide(message, worker)
            if event["type"] == "end of output":
                raise AssertionError(f"{self.seen}\n{self.errors.decode()}")

    def decide(self, report, worker="1", action="continue"):
        names = {name: report[name] for name in ("trial_id", "attempt")}
        self.tell(worker, type="decision", **names, action=action, reason="")

    def said(self, kind):
        """The messages of a kind in ``seen``."""
        messages = [event["message"] for event in self.seen if event["type"] == "said"]
        return [message for message in messages if message["type"] == kind]

    def printed(self):
        parts = [event["bytes"] for event in self.seen if event["type"] == "printed"]
        return b"".join(map(base64.b64decode, parts)).decode()

    # ---- its end

    def close(self):
        """As the driver ends it; gives its status."""
        self.process.stdin.close()
        return self.await_exit()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.await_exit()

    def await_exit(self):
        status = self.process.wait(PATIENCE_S)
        for reader in self._readers:
            reader.join(PATIENCE_S)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except OSError:
                pass
        return status


# ---- processes


def await_gone(*processes):
    """Waits until processes have ended."""
    for process in processes:
        try:
            descriptor = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        try:
            if not select.select([descriptor], [], [], PATIENCE_S)[0]:
                raise AssertionError(f"process {process} is still there")
        finally:
            os.close(descriptor)


def await_deleted(folder):
    """Waits until a folder is gone."""
    deadline = time.monotonic() + PATIENCE_S
    while os.path.exists(folder):
        if time.monotonic() > deadline:
            raise AssertionError(f"{folder} is still there")
        time.sleep(0.05)


def parent(process):
    with open(f"/proc/{process}/stat") as file:
        return int(file.read().rpartition(") ")[2].split()[1])
