import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

from synapse_ray import deaths, programs, refusals, usage
from synapse_ray.caretaker import Caretaker
from synapse_ray.items import Item
from synapse_ray.outbox import Outbox
from synapse_ray.scratch import Scratch

VERSIONS = """Version mismatch: The cluster was started with:
    Ray: 2.50.1
    Python: 3.10.13
This process on node 192.0.2.7 was started with:
    Ray: 2.60.0
    Python: 3.11.7
"""

OWNER = """
import sys
from synapse_ray.caretaker import Caretaker
print(Caretaker(sys.argv[1])._process.pid, flush=True)
sys.stdin.read()
"""
PARENT = """
import subprocess
import sys
child = subprocess.Popen(["sleep", "1000"], start_new_session=True)
print(child.pid, flush=True)
child.wait()
"""


class Refusals(unittest.TestCase):
    def test_versions_that_differ_are_named_with_the_python_that_would_do(self):
        message = str(refusals.of(RuntimeError(VERSIONS), "head:6379", ""))

        self.assertIn("the Ray cluster at head:6379 runs Ray 2.50.1 with Python 3.10.13", message)
        self.assertIn("Python 3.11.7 with Ray 2.60.0", message)
        self.assertIn("name a Python 3.10.13 that has Ray 2.50.1 with --ray-python", message)

    def test_a_wrong_token_is_known_by_what_ray_writes(self):
        written = "gcs_client.cc:210: RPC error: InvalidAuthToken: Authentication token is missing"

        message = str(refusals.of(ConnectionError("Failed to connect"), "head:6379", written))

        self.assertIn("RAY_AUTH_TOKEN", message)

    def test_without_rays_client_another_form_of_address_is_named(self):
        told = (
            ImportError("Ray Client requires pip package `ray[client]`."),
            RuntimeError("Starting Ray client server failed. See ray_client_server_23000.err."),
        )
        for error in told:
            with self.subTest(error):
                message = str(refusals.of(error, "ray://head:10001", ""))

                self.assertIn("name HOST:6379 with --ray-address", message)

    def test_anything_else_is_one_line(self):
        message = str(refusals.of(ValueError("first\n  \x1b[36msecond\x1b[39m"), None, ""))

        self.assertEqual("cannot connect to a Ray instance of its own: first second", message)


class Deaths(unittest.TestCase):
    def test_what_rays_memory_monitor_says_comes_first(self):
        told = (
            "The actor died.\n\tpid: 7\nThe actor is dead: 3 workers were killed. Task was killed"
            " due to the node running low on memory.\nMore"
        )

        self.assertEqual(
            "Task was killed due to the node running low on memory.", deaths.detail(Exception(told))
        )

    def test_the_rest_is_without_what_tells_a_person_nothing(self):
        told = (
            "It died.\n\tclass_name: Actor\n\tactor_id: 03\n\tpid: 7\n\tip: 192.0.2.2\n"
            "Its process ended. Some common causes include: (1) this"
        )

        self.assertEqual("It died. Its process ended.", deaths.detail(Exception(told)))


class Outboxes(unittest.TestCase):
    def items(self, taken):
        return [(number, item.event["n"]) for number, item in taken[0]]

    def test_what_is_not_acknowledged_comes_again(self):
        outbox = Outbox()
        outbox.add(Item({"n": 1}), Item({"n": 2}), Item({"n": 3}))

        self.assertEqual([(1, 1), (2, 2), (3, 3)], self.items(outbox.take(0)))
        self.assertEqual([(1, 1), (2, 2), (3, 3)], self.items(outbox.take(0)))
        taken = outbox.take(2)
        self.assertEqual([(3, 3)], self.items(taken))
        self.assertEqual([1, 2], [item.event["n"] for item in taken[1]])

    def test_who_says_too_much_waits_until_some_was_taken(self):
        outbox = Outbox()
        outbox.put(Item({"n": 1}, line="x" * 5_000_000))
        writer = threading.Thread(target=lambda: outbox.put(Item({"n": 2})))
        writer.start()
        self.assertEqual([(1, 1)], self.items(outbox.take(0)))

        self.assertEqual([(2, 2)], self.items(outbox.take(1)))

        writer.join()

    def test_nobody_waits_for_a_closed_one(self):
        outbox = Outbox()
        outbox.put(Item({"n": 1}, line="x" * 5_000_000))
        outbox.close()
        outbox.put(Item({"n": 2}))
        outbox.take(2)


class Scratches(unittest.TestCase):
    def setUp(self):
        self.parent = tempfile.TemporaryDirectory()
        self.addCleanup(self.parent.cleanup)
        self.addCleanup(setattr, tempfile, "tempdir", tempfile.tempdir)
        tempfile.tempdir = self.parent.name

    def test_one_whose_owner_is_gone_is_deleted_and_others_are_left(self):
        kept = Scratch()
        self.addCleanup(kept.delete)
        abandoned = os.path.join(self.parent.name, "synapse-ray-abandoned")
        fresh = os.path.join(self.parent.name, "synapse-ray-fresh")
        for folder in (abandoned, fresh):
            os.mkdir(folder)
        open(os.path.join(abandoned, "lock"), "w").close()

        another = Scratch()
        another.delete()

        self.assertEqual(sorted([kept.path, fresh]), self.left())
        self.assertEqual(0o700, os.stat(kept.path).st_mode & 0o777)

    def left(self):
        return sorted(os.path.join(self.parent.name, name) for name in os.listdir(self.parent.name))


