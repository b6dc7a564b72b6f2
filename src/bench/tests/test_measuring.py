"""That the benchmark can be trusted: nobody wins by doing nothing, nobody is left out, ratios are those of rounds."""

import os
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from bench import table
from bench.command import Command, Wrong, run
from bench.measure import Contender, Inner, Measured, Missing, Pace, Peer, Row, measure

ENV = {"PATH": os.environ["PATH"]}


def shell(name, text, check=lambda r, o: None, **more):
    return Contender(name, lambda _: [Command(("sh", "-c", text), ENV)], check, **more)


def measured(row):
    with tempfile.TemporaryDirectory() as folder:
        return measure(row, Path(folder), Pace(1, False), lambda _: None)


class MeasuringTest(unittest.TestCase):
    def test_a_ratio_is_the_median_of_the_rounds_ratios(self):
        row = Row("r", "a job", shell("ours", ""), (Peer(shell("peer", ""), 0.5),), 3)
        values = {"ours": {1: 1.0, 2: 4.0, 3: 9.0}, "peer": {1: 2.0, 2: 2.0, 3: 30.0}}
        (line,) = table.lines(Measured(row, values))
        self.assertEqual(0.5, line.ratio)
        self.assertEqual(0.5, line.ratio_min)
        self.assertEqual("met", line.verdict)

    def test_a_contender_that_does_not_do_the_job_has_no_numbers(self):
        def check(_, outcome):
            if "done" not in outcome.out:
                raise Wrong("it was not done")

        peers = (Peer(shell("idle", "true", check), 1), Peer(shell("failing", "exit 3")))
        lines = table.lines(measured(Row("r", "a job", shell("ours", "echo done", check), peers, 2)))
        self.assertEqual([None, None], [line.ratio for line in lines])
        self.assertEqual("idle WRONG: it was not done", lines[0].verdict)
        self.assertIn("ended with 3", lines[1].problem)

    def test_a_missing_peer_is_a_line_of_the_table(self):
        row = Row("r", "a job", shell("ours", ""), (Peer(Missing("gto", "no network"), 1),), 1)
        text = table.render(table.lines(measured(row)))
        self.assertIn("gto missing: no network", text)

    def test_slow_contenders_take_part_in_the_first_rounds_only(self):
        row = Row("r", "a job", shell("ours", ""), (Peer(shell("slow", "", slow=True)),), 3)
        result = measured(row)
        self.assertEqual([1, 2, 3], sorted(result.values["ours"]))
        self.assertEqual([1], sorted(result.values["slow"]))

    def test_who_takes_part_in_some_rounds_is_not_warmed_up(self):
        turns = []
        row = Row("r", "a job", shell("ours", ""), (Peer(shell("few", "", lambda r, _: turns.append(r.number), most=2)),), 3)
        self.assertEqual([1, 2], sorted(measured(row).values["few"]))
        self.assertEqual([1, 2], turns)

    def test_a_row_has_a_pace_of_its_own(self):
        row = Row("r", "a job", shell("ours", ""), (Peer(shell("slow", "", slow=True)),), 3, pace=Pace(2, False))
        self.assertEqual([1, 2], sorted(measured(row).values["slow"]))

    def test_a_part_of_the_job_has_a_line_and_a_target_of_its_own(self):
        two = [Command(("sh", "-c", "sleep 0.2"), ENV), Command(("true",), ENV)]
        peer = Contender("both", lambda _: two, lambda r, o: None, inner=Inner("the last", lambda o: o.last, 0.5))
        both, last = table.lines(measured(Row("r", "a job", shell("ours", ""), (Peer(peer, 2),), 1)))
        self.assertEqual(("both", 2), (both.peer, both.at_most))
        self.assertEqual(("the last", 0.5), (last.peer, last.at_most))
        self.assertLess(last.peer_median, both.peer_median - 0.1)

    def test_the_commands_of_a_turn_are_in_its_own_folder(self):
        seen = []
        ours = Contender("ours", lambda r: [Command(("touch", "x"), ENV, r.folder)], lambda r, _: seen.append(sorted(r.folder.iterdir())))
        measured(Row("r", "a job", ours, (), 2))
        self.assertEqual([["x"]] * 3, [[p.name for p in files] for files in seen])

    def test_a_contender_that_takes_for_ever_is_given_up(self):
        # More than a machine takes for nothing while it is busy with other tests.
        with unittest.mock.patch("bench.command.PATIENCE", 3):
            result = measured(Row("r", "a job", shell("ours", ""), (Peer(shell("endless", "sleep 60")),), 1))
        self.assertEqual({"endless": "gave up after 3 s"}, result.failures)

    def test_memory_is_that_of_the_process(self):
        python = Command(("python3", "-c", "x = bytearray(200 << 20)"), ENV)
        self.assertGreater(run(python).rss, 200 << 20)


if __name__ == "__main__":
    unittest.main()
