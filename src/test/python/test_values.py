import decimal
import fractions
import math
import pathlib
import unittest
from collections import OrderedDict, deque

from synapse_worker import values


class Scalar:
    """What a number of numpy or torch looks like from outside."""

    shape = ()

    def __init__(self, value):
        self._value = value

    def __float__(self):
        return float(self._value)

    def tolist(self):
        return self._value

    def item(self):
        return self._value


class Array(Scalar):
    shape = (2,)


class Values(unittest.TestCase):
    def test_json_values_stay_what_they_are(self):
        for value in (None, True, 3, 2.5, "text", [1, [2]], {"a": {"b": 1}}):
            self.assertEqual(value, values.of(value))
            self.assertIs(type(value), type(values.of(value)))

    def test_what_comes_out_shares_nothing_with_what_went_in(self):
        given = {"a": [1]}
        converted = values.of(given)
        given["a"].append(2)
        self.assertEqual({"a": [1]}, converted)

    def test_numbers_of_other_kinds_are_numbers(self):
        self.assertEqual(0.5, values.of(fractions.Fraction(1, 2)))
        self.assertEqual(0.5, values.of(decimal.Decimal("0.5")))
        self.assertEqual(3, values.of(Scalar(3)))
        self.assertEqual(1.5, values.number(Scalar(1.5)))
        self.assertEqual([1.0, 2.0], values.of(Array([1.0, 2.0])))

    def test_whole_numbers_beyond_64_bits_are_real_ones(self):
        self.assertEqual(1 << 62, values.of(1 << 62))
        self.assertEqual(float(1 << 70), values.of(1 << 70))
        self.assertEqual(math.inf, values.of(10**400))
        self.assertEqual(-math.inf, values.of(-(10**400)))

    def test_collections_are_lists_and_names_texts(self):
        self.assertEqual([1, 2], values.of((1, 2)))
        self.assertEqual([0, 1], values.of(range(2)))
        self.assertEqual([1], values.of({1}))
        self.assertEqual([1], values.of(deque([1])))
        self.assertEqual({"1": [2]}, values.of(OrderedDict({1: (2,)})))

    def test_paths_and_anything_else_are_texts(self):
        self.assertEqual("a/b", values.of(pathlib.PurePosixPath("a/b")))
        self.assertEqual("(1+2j)", values.of(1 + 2j))
        self.assertIn("Values", values.of(Values))

    def test_a_text_is_no_number(self):
        for value in ("1.5", b"1", None, [1.0], 1j):
            with self.subTest(value), self.assertRaisesRegex(TypeError, "must be a number, and is"):
                values.number(value)

    def test_only_single_numbers_are_returned_as_numbers(self):
        single = (1, 1.5, Scalar(2), fractions.Fraction(1), decimal.Decimal(1))
        self.assertTrue(all(map(values.is_number, single)))
        other = (True, "1", [1], Array([1, 2]), None, 1j, Scalar(True))
        self.assertFalse(any(map(values.is_number, other)))

    def test_whole_numbers_are_so_however_they_are_written(self):
        self.assertEqual([3, 3, 3], [values.whole(3), values.whole(3.0), values.whole(Scalar(3))])
        for value in (0.5, 10**19, 1e19, math.nan, math.inf):
            with self.subTest(value), self.assertRaisesRegex(ValueError, "whole number of 64 bits"):
                values.whole(value)


class NumpyValues(unittest.TestCase):
    def setUp(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        self.numpy = numpy

    def test_its_scalars_are_numbers_of_their_kind(self):
        numpy = self.numpy
        for value, expected in (
            (numpy.float32(0.5), 0.5),
            (numpy.float64(0.5), 0.5),
            (numpy.int64(3), 3),
            (numpy.uint8(3), 3),
            (numpy.bool_(True), True),
            (numpy.array(2.5), 2.5),
            (numpy.str_("a"), "a"),
        ):
            with self.subTest(repr(value)):
                self.assertEqual(expected, values.of(value))
                self.assertIs(type(expected), type(values.of(value)))
        self.assertTrue(values.is_number(numpy.float32(1)))
        self.assertEqual(1.0, values.number(numpy.array([1.0])))
        self.assertTrue(values.is_number(numpy.array([[1.0]])))
        self.assertFalse(values.is_number(numpy.bool_(True)))
        self.assertFalse(values.is_number(numpy.complex128(1j)))
        with self.assertRaises(TypeError):
            values.number(numpy.complex128(1j))

    def test_its_arrays_are_lists(self):
        self.assertEqual([[1, 2], [3, 4]], values.of(self.numpy.array([[1, 2], [3, 4]])))
        self.assertEqual({"a": [0.5]}, values.of({"a": self.numpy.array([0.5])}))


if __name__ == "__main__":
    unittest.main()