class Caretakers(unittest.TestCase):
    def setUp(self):
        parent = tempfile.TemporaryDirectory()
        self.addCleanup(parent.cleanup)
        self.folder = os.path.join(parent.name, "it's here")
        os.makedirs(os.path.join(self.folder, "a", "b"))

    def test_what_a_process_that_was_killed_leaves_is_ended_and_deleted(self):
        owner = subprocess.Popen(
            [sys.executable, "-c", OWNER, self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        caretaker = os.pidfd_open(int(owner.stdout.readline()))
        self.addCleanup(os.close, caretaker)
        self.assertTrue(os.path.exists(self.folder))
        worker = self.sleep({"SYNAPSE_WORKER_SOCKET": os.path.join(self.folder, "socket")})
        neighbour = self.sleep({"SYNAPSE_WORKER_SOCKET": self.folder + "er/socket"})

        owner.kill()

        owner.communicate()
        self.assertEqual(-signal.SIGKILL, worker.wait())
        select.select([caretaker], [], [])
        self.assertFalse(os.path.exists(self.folder))
        self.assertIsNone(neighbour.poll())

    def sleep(self, variables):
        process = subprocess.Popen(["setsid", "sleep", "1000"], env={**os.environ, **variables})
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def test_nothing_is_left_when_it_is_closed(self):
        Caretaker(self.folder).close()

        self.assertFalse(os.path.exists(self.folder))


class Meters(unittest.TestCase):
    """What children use counts, whatever they have made of themselves."""

    def setUp(self):
        self.child = subprocess.Popen(
            [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, start_new_session=True
        )
        self.addCleanup(self.child.communicate)
        self.addCleanup(self.child.kill)
        self.grandchild = int(self.child.stdout.readline())
        self.addCleanup(os.kill, self.grandchild, signal.SIGKILL)

    def assert_members(self):
        members = usage._members(os.getpid())
        self.assertEqual(1, members.count(self.child.pid))
        self.assertEqual(1, members.count(self.grandchild))
        self.assertEqual(os.getpid(), members[0])

    def test_children_that_the_system_tells(self):
        self.assert_members()

    def test_children_that_have_to_be_looked_for(self):
        self.addCleanup(setattr, usage, "_CHILDREN_ARE_TOLD", usage._CHILDREN_ARE_TOLD)
        usage._CHILDREN_ARE_TOLD = False

        self.assert_members()

    def test_a_process_that_is_gone_has_used_nothing(self):
        meter = usage.Meter(2**31 - 1)

        meter.sample()
        meter.end()

        self.assertEqual((0.0, None), (meter.used()["cpu_s"], meter.used()["peak_memory"]))


class Programs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)

    def install_java(self, version):
        """A program that says of itself what Java does."""
        java = self.home / "bin" / "java"
        java.parent.mkdir()
        java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2024-10-15' >&2\n")
        java.chmod(0o755)

    def java(self, *options, cpus=1.5, gpus=None, slots=100, least=17):
        program = {
            "kind": "java",
            "home": str(self.home),
            "class_path": ["bundle:lib/a.jar", "/b.jar"],
            "main": "M",
            "options": list(options),
            "least": least,
        }
        node = {"name": "n", "cpus": 8.0, "gpus": 2.0}
        settings = {"cpus": cpus, "gpus": gpus, "slots": slots, "node": node, "program": program}
        return programs.command(settings)

    @staticmethod
    def heap(workers):
        """What each of several workers gets."""
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return max(256, int(pages * 0.75 / workers) >> 20)

    def heaps(self, words):
        return [int(word[4:-1]) for word in words if word.startswith("-Xmx")]

    def test_java_gets_its_share_of_the_node(self):
        self.install_java("17.0.13")

        words = self.java()

        self.assertEqual(str(self.home / "bin" / "java"), words[0])
        self.assertIn("-XX:ActiveProcessorCount=2", words)
        # A container may have less than the machine.
        self.assertLessEqual(self.heaps(words)[0], self.heap(5))
        path = os.path.join(programs.BUNDLE, "lib/a.jar") + ":/b.jar"
        self.assertEqual(["-cp", path, "M"], words[-3:])
        self.assertNotIn("--enable-native-access=ALL-UNNAMED", words)

    def test_devices_may_be_what_a_node_has_least_of(self):
        self.install_java("17.0.13")

        self.assertEqual(self.heaps(self.java(cpus=4)), self.heaps(self.java(gpus=1)))
        # Of two devices, each holds one that wants more than half of it.
        self.assertEqual(self.heaps(self.java(cpus=4)), self.heaps(self.java(gpus=0.6)))

    def test_a_node_holds_no_more_than_the_run_has_at_once(self):
        self.install_java("17.0.13")

        self.assertEqual(self.heaps(self.java(cpus=4)), self.heaps(self.java(slots=2)))
        self.assertEqual(self.heaps(self.java(cpus=2)), self.heaps(self.java(cpus=0, slots=4)))

    def test_options_of_the_run_win(self):
        self.install_java("24")

        words = self.java("-Xmx5m", "-Da=b")

        self.assertEqual([5], self.heaps(words))
        self.assertIn("-Da=b", words)
        self.assertIn("--enable-native-access=ALL-UNNAMED", words)

    def test_an_old_java_is_named(self):
        self.install_java("1.8.0_442")

        with self.assertRaisesRegex(programs.Unfit, r"bin/java \(Java 8\)"):
            self.java(least=99)


if __name__ == "__main__":
    unittest.main()
