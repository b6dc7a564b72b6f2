"""One command, run to its end: seconds on the wall, peak memory, output."""

import os
import subprocess
import signal
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Sequence, Tuple


class Wrong(Exception):
    """A contender failed, or did something other than the job."""


class GaveUp(Exception):
    """A contender took so long that waiting for it would say no more."""


PATIENCE = 300


@dataclass(frozen=True)
class Command:
    argv: Tuple[str, ...]
    env: Dict[str, str]
    cwd: Optional[Path] = None

    def __str__(self) -> str:
        return " ".join(self.argv)


@dataclass(frozen=True)
class Outcome:
    """`rss` is the peak resident memory of the process or its largest child, in bytes."""

    seconds: float
    rss: int
    out: str
    err: str


def run(command: Command) -> Outcome:
    """Runs `command`; Wrong where it does not succeed. Output goes to files, so nothing waits for a reader."""
    gave_up = threading.Event()

    def stop() -> None:
        gave_up.set()
        os.killpg(process.pid, signal.SIGKILL)

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.argv, env=command.env, cwd=command.cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            start_new_session=True,
        )
        timer = threading.Timer(PATIENCE, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        outcome = Outcome(seconds, usage.ru_maxrss * 1024, _text(out), _text(err))
    if gave_up.is_set():
        raise GaveUp(f"gave up after {PATIENCE} s")
    if process.returncode != 0:
        said = (outcome.err or outcome.out).strip()
        raise Wrong(f"`{command}` ended with {process.returncode}: {said[-600:]}")
    return outcome


def run_all(commands: Sequence[Command]) -> Outcome:
    """Runs them one after the other: seconds added up, the largest memory, all output."""
    outcomes = [run(command) for command in commands]
    return Outcome(
        sum(o.seconds for o in outcomes),
        max(o.rss for o in outcomes),
        "".join(o.out for o in outcomes),
        "".join(o.err for o in outcomes),
    )


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
