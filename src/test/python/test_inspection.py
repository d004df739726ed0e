import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from synapse_worker import requirements

PROGRAM = Path(__file__).parent.parent.parent / "main" / "python" / "synapse-inspection.py"
TRAIN = "def train(run, dataset, hyperparameter, checkpoint, **kwargs): pass\n"


class Inspections(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()

    def inspect(self, code, name="plugin.py", **files):
        (self.folder / name).write_text(code, encoding="utf-8")
        for file, text in files.items():
            (self.folder / file.replace("_py", ".py").replace("_txt", ".txt")).write_text(text)
        return self.inspect_file(name)

    def inspect_file(self, name):
        result = self.folder / "result.json"
        subprocess.run(
            [sys.executable, str(PROGRAM), str(result), str(self.folder / name)],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return json.loads(result.read_text())

    def test_a_plugin_that_can_be_used(self):
        found = self.inspect("__version__ = '1.2'\n" + TRAIN)
        self.assertEqual((["train"], []), (found["functions"], found["problems"]))
        self.assertEqual("1.2", found["plugin_version"])
        self.assertEqual("%d.%d.%d" % sys.version_info[:3], found["version"])

    def test_its_code_is_its_file_and_the_modules_beside_it_that_it_imports(self):
        found = self.inspect(
            "import json, near\n" + TRAIN.replace("pass", "import later"),
            near_py="from deep import thing\n",
            deep_py="thing = 1\n",
            later_py="",
            unused_py="",
        )
        names = [Path(source).name for source in found["sources"]]
        self.assertEqual(["deep.py", "later.py", "near.py", "plugin.py"], names)

    def test_why_it_cannot_be_imported_is_told_with_the_place(self):
        for code, told in (
            ("import os\ndef train(:\n", "plugin.py:2: SyntaxError: invalid syntax"),
            ("\nimport nosuch\n", "plugin.py:2: ModuleNotFoundError: No module named 'nosuch'"),
            (
                "def f():\n  raise ValueError('x')\nf()\n",
                "plugin.py:2: ValueError: x (in f, called from plugin.py:3)",
            ),
            ("import sys\nsys.exit(3)\n", "the plugin called sys.exit(3);"),
        ):
            with self.subTest(code):
                found = self.inspect(code)
                self.assertIn(told, found["error"])
                self.assertNotIn("synapse_worker", found["trace"])

    def test_functions_that_cannot_be_called_are_told(self):
        for code, told in (
            ("def train(run): pass", "train(run) cannot be called with its four arguments"),
            ("async def train(run, dataset, hyperparameter, checkpoint): pass", "async function"),
            ("def train(run, dataset, hyperparameter, checkpoint): yield 1", "is a generator"),
            ("train = 3", "'train' is no function but int"),
            ("def tune(run, dataset, hyperparameter, checkpoint): pass", "in another order"),
            ("def train(hyperparameter, *more): pass", "in another order"),
        ):
            with self.subTest(code):
                problems = self.inspect(code)["problems"]
                self.assertEqual(1, len(problems), problems)
                self.assertIn(told, problems[0])

    def test_functions_that_can_be_called_in_other_ways_are_fine(self):
        for code in (
            "def train(a, b, c, d): pass",
            "def train(*arguments): pass",
            "def train(run, dataset, hyperparameter, checkpoint=None, *, more=1): pass",
            "class T:\n  def __call__(self, run, dataset, hyperparameter, checkpoint): pass\ntrain = T()",
            "import functools\ntrain = functools.partial(lambda x, a, b, c, d: 1, 0)",
        ):
            with self.subTest(code):
                self.assertEqual([], self.inspect(code)["problems"])

    def test_an_import_of_rays_tune_is_no_function(self):
        found = self.inspect("from ray import tune\n" + TRAIN)
        self.assertEqual((["train"], []), (found["functions"], found["problems"]))

    def test_a_name_of_pythons_own_is_refused(self):
        self.assertIn("rename the file", self.inspect(TRAIN, name="json.py")["error"])

    def test_any_other_name_will_do(self):
        for name in ("my-plugin.py", "내 플러그인.py", "v1.2.py"):
            with self.subTest(name):
                self.assertEqual(["train"], self.inspect(TRAIN, name=name)["functions"])

    def test_a_link_finds_what_lies_beside_the_plugin_it_leads_to(self):
        (self.folder / "real").mkdir()
        (self.folder / "real" / "helper.py").write_text("")
        (self.folder / "real" / "plugin.py").write_text("import helper\n" + TRAIN)
        (self.folder / "plugin.py").symlink_to(self.folder / "real" / "plugin.py")
        found = self.inspect_file("plugin.py")
        self.assertEqual(["train"], found["functions"])
        self.assertIn(str(self.folder / "real" / "helper.py"), found["sources"])

    def test_what_is_required_and_missing_is_told_before_anything_is_imported(self):
        found = self.inspect("import nosuch\n", requirements_txt="# needs\nno-such-thing>=2\n")
        self.assertEqual(["no-such-thing>=2"], found["missing"])
        self.assertNotIn("error", found)


class Requirements(unittest.TestCase):
    INSTALLED = {"Some.Package": "1.5", "other": "2.0rc1"}

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "requirements.txt"

    def missing(self, text):
        self.file.write_text(text, encoding="utf-8")
        return requirements.missing(str(self.file), self.INSTALLED)

    def test_names_are_compared_as_pip_does(self):
        self.assertEqual([], self.missing("some_package\nSOME-package[extra]\nother  # why\n\n"))
        self.assertEqual(["absent"], self.missing("absent\nother"))

    def test_included_files_count_and_may_include_each_other(self):
        (self.file.parent / "more.txt").write_text("absent\n-r requirements.txt\n")
        self.assertEqual(["absent"], self.missing("-r more.txt\nother"))

    def test_a_file_that_is_included_and_not_there_is_missing(self):
        self.assertEqual(["-r more.txt (which is not there)"], self.missing("-r more.txt\nother"))

    def test_a_file_of_another_system_is_read(self):
        self.file.write_bytes("absent>=1\r\nother\r\n".encode("utf-16"))
        self.assertEqual(["absent>=1"], requirements.missing(str(self.file), self.INSTALLED))

    def test_what_only_pip_understands_is_passed_over(self):
        text = "--index-url https://example.org\n-e .\nhttps://example.org/a.whl\n./a.whl\n-c c.txt"
        self.assertEqual([], self.missing(text))

    def test_versions_and_markers_count_where_pip_is(self):
        if requirements._packaging() is None:
            self.skipTest("neither pip nor packaging is installed")
        self.assertEqual([], self.missing("some-package>=1,<2\nother>=2.0rc0"))
        self.assertEqual(["some-package>=2 (there is 1.5)"], self.missing("some-package>=2"))
        self.assertEqual([], self.missing("absent; python_version < '3'"))
        self.assertEqual(["some-package==1.0 (there is 1.5)"], self.missing("some-package==1.0 \\\n --hash=sha256:aa"))

    def test_without_pip_names_alone_count(self):
        with mock.patch.object(requirements, "_packaging", lambda: None):
            self.assertEqual(["absent>=1"], self.missing("some-package>=9\nabsent>=1\nx @ https://e.org/x.whl"))


if __name__ == "__main__":
    unittest.main()
