"""From measured rounds to lines, and from lines to the table that is printed."""

from dataclasses import dataclass, replace
from statistics import median
from typing import Dict, List, Optional

from .measure import Measured, Missing, Peer


@dataclass(frozen=True)
class Line:
    """Ours against one peer. `ratio` is the median of the rounds' ratios, `ratio_min` that of the two minimums."""

    row: str
    job: str
    unit: str
    peer: str
    rounds: int
    ours_median: Optional[float]
    ours_min: Optional[float]
    peer_median: Optional[float]
    peer_min: Optional[float]
    ratio: Optional[float]
    ratio_min: Optional[float]
    at_most: Optional[float]
    problem: Optional[str]

    @property
    def verdict(self) -> str:
        if self.problem:
            return self.problem if len(self.problem) < 60 else self.problem[:57] + "..."
        if self.at_most is None or self.ratio is None:
            return ""
        return "met" if self.ratio <= self.at_most else "NOT MET"


def lines(measured: Measured) -> List[Line]:
    result = []
    for peer in measured.row.peers:
        result.append(_line(measured, peer.entrant.name, peer))
        inner = None if isinstance(peer.entrant, Missing) else peer.entrant.inner
        if inner and inner.name in measured.values:
            result.append(_line(measured, inner.name, Peer(peer.entrant, inner.at_most)))
    return result


def memory_lines(measured: Measured) -> List[Line]:
    """The peak memory of the same processes, where the row wants it shown."""
    row = measured.row
    if not row.memory:
        return []
    job = "peak memory of that (git-model runs with a heap of 256 MiB at most)"
    shown = replace(row, name=row.memory, job=job)
    bytes_used = Measured(shown, measured.memory, {}, measured.failures)
    return [replace(_line(bytes_used, p.entrant.name, Peer(p.entrant)), unit="bytes") for p in row.peers]


def _line(measured: Measured, name: str, peer: Peer) -> Line:
    row = measured.row
    ours = measured.values.get(row.ours.name, {})
    theirs = measured.values.get(name, {})
    common = sorted(set(ours) & set(theirs))
    ratios = [ours[n] / theirs[n] for n in common]
    problem = next((f"{who} {measured.failures[who]}" for who in (row.ours.name, peer.entrant.name) if who in measured.failures), None)
    return Line(
        row=row.name,
        job=row.job,
        unit="seconds",
        peer=name,
        rounds=len(common) or len(theirs),
        **_summary("ours", ours),
        **_summary("peer", theirs),
        ratio=median(ratios) if ratios else None,
        ratio_min=min(ours.values()) / min(theirs.values()) if ratios else None,
        at_most=peer.at_most,
        problem=problem,
    )


def _summary(who: str, values: Dict[int, float]) -> Dict[str, Optional[float]]:
    return {
        who + "_median": median(values.values()) if values else None,
        who + "_min": min(values.values()) if values else None,
    }


HEADS = ("against", "ours median", "min", "peer median", "min", "ratio", "of mins", "target", "")
WIDTHS = (32, 11, 9, 11, 9, 7, 7, 7)


def heading(mode: str, commit: str) -> str:
    title = f"git-model {commit[:12]}, {mode} sizes; ratio = ours / theirs, the median of paired rounds"
    return f"{title}\n\n{_joined(HEADS)}"


def failed(row: str, problem: str) -> Line:
    """A row that could not even begin."""
    nothing = [None] * 7
    return Line(row, row, "seconds", "-", 0, *nothing, "WRONG: " + problem)


def render(lines: List[Line]) -> str:
    """One row's part of the table: its job, and a line for each peer."""
    title = f"\n{lines[0].row}: {lines[0].job}"
    return "\n".join([title] + [_joined(_cells(line)) for line in lines])


def closing(lines: List[Line], versions: Dict[str, str], file: object) -> str:
    """How many targets are met, with what it was measured, and where the numbers are kept."""
    judged = [line.verdict for line in lines if line.at_most is not None and line.ratio is not None]
    text = ["", f"{judged.count('met')} of {len(judged)} targets met"]
    text += sorted({line.problem for line in lines if line.problem})
    text += ["", "measured with: " + "; ".join(f"{name} {version}" for name, version in versions.items())]
    return "\n".join([*text, f"kept in {file}"])


def _cells(line: Line):
    number = _seconds if line.unit == "seconds" else _bytes
    return (
        line.peer,
        number(line.ours_median),
        number(line.ours_min),
        number(line.peer_median),
        number(line.peer_min),
        _times(line.ratio),
        _times(line.ratio_min),
        "" if line.at_most is None else f"<= {line.at_most:g}",
        line.verdict,
    )


def _joined(cells) -> str:
    left = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, WIDTHS))]
    return "  ".join(["", *left, cells[-1]]).rstrip()


def _seconds(value: Optional[float]) -> str:
    if value is None:
        return "-"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def _bytes(value: Optional[float]) -> str:
    return "-" if value is None else f"{value / 2**20:.0f} MiB"


def _times(value: Optional[float]) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
