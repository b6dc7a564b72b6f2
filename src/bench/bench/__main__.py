"""The command: arguments in, one table out, one line more in the history."""

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, Optional

from . import history, ours, rows_bytes, rows_many, rows_remote, rows_scale, rows_startup, rows_trace, table
from .bench import FULL, QUICK, Bench
from .command import Wrong
from .measure import Missing, Row, measure
from .peer_fixture import Stock
from .peers import Peers
from .place import ROOT, Place

ROWS: Dict[str, Callable[[Bench], Row]] = {
    **rows_startup.ROWS, **rows_bytes.ROWS, **rows_many.ROWS, **rows_remote.ROWS, **rows_trace.ROWS, **rows_scale.ROWS,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="src/bench/run",
        description="git-model against cp, sha256sum, openssl, git, git-lfs, GTO, DVC and MLflow doing the same job.",
        epilog="Ratios are ours / theirs, the median of paired rounds; below 1 is faster. Rows: " + ", ".join(ROWS),
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small sizes, under three minutes (default)")
    size.add_argument("--full", action="store_true", help="2 GiB, 10,000 files, 10,000 versions, 1,000 models; a row ends within about five minutes")
    parser.add_argument("--dir", type=Path, default=ROOT / "target" / "bench", help="results and scratch space (default: target/bench)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch space there")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="only these rows; a part of a name is enough")
    return parser.parse_args()


def chosen(words: List[str]) -> Dict[str, Callable[[Bench], Row]]:
    """Rows whose name is one of `words`; for a word that names none exactly, those that hold it."""
    if not words:
        return ROWS
    names = [n for w in words for n in ([w] if w in ROWS else [n for n in ROWS if w in n])]
    if not names:
        sys.exit(f"error: no row is named so\nhint: the rows are {', '.join(ROWS)}")
    return {name: ROWS[name] for name in ROWS if name in names}


def say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def one(name: str, build: Callable[[Bench], Row], bench: Bench) -> List[table.Line]:
    """Measures a row, prints its part of the table, and frees its space."""
    folder = bench.place.work / "rows" / name
    try:
        measured = measure(build(bench), folder, bench.sizes.pace, say)
        parts = [table.lines(measured), table.memory_lines(measured)]
    except Wrong as e:
        parts = [[table.failed(name, str(e))]]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(table.render(lines) for lines in parts if lines), flush=True)
    return [line for lines in parts for line in lines]


def main() -> int:
    args = arguments()
    rows = chosen(args.rows)
    sizes, mode = (FULL, "full") if args.full else (QUICK, "quick")
    place = Place.of(args.dir.resolve())
    place.lay()
    tools = Peers(place.cache, say)
    model = ours.GitModel.build(place, say)
    # So that what fixtures have started ends with us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(place, sizes, model, Stock(place, tools), ours.empty_jvm(model.java, place), say)
    print(table.heading(mode, history.commit()), flush=True)
    try:
        lines = [line for name, build in rows.items() for line in one(name, build, bench)]
    finally:
        bench.stop()
    versions = {**tools.versions(), "git-model": model.version or "missing: " + str(model.why_missing), "java": model.java_version()}
    history.append(place.results / "history.jsonl", mode, versions, lines)
    print(table.closing(lines, versions, place.results / "history.jsonl"))
    if not args.keep:
        place.clear()
    return 1 if any(line.problem and line.problem.find("WRONG") >= 0 for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
