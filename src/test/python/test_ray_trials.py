import os
import signal
import sys
import unittest
from pathlib import Path

import ray_bridge
from ray_bridge import Bridge, Place


def setUpModule():
    """One instance of Ray with room for two workers serves all of these tests."""
    global bridge, place
    ray_bridge.needs_ray()
    place = Place()
    unittest.addModuleCleanup(place.close)
    bridge = Bridge(place)
    unittest.addModuleCleanup(lambda: bridge.close() if bridge.process.poll() is None else None)
    bridge.connected()


class Trials(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        bridge.open("1")

    @classmethod
    def tearDownClass(cls):
        bridge.tell("1", type="exit")
        bridge.until("ended", worker="1")

    def test_reports_are_answered_and_the_end_is_told_after_what_was_used(self):
        trial = bridge.run("report")

        end = bridge.finish()

        self.assertEqual([0, 1, 2], [each["metrics"]["score"] for each in bridge.said("report")])
        self.assertEqual("finished", end["type"])
        self.assertEqual({"score": 3}, end["returned"])
        used = bridge.seen[-2]
        self.assertEqual(("used", trial, 1), (used["type"], used["trial_id"], used["attempt"]))
        self.assertGreater(used["peak_memory"], 1_000_000)
        self.assertGreaterEqual(used["seconds"], 0)

    def test_all_that_a_plugin_says_comes_in_its_order_with_the_drivers_paths(self):
        trial = bridge.run("tell_all")

        end = bridge.finish()

        folder = place.trial(trial)
        self.assertEqual("printed to out\nprinted to err\nprinted last\n", bridge.printed())
        self.assertEqual("said", bridge.seen[-1]["type"])
        self.assertEqual("NaN", bridge.said("metric")[0]["value"])
        self.assertEqual("끝 😀", bridge.said("message")[0]["text"])
        picture = bridge.said("visualization")[0]["file"]
        self.assertTrue(picture.startswith(str(folder)), picture)
        self.assertEqual(b"\x89PNG and more", Path(picture).read_bytes())
        self.assertEqual(str(folder / "work"), end["returned"]["where"])
        self.assertEqual(f"in {folder}/work!", end["returned"]["text"])

    def test_a_checkpoint_comes_whole_and_a_trial_goes_on_from_it(self):
        trial = bridge.run("checkpoints")
        bridge.finish()
        last = Path(bridge.said("report")[-1]["checkpoint"])

        self.assertEqual(place.trial(trial) / "checkpoints" / "checkpoint_000002", last)
        self.assertEqual("2", (last / "count").read_text())
        self.assertTrue(os.access(last / "run.sh", os.X_OK))
        self.assertFalse(os.access(last / "count", os.X_OK))
        self.assertTrue((last / "empty").is_dir())
        given = {"path": str(last), "training_iteration": 2, "metrics": {}}
        bridge.run("checkpoints", trial_id=trial, attempt=2, checkpoint=given)
        self.assertEqual({"began": 2}, bridge.finish()["returned"])
        names = sorted(os.listdir(place.trial(trial) / "checkpoints"))
        self.assertEqual(4, len(names), names)

    def test_a_large_checkpoint_of_many_files_arrives_whole_and_goes_back(self):
        bridge.run("large_checkpoint", megabytes=50, files=2000)
        bridge.finish()
        checkpoint = Path(bridge.said("report")[0]["checkpoint"])

        content = (checkpoint / "large.bin").read_bytes()
        self.assertEqual(content[:1_000_000] * 50, content)
        self.assertEqual("1999", (checkpoint / "small" / "1999.txt").read_text())
        given = {"path": str(checkpoint), "training_iteration": 1, "metrics": {}}
        bridge.run("large_start", checkpoint=given)
        numbers = sum(len(str(i)) for i in range(2000))
        expected = {"files": 2001, "bytes": 50_000_000 + numbers}
        self.assertEqual(expected, bridge.finish()["returned"])

    def test_a_checkpoint_may_be_one_file(self):
        file = place.path / "weights.bin"
        file.write_text("some weights")

        given = {"path": str(file), "training_iteration": 0, "metrics": {}}
        bridge.run("show_start", checkpoint=given)

        self.assertEqual({"weights.bin": "some weights"}, bridge.finish()["returned"])

    def test_a_model_in_the_work_folder_is_there_when_the_end_is_told(self):
        trial = bridge.run("model_in_work")

        model = Path(bridge.finish()["model"])

        self.assertEqual(place.trial(trial) / "work" / "model", model)
        self.assertEqual("weights", (model / "weights").read_text())

    def test_a_model_that_lies_elsewhere_is_brought_too(self):
        elsewhere = place.path / "model.bin"
        trial = bridge.run("model_elsewhere", path=str(elsewhere))

        model = Path(bridge.finish()["model"])

        self.assertEqual(place.trial(trial) / "model", model)
        self.assertEqual("weights", (model / "model.bin").read_text())

    def test_the_work_folder_is_kept_over_attempts(self):
        trial = bridge.run("work", n=1)
        bridge.finish()
        work = place.trial(trial) / "work"
        self.assertEqual(["attempt-1", "latest"], sorted(os.listdir(work)))
        (work / "from-driver").write_text("x")

        bridge.run("work", trial_id=trial, attempt=2, n=2)

        before = bridge.finish()["returned"]["before"]
        self.assertEqual(["attempt-1", "from-driver", "latest"], before)
        self.assertEqual(["attempt-2", "latest"], sorted(os.listdir(work)))
        self.assertEqual("attempt-2", os.readlink(work / "latest"))

    def test_a_trial_that_fails_keeps_its_work_folder(self):
        trial = bridge.run("fail_in_work")

        end = bridge.finish()

        self.assertEqual("failed", end["type"])
        self.assertIn("no luck", end["message"])
        self.assertEqual("kept", (place.trial(trial) / "work" / "kept").read_text())

    def test_a_trial_is_stopped_at_its_next_call(self):
        trial = bridge.run("wait", loud=True)
        bridge.until("said")

        bridge.tell("1", type="stop", trial_id=trial, attempt=1, reason="enough")

        self.assertEqual("stopped", bridge.finish()["type"])

    def test_a_plugin_that_says_much_loses_nothing(self):
        bridge.run("flood", lines=20_000)

        bridge.finish()

        lines = [each["text"][:6] for each in bridge.said("message")]
        self.assertEqual([f"{i:06d}" for i in range(20_000)], lines)
        self.assertEqual(300_000, len(bridge.printed()))

    def test_a_worker_has_its_share_of_the_node_and_nothing_of_rays(self):
        bridge.run("show_environment")

        expected = {
            "OMP_NUM_THREADS": "1",
            "CUDA_VISIBLE_DEVICES": None,
            "PYTHONPATH": os.environ.get("PYTHONPATH"),
            "SYNAPSE_WORKER_GROUP": "own",
            "executable": sys.executable,
            "leads": True,
        }
        self.assertEqual(expected, bridge.finish()["returned"])


class Ends(unittest.TestCase):
    """Of workers and their actors."""

    def begin(self, worker):
        """A worker at work; gives the processes."""
        bridge.open(worker)
        self.trial = bridge.run("tell_processes", worker)
        report = bridge.until("said", worker=worker)["message"]
        bridge.decide(report, worker)
        return report["metrics"]

    def assert_nothing_left(self, found, scratch=True):
        ray_bridge.await_gone(found["worker"], found["child"])
        if scratch:
            ray_bridge.await_gone(found["actor"])
            self.assertFalse(os.path.exists(found["scratch"]))

    def test_a_plugin_that_ends_its_worker(self):
        bridge.open("exit")
        bridge.run("exit", "exit")

        end = bridge.finish("exit")

        self.assertEqual(("exit", 7, True), (end["cause"], end["status"], end["started"]))
        self.assertEqual("printed before the end\n", bridge.printed())
        self.assertEqual("used", bridge.seen[-2]["type"])

    def test_a_worker_that_is_killed_by_somebody(self):
        found = self.begin("somebody")

        os.kill(found["worker"], signal.SIGKILL)

        end = bridge.finish("somebody")
        self.assertEqual(("exit", 137), (end["cause"], end["status"]))
        self.assertEqual("kept", (place.trial(self.trial) / "work" / "kept").read_text())
        self.assert_nothing_left(found)

    def test_a_worker_that_the_driver_kills(self):
        found = self.begin("kill")

        bridge.say(type="kill", worker="kill")

        end = bridge.finish("kill")
        self.assertEqual(("killed", 137, True), (end["cause"], end["status"], end["started"]))
        self.assert_nothing_left(found)

    def test_a_worker_that_has_no_place_yet(self):
        self.begin("first")
        bridge.open("second")
        bridge.until("placed", worker="second")
        bridge.open("third")
        bridge.say(type="kill", worker="third")

        end = bridge.finish("third")

        self.assertEqual(("killed", None, False), (end["cause"], end["status"], end["started"]))
        for worker in ("first", "second"):
            bridge.say(type="kill", worker=worker)
            bridge.until("ended", worker=worker)

    def test_files_that_cannot_be_brought_to_the_driver(self):
        place.trial("in-the-way").parent.mkdir(exist_ok=True)
        place.trial("in-the-way").write_text("a file")
        bridge.open("files")
        bridge.run("checkpoints", "files", trial_id="in-the-way")

        end = bridge.finish("files")

        self.assertEqual("error", end["cause"])
        self.assertIn(f"could not be brought to {place.trial('in-the-way')}", end["detail"])
        self.assertEqual([], bridge.said("report"))

    def test_files_that_cannot_be_read_on_the_node(self):
        for ends in (False, True):
            with self.subTest(ends=ends):
                worker = f"deep-{ends}"
                bridge.open(worker)
                bridge.run("deep_folders", worker, ends=ends)

                end = bridge.finish(worker)

                self.assertEqual("exit" if ends else "error", end["cause"])
                self.assertIn("RecursionError", end["detail"])

    def test_a_checkpoint_that_is_gone(self):
        gone = {"path": str(place.path / "gone"), "training_iteration": 1, "metrics": {}}
        bridge.open("gone")
        bridge.run("checkpoints", "gone", checkpoint=gone)

        end = bridge.finish("gone")

        self.assertEqual("error", end["cause"])
        self.assertIn(f"no such file or folder: {place.path / 'gone'}", end["detail"])

    def test_an_actor_that_dies_takes_its_worker_along(self):
        found = self.begin("actor")

        os.kill(found["actor"], signal.SIGKILL)

        end = bridge.finish("actor")
        self.assertEqual(("actor", None), (end["cause"], end["status"]))
        self.assertIn("worker process has died", end["detail"])
        self.assertNotIn("\n", end["detail"])
        self.assert_nothing_left(found, scratch=False)
        ray_bridge.await_deleted(found["scratch"])


class UntilTheEnd(unittest.TestCase):
    """The last of all, as tests are in the order of their names."""

    def test_at_the_end_of_input_nothing_is_left(self):
        bridge.open("last")
        bridge.run("tell_processes", "last")
        found = bridge.until("said", worker="last")["message"]["metrics"]
        raylet = ray_bridge.parent(found["actor"])

        self.assertEqual(0, bridge.close())

        ray_bridge.await_gone(raylet, found["actor"], found["worker"], found["child"])
        self.assertFalse(os.path.exists(found["scratch"]))
        self.assertFalse(os.path.exists(bridge.bundle))

    def test_when_the_bridge_is_killed_no_process_is_left(self):
        killed = Bridge(place).connected()
        killed.open("1")
        killed.run("tell_processes")
        found = killed.until("said")["message"]["metrics"]
        raylet = ray_bridge.parent(found["actor"])

        killed.kill()

        ray_bridge.await_gone(raylet, found["actor"], found["worker"], found["child"])
        self.assertTrue(os.path.exists(killed.bundle), "it is for the next bridge")


if __name__ == "__main__":
    unittest.main()
