"""One command, run to its end: seconds on the wall, peak memory, output."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Sequence, Tuple


class Wrong(Exception):
    """A contender failed, or did something other than the job."""


class GaveUp(Exception):
    """A contender took so long that waiting for it would say no more."""


PATIENCE = 300

# A process's peak memory starts at that of the process it was forked from. So a fresh and empty Python forks it,
# and not this one: what is left is a floor of 10 MiB.
WATCH = """
import json, os, sys, time
started = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as answer:
    json.dump([time.perf_counter() - started, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)], answer)
"""


@dataclass(frozen=True)
class Command:
    argv: Tuple[str, ...]
    env: Dict[str, str]
    cwd: Optional[Path] = None

    def __str__(self) -> str:
        return " ".join(self.argv)


@dataclass(frozen=True)
class Outcome:
    """`rss` is the peak resident memory of the process or its largest child, in bytes; `last` are the seconds of
    the last of several commands.
    """

    seconds: float
    rss: int
    out: str
    err: str
    last: float = 0


def run(command: Command) -> Outcome:
    """Runs `command`; Wrong where it does not succeed. Output goes to files, so nothing waits for a reader."""
    gave_up = threading.Event()

    def stop() -> None:
        gave_up.set()
        os.killpg(process.pid, signal.SIGKILL)

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as answer:
        process = subprocess.Popen(
            (sys.executable, "-I", "-S", "-c", WATCH, answer.name, *command.argv),
            env=command.env, cwd=command.cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True,
        )
        timer = threading.Timer(PATIENCE, stop)
        timer.start()
        process.wait()
        timer.cancel()
        said = answer.read()
        seconds, rss, code = json.loads(said) if said else (0.0, 0, process.returncode or -1)
        outcome = Outcome(seconds, rss, _text(out), _text(err))
    if gave_up.is_set():
        raise GaveUp(f"gave up after {PATIENCE} s")
    if code != 0:
        said = (outcome.err or outcome.out).strip()
        raise Wrong(f"`{command}` ended with {code}: {said[-600:]}")
    return outcome


def run_all(commands: Sequence[Command]) -> Outcome:
    """Runs them one after the other: seconds added up, the largest memory, all output."""
    outcomes = [run(command) for command in commands]
    return Outcome(
        sum(o.seconds for o in outcomes),
        max(o.rss for o in outcomes),
        "".join(o.out for o in outcomes),
        "".join(o.err for o in outcomes),
        outcomes[-1].seconds,
    )


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
