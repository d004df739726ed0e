"""The golden files of the bridge's lines: what the bridge understands and says is what they hold."""

import json
import os
import unittest
from pathlib import Path

import ray_bridge
from ray_bridge import Bridge, Place
from synapse_ray import datasets, programs
from synapse_ray.events import Events
from synapse_worker import messages

GOLDEN = Path(__file__).parent.parent / "resources" / "protocol" / f"v{messages.VERSION}"


def setUpModule():
    ray_bridge.needs_ray()


def golden(side):
    text = (GOLDEN / f"bridge-{side}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def places(value, path=()):
    """Every place in a line, with what is there: the names of an object in their order, or the kind
    of value. What driver and workers say to each other is not looked into."""
    if path[-1:] == ("message",):
        return
    yield path, tuple(value) if isinstance(value, dict) else kind(value)
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner, (*path, "each"))


def kind(value):
    return "number" if type(value) in (int, float) else type(value).__name__


def known(side):
    """The places of golden lines, by the type of line."""
    return {(line["type"], place) for line in golden(side) for place in places(line)}


class WhatABridgeWrites(unittest.TestCase):
    def test_golden_events_are_written_byte_for_byte(self):
        reader, writer = os.pipe()
        with open(reader, "rb") as written:
            self.write_all(Events(writer))
            os.close(writer)
            self.assertEqual((GOLDEN / "bridge-events.jsonl").read_bytes(), written.read())

    @staticmethod
    def write_all(events):
        for event in golden("events"):
            kind = event.pop("type")
            if kind == "said":
                events.pass_on(event["worker"], messages.line(event["message"]))
            else:
                events.tell(kind, **event)


class ARealBridge(unittest.TestCase):
    """A trial, an end and a kill; and another bridge that is refused."""

    @classmethod
    def setUpClass(cls):
        place = Place()
        cls.addClassCleanup(place.close)
        cls.bridge = cls.work(place)
        cls.refused = cls.refuse(place)

    @staticmethod
    def work(place):
        bridge = Bridge(place).connected()
        bridge.open("1")
        bridge.run("flood", lines=1)
        bridge.finish()
        bridge.tell("1", type="exit")
        bridge.until("ended")
        bridge.open("2")
        bridge.say(type="kill", worker="2")
        bridge.until("ended")
        bridge.close()
        return bridge

    @staticmethod
    def refuse(place):
        bridge = Bridge(place, address="127.0.0.1:1", bundle=False)
        bridge.process.wait(ray_bridge.PATIENCE_S)
        bridge.close()
        return bridge

    def assert_golden(self, lines, side):
        expected = known(side)
        for line in lines:
            with self.subTest(line):
                found = {(line["type"], place) for place in places(line)}
                self.assertEqual(set(), found - expected)

    def test_what_it_understood_is_what_the_driver_says(self):
        commands = self.bridge.commands + self.refused.commands

        self.assert_golden(commands, "commands")
        self.assertEqual(self.types(golden("commands")), self.types(commands))

    def test_what_it_says_is_what_the_driver_understands(self):
        events = [json.loads(line) for line in self.bridge.lines + self.refused.lines]

        self.assert_golden(events, "events")
        # No node came or went.
        self.assertEqual(self.types(golden("events")) - {"nodes"}, self.types(events) - {"nodes"})

    def test_it_writes_as_the_golden_files_are_written(self):
        for line in self.bridge.lines + self.refused.lines:
            event = json.loads(line)
            if event["type"] != "said":
                self.assertEqual(messages.line(event), line.rstrip("\n"))

    @staticmethod
    def types(lines):
        return {line["type"] for line in lines}


class ANode(unittest.TestCase):
    def test_golden_workers_are_understood(self):
        connects = [line for line in golden("commands") if line["type"] == "connect"]
        for worker in (line["worker"] for line in connects if line["worker"]):
            with self.subTest(worker["program"]["kind"]):
                self.assert_understood(worker)

    def assert_understood(self, worker):
        # No node has that; why not names what was looked for.
        program = {**worker["program"], "least": 999}
        node = {"id": "5f0c9a", "name": "n", "cpus": 4.0, "gpus": 1.0}
        with self.assertRaises(programs.Unfit) as unfit:
            programs.command({**worker, "program": program, "node": node})
        self.assertIn(program.get("path") or program["home"], str(unfit.exception))
        self.assertLessEqual(programs._workers_here({**worker, "node": node}), 2)
        with self.assertRaises(programs.Unfit) as unfit:
            datasets.place({**worker["dataset"], "bundled": None}, "n")
        self.assertIn(worker["dataset"]["path"], str(unfit.exception))


if __name__ == "__main__":
    unittest.main()
