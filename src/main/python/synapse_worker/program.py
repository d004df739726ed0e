"""The worker's program. It ends when the driver says so, and at once when the driver is gone, which
the end of the socket or of standard input says."""

from __future__ import annotations

import faulthandler
import os
import queue
import sys
import threading
import time

from synapse_worker import guard, messages, ray_calls, signals, streams
from synapse_worker.lines import LineChannel, LineSender
from synapse_worker.lost_driver import LostDriver
from synapse_worker.worker import Worker

_HEARTBEAT_S = 1.0
_LAST_WORDS_S = 0.5
_LONGEST_EXIT_S = 1.0


class Environment:
    """What a worker is told in its environment."""

    def __init__(self, variables):
        self.socket = _required(variables, "SYNAPSE_WORKER_SOCKET")
        self.token = _required(variables, "SYNAPSE_WORKER_TOKEN")
        self.leads_group = _required(variables, "SYNAPSE_WORKER_GROUP") == "own"
        self.entry = "SYNAPSE_WORKER_TOKEN=" + self.token


def _required(variables, name: str) -> str:
    if name not in variables:
        sys.exit(
            f"{name} is not set; synapse starts this program itself, it is not for use by hand"
        )
    return variables[name]


def main() -> None:
    """Serves the driver that the environment names: plugins run on this, the main thread, because
    much that they may use works there alone."""
    environment = Environment(os.environ)
    lost_driver = LostDriver(environment)
    given = streams.keep()
    # Before there are threads.
    lost_driver.guard = guard.start(given, lost_driver)
    signals.leave_to_driver()
    streams.renew()
    # What it tells of a crash goes to the trial's log, wherever the plugin leads its streams.
    faulthandler.enable(streams.kept_error(), all_threads=False)
    _daemon("synapse-input", lambda: _watch(given, lost_driver))
    try:
        channel = LineChannel(environment.socket)
    except OSError:
        lost_driver.end()
    sender = LineSender(channel, lost_driver.end)
    sender.send(_hello(environment))
    _daemon("synapse-heartbeat", lambda: _beat(sender))
    tasks: queue.SimpleQueue = queue.SimpleQueue()
    worker = Worker(sender.send, tasks.put)
    _daemon("synapse-reader", lambda: _read(channel, worker, lost_driver))
    ray_calls.install()
    for task in iter(tasks.get, None):
        task()
    _end(sender, lost_driver)


def _hello(environment: Environment) -> dict:
    return {
        "type": "hello",
        "version": messages.VERSION,
        "token": environment.token,
        "pid": os.getpid(),
        "runtime": "python " + ".".join(map(str, sys.version_info[:3])),
    }


def _daemon(name: str, task) -> None:
    threading.Thread(target=task, name=name, daemon=True).start()


def _watch(given: int, lost_driver: LostDriver) -> None:
    guard.wait_for_end(given)
    lost_driver.end()


def _beat(sender: LineSender) -> None:
    while True:
        time.sleep(_HEARTBEAT_S)
        sender.send({"type": "heartbeat"})


def _read(channel: LineChannel, worker: Worker, lost_driver: LostDriver) -> None:
    """Until the driver says that it is enough."""
    try:
        line = channel.read_line()
        while line is not None:
            message = messages.of_driver(line)
            if message is not None:
                worker.handle(message)
                if message["type"] == "exit":
                    return
            line = channel.read_line()
    except OSError:
        pass
    except messages.ProtocolError as error:
        print("synapse worker:", error, file=sys.stderr)
    lost_driver.end()


def _end(sender: LineSender, lost_driver: LostDriver) -> None:
    """In good order, unless something that the plugin left behind keeps this process."""
    _daemon("synapse-exit", lambda: _end_overdue(lost_driver))
    sender.finish(_LAST_WORDS_S)
    lost_driver.end_offspring()
    sys.exit(0)


def _end_overdue(lost_driver: LostDriver) -> None:
    time.sleep(_LONGEST_EXIT_S)
    lost_driver.end_offspring()
    os._exit(0)
