import importlib
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

from synapse_worker import current, ray_calls


class RecordingRun:
    """A run as far as these calls need it."""

    trial_id = "0a1b2c3d_00007"
    start_checkpoint = None

    def __init__(self):
        self.reports = []
        self.folder = type("Folder", (), {"path": "/t"})

    def report(self, metrics, checkpoint=None):
        self.reports.append((metrics, checkpoint))


class RayImports(unittest.TestCase):
    def setUp(self):
        self.before = list(sys.meta_path), list(sys.path)
        self.forget()
        ray_calls.install()
        self.run_ = RecordingRun()
        current.begin(self.run_)

    def tearDown(self):
        current.end()
        sys.meta_path[:], sys.path[:] = self.before
        self.forget()

    @staticmethod
    def forget():
        for name in [name for name in sys.modules if name.split(".")[0] == "ray"]:
            del sys.modules[name]

    def install_ray(self, tune, package=""):
        """A package that stands for Ray itself."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name, code in (("ray", package), ("ray/tune", tune), ("ray/train", tune), ("ray/data", "")):
            (Path(folder.name) / name).mkdir()
            (Path(folder.name) / name / "__init__.py").write_text(textwrap.dedent(code))
        sys.path.insert(0, folder.name)
        importlib.invalidate_caches()


class WithoutRay(RayImports):
    def setUp(self):
        super().setUp()
        # Whatever is installed where the tests run is not to be found.
        self.path_finder = importlib.machinery.PathFinder.find_spec
        find = self.path_finder
        importlib.machinery.PathFinder.find_spec = classmethod(
            lambda cls, name, *more: None if name.split(".")[0] == "ray" else find(name, *more)
        )
        self.addCleanup(setattr, importlib.machinery.PathFinder, "find_spec", self.path_finder)

    def test_the_documents_calls_work(self):
        from ray import train, tune

        checkpoint = tune.Checkpoint.from_directory("/weights")
        tune.report({"score": 1}, checkpoint=checkpoint)
        train.report({"score": 2})
        tune.report(score=3)
        self.assertEqual(
            [({"score": 1}, checkpoint), ({"score": 2}, None), ({"score": 3}, None)],
            self.run_.reports,
        )
        self.assertEqual("0a1b2c3d_00007", train.get_context().get_trial_id())
        self.assertEqual(0, tune.get_context().get_world_rank())
        self.assertIsNone(tune.get_checkpoint())

    def test_every_spelling_of_the_import_works(self):
        import ray

        self.assertIs(ray.tune.report, ray_calls.report)
        from ray.train import Checkpoint, report
        import ray.tune as other

        self.assertIs(report, ray_calls.report)
        self.assertIs(Checkpoint, other.Checkpoint)

    def test_a_checkpoint_is_read_back(self):
        from ray import tune

        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "w").write_text("1")
            self.run_.start_checkpoint = folder
            with tune.get_checkpoint().as_directory() as opened:
                self.assertEqual("1", (Path(opened) / "w").read_text())
            with tempfile.TemporaryDirectory() as copy:
                self.assertEqual("1", (Path(tune.get_checkpoint().to_directory(copy)) / "w").read_text())

    def test_what_is_not_there_says_what_to_install(self):
        import ray

        with self.assertRaisesRegex(AttributeError, "'ray' has no 'init': Ray is not installed"):
            ray.init()
        with self.assertRaisesRegex(AttributeError, "'ray.tune' has no 'Tuner'"):
            ray.tune.Tuner
        with self.assertRaisesRegex(ImportError, "pip install"):
            from ray.tune import Tuner  # noqa: F401
        with self.assertRaisesRegex(ModuleNotFoundError, "No module named 'ray.data'"):
            import ray.data  # noqa: F401

    def test_a_checkpoint_of_nothing_says_what_to_set(self):
        from ray import tune

        with self.assertRaisesRegex(TypeError, "set run.checkpoint_output first"):
            tune.Checkpoint.from_directory(None)

    def test_outside_of_a_trial_they_say_so(self):
        from ray import tune

        current.end()
        with self.assertRaisesRegex(RuntimeError, "report works while synapse runs a trial"):
            tune.report({})


class WithRay(RayImports):
    TUNE = """
        def report(metrics, *, checkpoint=None):
            raise AssertionError("Ray's own")
        class Tuner:
            pass
        class Checkpoint:
            def __init__(self, path):
                self.path = path
            @classmethod
            def from_directory(cls, path):
                return cls(path)
    """

    def test_its_calls_are_redirected_and_the_rest_is_its_own(self):
        self.install_ray(self.TUNE, "VERSION = 1")
        import ray
        from ray import tune

        tune.report({"score": 1}, checkpoint=tune.Checkpoint.from_directory("/w"))
        self.assertEqual("/w", self.run_.reports[0][1].path)
        self.assertIsInstance(self.run_.reports[0][1], tune.Checkpoint)
        self.assertEqual("Tuner", tune.Tuner.__name__)
        self.assertEqual(1, ray.VERSION)
        import ray.data  # noqa: F401

    def test_a_checkpoint_to_start_from_is_one_of_its_own(self):
        self.install_ray(self.TUNE)
        from ray import tune

        self.run_.start_checkpoint = "/from"
        self.assertIsInstance(tune.get_checkpoint(), tune.Checkpoint)

    def test_where_it_lacks_what_its_tune_needs_the_calls_stand_in(self):
        self.install_ray("raise ImportError('pip install ray[tune]')")
        from ray import tune

        tune.report({"score": 1}, checkpoint=tune.Checkpoint.from_directory("/w"))
        self.assertEqual({"score": 1}, self.run_.reports[0][0])


if __name__ == "__main__":
    unittest.main()
