"""Questions to the history: where from, what changed, since when, why; asked of many versions and of many models."""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Sequence

from .bench import Bench
from .command import Command, Outcome, Wrong, run
from .measure import Contender, Peer, Round, Row
from .peer_fixture import answers
from .registry_fixture import EPOCH, Model, make
from .rows_scale import MANY, grown, reading

FAMILY = "bench/family"
SCAN = Path(__file__).with_name("scan_job.py")
# What a question to all models may take of the time in which stock git answers the same, or lists no more than their tags.
SHARE = 0.1
METRIC, MINIMUM, LICENSE = "metric_07", "0.7", "apache-2.0"


def _middle(b: Bench) -> int:
    """The number of a version halfway that was champion then."""
    return b.sizes.versions // 10 * 5


def _then(number: int) -> str:
    """When version `number` was the last one."""
    return datetime.fromtimestamp(EPOCH + 60 * (number + 1), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _ask(b: Bench, name: str, job: str, args: Sequence[str], check: Callable[[Round, Outcome], None], *peers: Peer) -> Row:
    """A question to the model of many versions, within what stock git takes to read their manifests."""
    g = grown(b)
    ours = b.ours.entrant(lambda _: [b.ours.command(g.registry, *args)], check)
    return Row(name, f"{g.many.versions:,} versions of a model: {job}", ours, (Peer(reading(b), 1), *peers), b.sizes.quick_rounds)


def _git(b: Bench, name: str, text: str, check) -> Peer:
    command = b.stock.shell(text, grown(b).repository)
    return Peer(Contender(name, lambda _: [command], check))


def resolve_at(b: Bench) -> Row:
    number = _middle(b)
    version, at = grown(b).many.version(number), _then(number)
    log = f"git log -1 --until={at} --grep='^Alias: champion$' --format=%B refs/audit/log"
    return _ask(b, "at-resolve", "which one was the champion then", ["resolve", f"{MANY}@champion", "--at", at],
                answers(f"{MANY}@{version}"), _git(b, "git log --until", log, answers(f"Version: {version}")))


def versions_at(b: Bench) -> Row:
    number = _middle(b)
    model, at = grown(b).many, _then(number)

    def check(_: Round, outcome: Outcome) -> None:
        words = set(outcome.out.split())
        wrong = [n for n in range(model.versions) if (model.version(n) in words) != (n <= number)]
        if wrong:
            raise Wrong(f"{len(wrong)} versions are shown or left out, {model.version(wrong[0])} among them")

    log = f"git log --until={at} --format=%B refs/audit/log"
    return _ask(b, "at-versions", "the table as it was halfway", ["versions", MANY, "--at", at], check,
                _git(b, "git log --until", log, answers("Version: 1.0.0", f"Version: {model.version(number)}")))


def diff(b: Bench) -> Row:
    model = grown(b).many
    one, other = model.version(0), model.last
    return _ask(b, "diff", "the first and the last, down to the tensors", ["diff", f"{MANY}@{one}", f"{MANY}@{other}"],
                answers("epochs", "seed", "quality"),
                _git(b, "git diff", f"git diff v{one} v{other}", answers("seed")))


def bisect(b: Bench) -> Row:
    model = grown(b).many
    good, bad = model.version(model.culprit - 1), model.version(model.culprit)
    notes = "git log --reverse --format=%H refs/heads/main && git ls-tree -r --format='%(objectname)' refs/notes/metrics | git cat-file --batch"
    return _ask(b, "bisect", "since when a metric is worse, and why", ["bisect", MANY, "--metric", "quality"],
                answers(good, bad, "0.92", "0.85"), _git(b, "git log + ls-tree | cat-file", notes, answers("quality: 0.85")))


def blame(b: Bench) -> Row:
    last = grown(b).many.last
    return _ask(b, "blame", "who last changed each field", ["blame", MANY], answers("learning_rate", last),
                _git(b, "git blame", f"git blame v{last} -- model.yaml", answers("learning_rate")))


def lineage(b: Bench) -> Row:
    last = grown(b).many.last
    return _ask(b, "lineage", "where the last comes from", ["lineage", f"{MANY}@{last}"], answers(last),
                _git(b, "git log", f"git log --format='%H %P %D' v{last}", answers("v1.0.0")))


def export(b: Bench) -> Row:
    model = grown(b).many

    def check(_: Round, outcome: Outcome) -> None:
        there = {json.loads(line)["trailers"].get("Version") for line in outcome.out.splitlines()}
        lacking = [n for n in range(model.versions) if model.version(n) not in there]
        if lacking:
            raise Wrong(f"{len(lacking)} publications are not exported, that of {model.version(lacking[0])} among them")

    return _ask(b, "audit-export", "the audit log as JSON lines", ["audit", MANY, "--format", "jsonl"], check,
                _git(b, "git log", "git log --format=raw refs/audit/log", answers("Version: 1.0.0")))


def family(b: Bench) -> Path:
    """A registry of many models that all name one version of the first as their base."""

    def build(folder: Path) -> Path:
        registry = folder / "registry"
        make(registry, Model(f"{FAMILY}-0000", 10, dataset="tickets-2026"), b.place.env())
        for number in range(1, b.sizes.models):
            make(registry, Model(f"{FAMILY}-{number:04d}", 10, base=f"{FAMILY}-0000@1.9.0", dataset="tickets-2026"), b.place.env())
        return registry

    return b.once("family", build)


def _ask_all(b: Bench, name: str, job: str, args: Sequence[str], check, *peers: Peer) -> Row:
    """A question to the registry of many models, within `SHARE` of what stock git takes to answer it, and of what it takes
    to list no more than their tags."""
    registry, count = family(b), b.sizes.models
    loop = "for r in bench/*.git; do git -C $r for-each-ref --format='%(refname:short)' refs/tags refs/aliases; done"
    each = Contender("git for-each-ref, each", lambda _: [b.stock.shell(loop, registry)], answers("v1.9.0"))
    ours = b.ours.entrant(lambda _: [b.ours.command(registry, *args)], check)
    return Row(name, f"{count:,} models with 10 versions each: {job}", ours, (*peers, Peer(each, SHARE), Peer(b.jvm)), b.sizes.quick_rounds)


def filtered(b: Bench) -> Row:
    registry = family(b)
    scan = Command((sys.executable, str(SCAN), str(registry), METRIC, MINIMUM, LICENSE), b.place.env())
    expected = run(scan).out.split()

    def ours(_: Round, outcome: Outcome) -> None:
        found = [row["name"] for row in json.loads(outcome.out)["rows"]]
        if found != expected or not found:
            raise Wrong(f"{len(found)} models fit, and the scan finds {len(expected)}")

    def scanned(_: Round, outcome: Outcome) -> None:
        if outcome.out.split() != expected:
            raise Wrong("the scan is not sure of its answer")

    where = f"metrics.{METRIC} > {MINIMUM} and license = {LICENSE}"
    return _ask_all(b, "filter", "those that fit a filter", ["list", "--where", where, "--json"], ours,
                    Peer(Contender("brute-force scan", lambda _: [scan], scanned, slow=True), SHARE))


def list_at(b: Bench) -> Row:
    registry, at = family(b), _then(4)
    log = f"for r in bench/*.git; do git -C $r log -1 --until={at} --format=%B refs/audit/log; done"
    each = Contender("git log --until, each", lambda _: [b.stock.shell(log, registry)], answers("Version: 1.4.0"))
    return _ask_all(b, "at-list", "the list as it was", ["list", "--at", at],
                    answers(f"{FAMILY}-0000@1.4.0", f"{FAMILY}-{b.sizes.models - 1:04d}@1.4.0"), Peer(each, SHARE))


def descendants(b: Bench) -> Row:
    registry, count = family(b), b.sizes.models
    text = (f"for r in bench/*.git; do git -C $r for-each-ref --format='%(refname:short):model.yaml' refs/tags"
            f" | git -C $r cat-file --batch | grep -q 'base_model: {FAMILY}-0000@1.9.0' && echo $r; done")

    def check(_: Round, outcome: Outcome) -> None:
        lacking = [n for n in range(1, count) if f"{FAMILY}-{n:04d}" not in outcome.out]
        if lacking:
            raise Wrong(f"{len(lacking)} descendants are not found")

    scan = Contender("git cat-file | grep, each", lambda _: [b.stock.shell(text + "; true", registry)], check, slow=True)
    return _ask_all(b, "descendants", "all that is derived from one version", ["lineage", f"{FAMILY}-0000@1.9.0", "--down"], check, Peer(scan, SHARE))


ROWS = {
    "at-resolve": resolve_at, "at-versions": versions_at, "diff": diff, "bisect": bisect, "blame": blame,
    "lineage": lineage, "audit-export": export, "filter": filtered, "at-list": list_at, "descendants": descendants,
}
