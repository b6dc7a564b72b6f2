"""Rows, contenders, and the paired rounds in which they are measured."""

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple, Union

from . import files
from .command import Command, GaveUp, Outcome, Wrong, run_all


@dataclass(frozen=True)
class Round:
    """`number` counts from 0, the warm-up; `folder` is this turn's own, `home` the contender's for the row."""

    number: int
    folder: Path
    home: Path


def _nothing(*_) -> None:
    pass


@dataclass(frozen=True)
class Inner:
    """A part of what a contender does: its name, its seconds of the whole outcome, and the target against it."""

    name: str
    seconds: Callable[[Outcome], float]
    at_most: Optional[float] = None


@dataclass(frozen=True)
class Contender:
    """Does the row's job by commands. Only `commands` is timed; `setup` comes once, `prepare` and `check` each turn.

    `slow` contenders take part in the first rounds only; others in at most `most`, if that is said, and unwarmed then.
    `inner` is a part of the job that has a line of its own.
    """

    name: str
    commands: Callable[[Round], Sequence[Command]]
    check: Callable[[Round, Outcome], None]
    setup: Callable[[Path], None] = _nothing
    prepare: Callable[[Round], None] = _nothing
    slow: bool = False
    most: Optional[int] = None
    inner: Optional[Inner] = None


@dataclass(frozen=True)
class Missing:
    """A contender that could not be had, and why: printed, never left out."""

    name: str
    why: str


Entrant = Union[Contender, Missing]


@dataclass(frozen=True)
class Peer:
    """Whom we are compared with; `at_most` is the target for ours / theirs, if there is one."""

    entrant: Entrant
    at_most: Optional[float] = None


@dataclass(frozen=True)
class Pace:
    """How many rounds the slow ones take part in, and whether they are warmed up."""

    slow_rounds: int
    slow_warmup: bool


@dataclass(frozen=True)
class Row:
    """One job. Its seconds are compared; where `memory` names a row of that kind, its peak memory too, as bytes. `pace`
    is for rows whose rounds take long. With `full_cache`, each turn begins with a full page cache.
    """

    name: str
    job: str
    ours: Entrant
    peers: Tuple[Peer, ...]
    rounds: int
    memory: Optional[str] = None
    pace: Optional[Pace] = None
    full_cache: bool = False


@dataclass
class Measured:
    """What the rounds gave, by contender: one value per round that it took part in, or why it has none."""

    row: Row
    values: Dict[str, Dict[int, float]] = field(default_factory=dict)
    memory: Dict[str, Dict[int, float]] = field(default_factory=dict)
    failures: Dict[str, str] = field(default_factory=dict)


def measure(row: Row, folder: Path, pace: Pace, say: Callable[[str], None]) -> Measured:
    """Runs the rounds, each contender once a round, the order turning by one from round to round."""
    result = Measured(row)
    racing = _ready(row, folder, result)
    for number in range(row.rounds + 1):
        say(f"{row.name}: " + (f"round {number} of {row.rounds}" if number else "warm-up"))
        turn = number % max(1, len(racing))
        for contender in racing[turn:] + racing[:turn]:
            if contender.name not in result.failures and _takes_part(contender, number, row.pace or pace):
                _turn(contender, number, folder, result, row.full_cache)
    return result


def _ready(row: Row, folder: Path, result: Measured) -> List[Contender]:
    racing = []
    for entrant in [row.ours] + [peer.entrant for peer in row.peers]:
        if isinstance(entrant, Missing):
            result.failures[entrant.name] = "missing: " + entrant.why
            continue
        home = _home(folder, entrant)
        home.mkdir(parents=True, exist_ok=True)
        try:
            entrant.setup(home)
            racing.append(entrant)
        except (Wrong, GaveUp) as e:
            result.failures[entrant.name] = f"WRONG: {e}"
    return racing


def _takes_part(contender: Contender, number: int, pace: Pace) -> bool:
    if not contender.slow:
        return contender.most is None or 0 < number <= contender.most
    return number <= pace.slow_rounds and (number > 0 or pace.slow_warmup)


def _turn(contender: Contender, number: int, folder: Path, result: Measured, full_cache: bool) -> None:
    home = _home(folder, contender)
    turn = Round(number, home / f"round-{number}", home)
    turn.folder.mkdir()
    try:
        contender.prepare(turn)
        if full_cache:
            files.fill_page_cache(folder.parent / f"fill-{time.time_ns()}")
        outcome = run_all(contender.commands(turn))
        contender.check(turn, outcome)
        if number:
            _note(contender, number, outcome, result)
    except GaveUp as e:
        result.failures[contender.name] = str(e)
    except (Wrong, OSError) as e:
        result.failures[contender.name] = f"WRONG: {e}"
    finally:
        shutil.rmtree(turn.folder, ignore_errors=True)


def _note(contender: Contender, number: int, outcome: Outcome, result: Measured) -> None:
    result.values.setdefault(contender.name, {})[number] = outcome.seconds
    result.memory.setdefault(contender.name, {})[number] = float(outcome.rss)
    if contender.inner:
        result.values.setdefault(contender.inner.name, {})[number] = contender.inner.seconds(outcome)


def _home(folder: Path, contender: Contender) -> Path:
    return folder / "".join(c if c.isalnum() else "-" for c in contender.name)
