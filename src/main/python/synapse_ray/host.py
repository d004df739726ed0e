"""One worker on its node, from its start to its end."""

from __future__ import annotations

import json
import subprocess
import threading
import uuid

from synapse_ray import datasets, environment, programs
from synapse_ray.attempt import ENDS, Attempt
from synapse_ray.items import Item
from synapse_ray.output import Output
from synapse_ray.process import Process
from synapse_ray.server import Server
from synapse_ray.signs import SignsOfLife
from synapse_ray.watch import Watch

_LONGEST_EXIT_S = 20
"""From the end of its connection to that of the process; a crash report may take a while."""

_CONNECTION_LOST = 115
"""The status of a worker that doesn't end then."""

_LONGEST_SHOWN = 200


class Host:
    """Plays the driver for a worker; all that comes of it goes into the outbox, ``ended`` last.
    Threads of its own start the worker, read what it says and see it end."""

    def __init__(self, scratch, outbox):
        self._scratch = scratch
        self._outbox = outbox
        self._lock = threading.Lock()
        self._telling = threading.Lock()
        """Held while something is sent, for as long as the worker doesn't read."""
        self._launched = False
        self._ended = threading.Event()
        self._process: Process | None = None
        self._output: Output | None = None
        self._connection = None
        self._early: list = []
        self._attempt: Attempt | None = None
        self._cause: str | None = None
        self._detail = ""
        self._status: int | None = None
        """What is told for a process that didn't end by itself."""
        self.signs = SignsOfLife()

    def launch(self, settings: dict, start_model: str | None) -> None:
        """Starts it; once is enough."""
        with self._lock:
            if not self._launched:
                self._launched = True
                _thread(self._live, settings, start_model)

    def tell(self, message: dict, home: str | None) -> None:
        """Gives it a message, which may have to wait until it is up. ``home`` is the driver's
        folder of a trial that is to run."""
        with self._telling:
            if self._connection is None:
                self._early.append((message, home))
            else:
                self._send(message, home)

    def kill(self, cause: str, detail: str = "") -> None:
        """Ends it at once with everything that its plugin started; the first cause is the one that
        is told."""
        with self._lock:
            if self._cause is None:
                self._cause, self._detail = cause, detail
            process = self._process
        if process is not None:
            process.kill()

    def await_end(self) -> None:
        """Waits for its end, if it has been launched."""
        if self._launched:
            self._ended.wait()

    # ---- for those who watch it

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    @property
    def is_connected(self) -> bool:
        """Whether it has said hello."""
        return self._connection is not None

    @property
    def has_attempt(self) -> bool:
        """Whether it is at work."""
        return self._attempt is not None

    def measure(self) -> None:
        """Looks at what its attempt uses."""
        with self._lock:
            attempt = self._attempt
        used = attempt.sample() if attempt else None
        with self._lock:
            # Not after what was told at its end.
            if used and attempt is self._attempt:
                self._outbox.add(used)

    # ---- its life

    def _live(self, settings: dict, start_model: str | None) -> None:
        status = None
        try:
            status = self._serve(settings, start_model)
        except programs.Unfit as unfit:
            self.kill("error", str(unfit))
        except OSError as error:
            node = settings["node"]["name"]
            self.kill("error", f"the worker could not be started on node {node}: {error}")
        finally:
            self._end(status)

    def _serve(self, settings: dict, start_model: str | None) -> int:
        token = str(uuid.uuid4())
        setup = self._setup(settings, start_model)
        words = programs.command(settings)
        path = self._scratch.file("socket")
        server = Server(path)
        watch = Watch(self, settings["silence_s"], settings["start_up_s"])
        try:
            self._start(words, environment.of_worker(settings, path, token), token)
            reader = _thread(self._read, server, token, setup)
            _thread(watch.run)
            return self._await_exit(server, reader)
        finally:
            watch.close()
            server.close()

    def _setup(self, settings: dict, start_model: str | None) -> dict:
        setup = programs.located(settings["setup"])
        place = datasets.place(settings["dataset"], settings["node"]["name"])
        return {
            **setup,
            "dataset": {**setup["dataset"], "path": place},
            "start_model": start_model,
        }

    def _start(self, words: list, variables: dict, token: str) -> None:
        with self._lock:
            if self._cause is not None:
                raise programs.Unfit("it was ended before it began")
            entry = environment.token_entry(token)
            self._process = Process(words, variables, self._scratch.path, entry)
            self._output = Output(self._process.output, self._outbox)
        _thread(self._output.run)

    def _await_exit(self, server: Server, reader: threading.Thread) -> int:
        status = self._process.wait()
        self._process.kill()
        server.close()
        if self._connection is not None:
            self._connection.end_reading()
        reader.join()
        return status if self._status is None else self._status

    def _end(self, status: int | None) -> None:
        if self._output:
            self._output.close()
        with self._lock:
            attempt, self._attempt = self._attempt, None
        if attempt:
            self._outbox.add(attempt.used())
        event = {
            "type": "ended",
            "cause": self._cause or "exit",
            "status": status,
            "detail": self._detail,
        }
        self._outbox.add(_last(attempt, event))
        self._ended.set()

    # ---- what it is told

    def _connect(self, connection, setup: dict) -> None:
        with self._telling:
            connection.write(setup)
            self._connection = connection
            self._outbox.add(Item({"type": "started"}))
            for message, home in self._early:
                self._send(message, home)
            self._early.clear()
        self.signs.handled()

    def _send(self, message: dict, home: str | None) -> None:
        if message["type"] == "run":
            with self._lock:
                self._attempt = Attempt(message, home, self.pid)
            self.signs.forgive()
        self._connection.write(message)

    # ---- what it says

    def _read(self, server: Server, token: str, setup: dict) -> None:
        connection = server.accept(token)
        if connection is None:
            return
        self._connect(connection, setup)
        try:
            for line in iter(connection.read, None):
                self.signs.heard()
                self._handle(line)
                self.signs.handled()
        except Exception as error:
            # Of the files that it has written: nobody else would ever hear of it.
            self.kill("error", f"a trial's files cannot be read on its node: {_shown(error)}")
        self._end_overdue()

    def _end_overdue(self) -> None:
        try:
            self._process.wait(_LONGEST_EXIT_S)
        except subprocess.TimeoutExpired:
            self._status = _CONNECTION_LOST
            self.kill("exit")

    def _handle(self, line: str) -> None:
        message = _parsed(line)
        if message is None:
            shown = line[:_LONGEST_SHOWN]
            self.kill("error", f"the worker said something that is not in the protocol: {shown}")
        elif message.get("type") != "heartbeat":
            self._pass_on(message, line)

    def _pass_on(self, message: dict, line: str) -> None:
        with self._lock:
            attempt = self._attempt
            if attempt is None or not attempt.is_of(message):
                return
            if message["type"] in ENDS:
                self._attempt = None
        said = attempt.said(message, line)
        if message["type"] in ENDS:
            self._output.drain()
            self._outbox.put(attempt.used(), said)
        else:
            self._outbox.put(said)


def _last(attempt: Attempt | None, event: dict) -> Item:
    """That it has ended is told also when what it has written cannot be read."""
    try:
        return attempt.ended(event) if attempt else Item(event)
    except Exception as error:
        return Item({**event, "detail": event["detail"] or _shown(error)})


def _shown(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _thread(task, *arguments) -> threading.Thread:
    thread = threading.Thread(target=task, args=arguments, name="synapse-host", daemon=True)
    thread.start()
    return thread


def _parsed(line: str) -> dict | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) and isinstance(message.get("type"), str) else None
