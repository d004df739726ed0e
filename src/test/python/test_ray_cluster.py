import os
import socket
import sys
import unittest

import ray_bridge
from ray_bridge import Bridge, Place
from ray_cluster import Cluster


def setUpModule():
    """One cluster with two nodes that take workers serves all of these tests."""
    global cluster, place
    ray_bridge.needs_ray()
    place = Place()
    unittest.addModuleCleanup(place.close)
    cluster = Cluster()
    unittest.addModuleCleanup(cluster.close)
    cluster.await_head()
    cluster.add("steady", cpus=2)


class OnTheCluster(unittest.TestCase):
    def connect(self, **how):
        environment = {**cluster.environment, **how.pop("environment", {})}
        bridge = Bridge(place, cluster.address, environment=environment, **how)
        self.addCleanup(lambda: bridge.close() if bridge.process.poll() is None else None)
        return bridge

    def with_worker(self, **changes):
        bridge = self.connect(worker=place.worker(**changes)).connected()
        bridge.open()
        return bridge

    def refused(self, bridge):
        event = bridge.next()
        self.assertEqual("refused", event["type"])
        self.assertEqual(1, bridge.await_exit())
        return event["message"]


class TwoRuns(OnTheCluster):
    def test_one_waits_for_the_place_that_the_other_has_and_ends_by_itself(self):
        first = self.with_worker(cpus=2.0)
        first.until("placed")
        second = self.with_worker(cpus=2.0)
        second.run("show_environment")

        first.run("show_environment")
        self.assertEqual("finished", first.finish()["type"])
        self.assertNotIn('"placed"', "".join(second.lines))
        first.tell("1", type="exit")
        first.until("ended")

        second.until("placed")
        self.assertEqual("finished", second.finish()["type"])
        self.assertEqual(0, first.close())
        second.tell("1", type="exit")
        self.assertEqual(0, second.until("ended")["status"])
        self.assertEqual(0, second.close())


