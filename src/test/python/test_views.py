import copy
import json
import pickle
import tempfile
import unittest
from pathlib import Path

from synapse_worker.views import AttributeDict, Dataset, read_items


class AttributeDicts(unittest.TestCase):
    def test_entries_are_attributes_to_read_write_and_delete(self):
        given = AttributeDict(path="/a")
        self.assertEqual("/a", given.path)
        given.path = "/b"
        self.assertEqual("/b", given["path"])
        del given.path
        self.assertEqual({}, given)
        with self.assertRaisesRegex(AttributeError, "there is no 'path'; there is nothing"):
            given.path

    def test_they_are_copied_and_pickled(self):
        given = AttributeDict(path="/a")
        self.assertEqual(given, copy.deepcopy(given))
        self.assertEqual("/a", pickle.loads(pickle.dumps(given)).path)
        self.assertEqual('{"path": "/a"}', json.dumps(given))


class Datasets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def dataset(self, path=None):
        place = {"id": 7, "name": "숫자", "path": str(path or self.folder), "fingerprint": "f"}
        return Dataset(place, read_items(place["path"]))

    def write(self, *names, text="x"):
        for name in names:
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def files(self, items):
        return [str(Path(file).relative_to(self.folder)) for item in items for file in item.files]

    def test_it_is_a_dictionary_with_attributes(self):
        dataset = self.dataset()
        self.assertEqual((7, "숫자"), (dataset.id, dataset["name"]))
        self.assertEqual({"id", "name", "path", "categories"}, set(dict(dataset.items())))
        self.assertEqual(json.loads(json.dumps(dataset)), dict(dataset))
        self.assertIn("categories", dataset)
        self.assertEqual(7, pickle.loads(pickle.dumps(dataset)).id)

    def test_subfolders_are_categories_and_their_files_items(self):
        self.write("train/b.png", "train/a.png", "train/deep/c.png", "test/d.png", "e.csv", ".f/g")
        dataset = self.dataset()
        self.assertEqual(["test", "train"], dataset.categories)
        self.assertEqual(
            ["train/a.png", "train/b.png", "train/deep/c.png"], self.files(dataset.items("train"))
        )
        self.assertEqual(["test/d.png"], self.files(dataset["test"]))
        self.assertEqual(["e.csv"], self.files(dataset.items("")))

    def test_a_single_file_is_one_item_without_a_category(self):
        self.write("a.csv")
        dataset = self.dataset(self.folder / "a.csv")
        self.assertEqual([], dataset.categories)
        self.assertEqual(["a.csv"], self.files(dataset.items("")))

    def test_listed_items_have_their_data(self):
        self.write("images/1.png", "images/2.png")
        self.write(
            "items.jsonl",
            text='\ufeff{"category": "train", "files": ["images/../images/1.png"], "data": {"label": 3}}\n'
            '\n{"files": ["images/2.png"]}\n',
        )
        dataset = self.dataset()
        self.assertEqual(["train"], dataset.categories)
        self.assertEqual(3, dataset.train[0].data.label)
        self.assertEqual(["images/1.png"], self.files(dataset.train))
        self.assertEqual(["images/2.png"], self.files(dataset.items("")))

    def test_a_category_that_is_not_there_names_those_that_are(self):
        self.write("train/a")
        with self.assertRaisesRegex(ValueError, "no category 'test'; it has train"):
            self.dataset().items("test")
        with self.assertRaises(KeyError):
            self.dataset()["test"]
        with self.assertRaises(AttributeError):
            self.dataset().test

    def test_an_empty_category_is_empty(self):
        self.write("train/a")
        self.assertEqual([], self.dataset().items(""))


if __name__ == "__main__":
    unittest.main()
