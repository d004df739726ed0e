import os
import tempfile
import unittest
from pathlib import Path

from synapse_ray import mirror
from synapse_ray.mirror import Copy, Span


class Mirroring(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = Path(folder.name, "source")
        self.target = Path(folder.name, "far", "target")
        self.source.mkdir()

    def bring(self, whole=False):
        """Gives the paths of the files whose content was written."""
        entries = mirror.manifest(str(self.source))
        copy = Copy(str(self.target), whole)
        wanted = copy.prepare(entries)
        for spans in mirror.pieces(wanted):
            copy.write(mirror.read(str(self.source), spans))
        copy.finish(entries)
        return sorted(each.path for each in wanted)

    def tree(self, root):
        found = {}
        for path in sorted(root.rglob("*")):
            name = str(path.relative_to(root))
            if path.is_symlink():
                found[name] = os.readlink(path)
            elif path.is_dir():
                found[name] = None
            else:
                seen = path.stat()
                found[name] = (path.read_bytes(), seen.st_mtime_ns, bool(seen.st_mode & 0o100))
        return found

    def fill(self):
        (self.source / "deep" / "empty").mkdir(parents=True)
        (self.source / "deep" / "a.txt").write_text("a")
        (self.source / "nothing").write_text("")
        (self.source / "run.sh").write_text("run")
        (self.source / "run.sh").chmod(0o700)
        (self.source / "link").symlink_to("deep/a.txt")
        (self.source / "dangling").symlink_to("/nowhere")
        (self.source / "이름").write_text("값")

    def test_everything_arrives(self):
        self.fill()
        self.bring()
        self.assertEqual(self.tree(self.source), self.tree(self.target))

    def test_only_what_has_changed_is_written_and_the_rest_deleted(self):
        self.fill()
        self.bring()
        (self.source / "nothing").write_text("something")
        (self.source / "deep" / "a.txt").unlink()
        (self.source / "run.sh").chmod(0o600)
        (self.source / "link").unlink()
        (self.source / "link").mkdir()
        (self.source / "link" / "new").write_text("new")

        self.assertEqual(["link/new", "nothing"], self.bring())

        self.assertEqual(self.tree(self.source), self.tree(self.target))
        self.assertEqual([], self.bring())

    def test_a_folder_becomes_a_file(self):
        self.fill()
        self.bring()
        mirror.delete(str(self.source))
        self.source.write_text("a file")

        self.assertEqual([""], self.bring())

        self.assertEqual("a file", self.target.read_text())

    def test_what_is_to_be_whole_appears_at_the_end(self):
        self.fill()
        self.target.mkdir(parents=True)
        (self.target / "old").write_text("old")
        entries = mirror.manifest(str(self.source))
        copy = Copy(str(self.target), whole=True)

        copy.prepare(entries)
        copy.write(mirror.read_all(str(self.source), entries))
        self.assertEqual(["old"], os.listdir(self.target))
        copy.finish(entries)
        copy.finish(entries)

        self.assertEqual(self.tree(self.source), self.tree(self.target))
        self.assertEqual(["target"], os.listdir(self.target.parent))

    def test_a_large_file_goes_in_pieces_and_small_ones_in_one(self):
        with open(self.source / "large", "wb") as file:
            file.truncate(2 * mirror.PIECE_BYTES + 5)
        for i in range(100):
            (self.source / f"small-{i}").write_text("x" * 100)

        pieces = mirror.pieces(mirror.manifest(str(self.source)))

        self.assertEqual(3, len(pieces))
        self.assertEqual([Span("large", 0, mirror.PIECE_BYTES)], pieces[0])
        self.assertEqual(Span("large", 2 * mirror.PIECE_BYTES, 5), pieces[2][0])
        self.assertEqual(101, len(pieces[2]))

    def test_what_is_written_to_while_it_is_read_does_no_harm(self):
        (self.source / "log").write_text("one two")
        (self.source / "gone").write_text("gone")
        entries = mirror.manifest(str(self.source))
        (self.source / "log").write_text("one")
        (self.source / "gone").unlink()

        parts = mirror.read_all(str(self.source), entries)

        self.assertEqual([("log", 0, b"one")], parts)

    def test_what_is_nowhere_has_no_manifest(self):
        self.assertIsNone(mirror.manifest(str(self.source / "nowhere")))
        os.mkfifo(self.source / "pipe")
        self.assertEqual([""], [each.path for each in mirror.manifest(str(self.source))])


if __name__ == "__main__":
    unittest.main()
