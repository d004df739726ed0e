"""The golden files of the worker protocol, which hold implementations in other languages too."""

import json
import math
import unittest
from pathlib import Path

from synapse_worker import messages

GOLDEN = Path(__file__).parent.parent / "resources" / "protocol" / f"v{messages.VERSION}"
READERS = {"driver": messages.of_driver, "worker": messages.of_worker}


def lines(name):
    return (GOLDEN / name).read_text(encoding="utf-8").splitlines()


class GoldenFiles(unittest.TestCase):
    def test_every_line_is_read_and_written_the_same(self):
        for side, read in READERS.items():
            for line in lines(f"{side}.jsonl"):
                with self.subTest(line):
                    self.assertEqual(line, messages.line(read(line)))

    def test_every_kind_of_message_occurs(self):
        for side, kinds in (("driver", messages._DRIVER), ("worker", messages._WORKER)):
            found = {json.loads(line)["type"] for line in lines(f"{side}.jsonl")}
            self.assertEqual(set(kinds), found)

    def test_what_a_reader_makes_of_lines_it_would_not_write(self):
        for line in lines("reading.jsonl"):
            case = json.loads(line)
            with self.subTest(case["case"]):
                read = READERS[case["from"]]
                if "refused" in case:
                    with self.assertRaises(messages.ProtocolError):
                        read(case["line"])
                elif "passed_over" in case:
                    self.assertIsNone(read(case["line"]))
                else:
                    meant = json.loads(messages.line(read(case["line"])))
                    self.assertEqual(case["means"], meant)


class Numbers(unittest.TestCase):
    def test_whole_and_real_numbers_stay_apart(self):
        line = next(line for line in lines("driver.jsonl") if '"whole":4,' in line)
        config = messages.of_driver(line)["config"]
        self.assertIs(int, type(config["whole"]))
        self.assertIs(float, type(config["real"]))

    def test_texts_that_stand_for_numbers_are_numbers_in_measured_values_alone(self):
        line = next(line for line in lines("driver.jsonl") if '"score":"NaN"' in line)
        run = messages.of_driver(line)
        self.assertTrue(math.isnan(run["checkpoint"]["metrics"]["score"]))
        self.assertEqual("NaN", run["config"]["text"])


if __name__ == "__main__":
    unittest.main()