class Connections(OnTheCluster):
    def test_looking_alone_tells_the_nodes_as_they_come(self):
        bridge = self.connect(bundle=False)

        event = bridge.until("connected")

        self.assertTrue(event["address"].endswith(f":{cluster.port}"), event)
        self.assertEqual("%d.%d.%d" % sys.version_info[:3], event["python"])
        names = {node["name"]: node["cpus"] for node in event["nodes"]}
        while "steady" not in names:
            names = {node["name"]: node["cpus"] for node in bridge.until("nodes")["nodes"]}
        self.assertEqual(2.0, names["steady"])
        self.assertEqual(0, bridge.close())

    def test_the_address_may_be_in_the_environment(self):
        bridge = Bridge(
            place, environment={**cluster.environment, "RAY_ADDRESS": cluster.address}, bundle=False
        )
        event = bridge.until("connected")
        self.assertEqual(0, bridge.close())
        self.assertTrue(event["address"].endswith(f":{cluster.port}"), event)

    def test_nobody_listens(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = "127.0.0.1:%d" % free.getsockname()[1]

            message = self.refused(Bridge(place, address, environment=cluster.environment))

        self.assertIn(f"no Ray cluster answers at {address}", message)
        self.assertIn("--ray-address", message)

    def test_an_address_that_is_none(self):
        message = self.refused(Bridge(place, "nonsense", environment=cluster.environment))

        self.assertIn("nonsense", message)

    def test_another_token(self):
        impatient = {"RAY_AUTH_TOKEN": "b" * 64, "RAY_NUM_REDIS_GET_RETRIES": "2"}

        message = self.refused(self.connect(environment=impatient))

        self.assertIn("authentication token", message)
        self.assertIn("RAY_AUTH_TOKEN", message)
        self.assertNotIn("\n", message)

    def test_no_token(self):
        none = {"RAY_AUTH_TOKEN": "", "HOME": str(place.path)}

        message = self.refused(self.connect(environment=none))

        self.assertIn("there is none here", message)

    def test_a_python_without_ray(self):
        hidden = place.path / "hidden" / "ray"
        hidden.mkdir(parents=True)
        (hidden / "__init__.py").write_text("raise ImportError('no ray today')")

        message = self.refused(self.connect(environment={"PYTHONPATH": str(hidden.parent)}))

        self.assertIn("no ray today", message)
        self.assertIn("--ray-python", message)


class Workers(OnTheCluster):
    def test_the_bundled_data_set_serves_where_the_drivers_is_not(self):
        elsewhere = {"path": "/nowhere/d", "files": 1, "bytes": 3, "bundled": "bundle:data/d"}
        bridge = self.with_worker(dataset=elsewhere)
        bridge.run("report")

        self.assertEqual("finished", bridge.finish()["type"])

    def test_a_data_set_that_is_nowhere(self):
        bridge = self.with_worker(
            dataset={"path": "/nowhere/d", "files": 1, "bytes": 3, "bundled": None}
        )

        end = bridge.until("ended")

        self.assertEqual(("error", None, False), (end["cause"], end["status"], end["started"]))
        self.assertIn("the data set /nowhere/d is not on node steady", end["detail"])

    def test_a_data_set_that_is_another(self):
        bridge = self.with_worker(
            dataset={"path": str(place.data), "files": 2, "bytes": 7, "bundled": None}
        )

        self.assertIn("1 files with 3 bytes, and not 2 with 7", bridge.until("ended")["detail"])

    def test_a_start_model_is_brought(self):
        model = place.path / "start"
        model.mkdir(exist_ok=True)
        (model / "weights").write_text("of old")
        bridge = self.with_worker(start_model=str(model))
        bridge.run("show_start")

        self.assertEqual({"weights": "of old"}, bridge.finish()["returned"])

    def test_a_start_model_that_is_gone(self):
        bridge = self.with_worker(start_model=str(place.path / "gone"))

        end = bridge.until("ended")

        self.assertEqual("error", end["cause"])
        self.assertIn(str(place.path / "gone"), end["detail"])

    def test_a_node_without_the_interpreter_that_is_required(self):
        program = {"kind": "python", "path": "/nowhere/python3", "required": True}
        bridge = self.with_worker(program=program)

        end = bridge.until("ended")

        self.assertEqual("error", end["cause"])
        self.assertIn("/nowhere/python3 is not on node steady", end["detail"])

    def test_a_node_without_the_interpreter_uses_rays(self):
        program = {"kind": "python", "path": "/nowhere/python3", "required": False}
        bridge = self.with_worker(program=program)
        bridge.run("show_environment")

        self.assertEqual(sys.executable, bridge.finish()["returned"]["executable"])

    def test_a_node_without_java(self):
        program = {"kind": "java", "home": "/nowhere/jdk", "class_path": [], "main": "M"}
        bridge = self.with_worker(program={**program, "options": [], "least": 99})

        detail = bridge.until("ended")["detail"]

        self.assertIn("there is no Java 99 on node steady; looked for /nowhere/jdk", detail)

    def test_a_worker_that_is_silent(self):
        bridge = self.with_worker(silence_s=0.5)
        bridge.run("stop_itself")

        end = bridge.finish()

        self.assertEqual(("silent", 137, True), (end["cause"], end["status"], end["started"]))

    def test_a_worker_that_starts_too_slowly(self):
        slow = place.path / "slow-python"
        slow.write_text("#!/bin/sh\nexec sleep 1000\n")
        slow.chmod(0o755)
        program = {"kind": "python", "path": str(slow), "required": True}
        bridge = self.with_worker(program=program, start_up_s=0.5)

        end = bridge.until("ended")

        self.assertEqual(("slow_start", 137, False), (end["cause"], end["status"], end["started"]))

    def test_a_worker_that_does_not_start(self):
        broken = place.path / "broken-python"
        broken.write_text("#!/bin/sh\necho no luck; exit 3\n")
        broken.chmod(0o755)
        program = {"kind": "python", "path": str(broken), "required": True}
        bridge = self.with_worker(program=program)

        end = bridge.until("ended")

        self.assertEqual(("exit", 3, False), (end["cause"], end["status"], end["started"]))
        self.assertEqual("no luck\n", bridge.printed())

    def test_no_devices_are_seen_where_none_are_to_be(self):
        bridge = self.with_worker(gpus=0)
        bridge.run("show_environment")

        self.assertEqual("", bridge.finish()["returned"]["CUDA_VISIBLE_DEVICES"])

    def test_half_a_processor_each(self):
        bridge = self.connect(worker=place.worker(cpus=0.5)).connected()
        for worker in "1234":
            bridge.open(worker)
        started = {bridge.until("started")["worker"] for _ in range(4)}
        self.assertEqual(set("1234"), started)


class Losses(OnTheCluster):
    def begin(self, bridge):
        self.trial = bridge.run("tell_processes")
        report = bridge.until("said")["message"]
        bridge.decide(report)
        return report["metrics"]

    def test_a_driver_and_its_bridge_that_are_killed(self):
        bridge = self.with_worker()
        found = self.begin(bridge)

        bridge.kill()

        ray_bridge.await_gone(found["worker"], found["child"], found["actor"])
        ray_bridge.await_deleted(found["scratch"])

    def test_the_end_of_input(self):
        bridge = self.with_worker()
        found = self.begin(bridge)

        self.assertEqual(0, bridge.close())

        ray_bridge.await_gone(found["worker"], found["child"], found["actor"])
        self.assertFalse(os.path.exists(found["scratch"]))

    def test_a_node_that_is_lost(self):
        bridge = self.connect(worker=place.worker(cpus=3.0)).connected()
        bridge.open()
        cluster.add("brittle", cpus=3)
        node = bridge.until("placed")["node"]
        found = self.begin(bridge)
        raylet = ray_bridge.parent(found["actor"])

        os.kill(raylet, 9)

        end = bridge.finish()
        self.assertEqual(("node", None, True), (end["cause"], end["status"], end["started"]))
        ray_bridge.await_gone(found["worker"], found["child"], found["actor"])
        told = [each["nodes"] for each in bridge.seen if each["type"] == "nodes"]
        while not told or node in [each["id"] for each in told[-1]]:
            told.append(bridge.until("nodes")["nodes"])


if __name__ == "__main__":
    unittest.main()
