import struct
import tempfile
import unittest
import zlib
from pathlib import Path

from synapse_worker import pictures


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def keep(self, image, category="pred", group="train", index=3):
        return Path(pictures.keep(str(self.folder), category, group, index, image))

    def test_a_file_is_copied_under_its_ending(self):
        source = self.folder / "a.jpeg"
        source.write_bytes(b"x")
        for image in (source, str(source)):
            kept = self.keep(image)
            self.assertEqual(self.folder / "visualizations/pred/train/000003.jpeg", kept)
            self.assertEqual(b"x", kept.read_bytes())

    def test_bytes_are_told_by_their_beginning(self):
        for start, ending in ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF8", "gif"), (b"?", "bin")):
            self.assertEqual("." + ending, self.keep(start).suffix)

    def test_names_stay_inside_the_folder(self):
        kept = self.keep(b"x", category="../up", group="한글 " + "g" * 300)
        self.assertIn("%2E%2E%2Fup", str(kept))
        self.assertTrue(kept.is_relative_to(self.folder))

    def test_anything_else_is_refused(self):
        for image in (42, None, object(), [[1, 2]]):
            with self.assertRaisesRegex(TypeError, "an image is a path, bytes, a PIL image"):
                self.keep(image)


class Arrays(Pictures):
    def setUp(self):
        super().setUp()
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        self.numpy = numpy

    def pixels(self, array):
        """Width, height and colour type, and the bytes of the rows, read back from the PNG."""
        content = self.keep(array).read_bytes()
        width, height, depth, kind = struct.unpack(">IIBB", content[16:26])
        self.assertEqual(8, depth)
        start = content.index(b"IDAT") + 4
        length = struct.unpack(">I", content[start - 8 : start - 4])[0]
        rows = zlib.decompress(content[start : start + length])
        size = len(rows) // height
        self.assertTrue(all(rows[row * size] == 0 for row in range(height)))
        return (width, height, kind), [list(rows[row * size + 1 : (row + 1) * size]) for row in range(height)]

    def test_shades_and_colours(self):
        numpy = self.numpy
        grey = numpy.array([[0, 128, 255]], dtype=numpy.uint8)
        self.assertEqual(((3, 1, 0), [[0, 128, 255]]), self.pixels(grey))
        colour = numpy.zeros((2, 1, 3), dtype=numpy.uint8)
        colour[1, 0] = (1, 2, 3)
        self.assertEqual(((1, 2, 2), [[0, 0, 0], [1, 2, 3]]), self.pixels(colour))
        self.assertEqual((1, 2, 6), self.pixels(numpy.zeros((2, 1, 4)))[0])

    def test_real_numbers_go_from_0_to_1_or_to_255(self):
        numpy = self.numpy
        self.assertEqual([[0, 128, 255]], self.pixels(numpy.array([[-1.0, 0.5, 1.0]]))[1])
        self.assertEqual([[0, 128, 255]], self.pixels(numpy.array([[0.0, 128.0, 300.0]]))[1])
        self.assertEqual([[0, 255]], self.pixels(numpy.array([[float("nan"), float("inf")]]))[1])
        self.assertEqual([[0, 255]], self.pixels(numpy.array([[False, True]]))[1])

    def test_what_holds_no_numbers_is_refused(self):
        for array in (self.numpy.array([[1j]]), self.numpy.array([[None]])):
            with self.assertRaisesRegex(ValueError, "when it holds numbers"):
                self.keep(array)

    def test_channels_may_come_first(self):
        self.assertEqual((5, 4, 2), self.pixels(self.numpy.zeros((3, 4, 5)))[0])

    def test_what_is_no_picture_is_told_its_shape(self):
        with self.assertRaisesRegex(ValueError, r"this one's is \(2, 2, 2, 2\)"):
            self.keep(self.numpy.zeros((2, 2, 2, 2)))

    def test_a_figure_and_an_image_are_stored_as_png(self):
        try:
            import matplotlib

            matplotlib.use("Agg")
            from matplotlib import pyplot
            from PIL import Image
        except ImportError:
            self.skipTest("matplotlib or PIL is not installed")
        figure, axes = pyplot.subplots()
        axes.plot([1, 2])
        modes = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "I", "F")
        for image in (figure, *[Image.new(mode, (2, 2)) for mode in modes]):
            kept = self.keep(image)
            self.assertEqual(".png", kept.suffix)
            self.assertEqual(b"\x89PNG", kept.read_bytes()[:4])
        pyplot.close(figure)


if __name__ == "__main__":
    unittest.main()
