"""What every row is built from: the sizes of this run, the tools, and fixtures that are made once and shared."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, List

from .measure import Entrant, Pace
from .ours import GitModel
from .peer_fixture import Stock
from .place import Place


@dataclass(frozen=True)
class Sizes:
    """How much of everything; the rounds and the paces say how often. Rows of gigabytes have fewer of all, so that each
    ends within five minutes: `lfs_rounds` is how often git-lfs is waited for. `full_cache` is for files so large that
    memory has to be made for them.
    """

    file: int
    shards: int
    shard: int
    small_files: int
    small_file: int
    versions: int
    gto_versions: int
    models: int
    quick_rounds: int
    heavy_rounds: int
    lfs_rounds: int
    pace: Pace
    heavy_pace: Pace = Pace(1, False)
    full_cache: bool = False


QUICK = Sizes(64 * 2**20, 64, 2**20, 1_000, 10_240, 500, 500, 100, 7, 3, 3, Pace(1, False))
FULL = Sizes(2 * 2**30, 64, 16 * 2**20, 10_000, 10_240, 10_000, 500, 1_000, 15, 3, 2, Pace(3, True), full_cache=True)


@dataclass
class Bench:
    place: Place
    sizes: Sizes
    ours: GitModel
    stock: Stock
    jvm: Entrant
    say: Callable[[str], None]
    _made: Dict[str, object] = field(default_factory=dict)
    _running: List[Callable[[], None]] = field(default_factory=list)

    def once(self, name: str, make: Callable[[Path], object]) -> object:
        """The fixture `name`, made in a folder of its own where it is asked for the first time."""
        if name not in self._made:
            self.say(f"making {name}")
            folder = self.place.work / "fixtures" / name
            folder.mkdir(parents=True)
            self._made[name] = make(folder) or folder
            # Or the disk would still be writing it beside what is measured.
            os.sync()
        return self._made[name]

    def stop_later(self, stop: Callable[[], None]) -> None:
        self._running.append(stop)

    def stop(self) -> None:
        """Ends what fixtures have started."""
        while self._running:
            self._running.pop()()


def shown(size: int) -> str:
    """2 GiB, 64 MiB, 10 KiB."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 2**power:
            return f"{size / 2**power:g} {unit}"
    return f"{size} bytes"


def paths(folder: Path) -> List[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())
