"""Ten thousand versions of a model, a thousand models in a registry, many writers at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence

from . import peer_fixture
from .bench import Bench
from .command import Command, Outcome, Wrong, run
from .measure import Contender, Entrant, Peer, Round, Row
from .ours import says_nothing
from .peer_fixture import answers
from .registry_fixture import Model, make
from .rows_bytes import push_args

MANY, FEW = "bench/many", "bench/few"
WRITERS = 32


@dataclass(frozen=True)
class Grown:
    """A registry with one model of many versions and one of ten."""

    registry: Path
    many: Model

    @property
    def repository(self) -> Path:
        return self.registry / f"{MANY}.git"


def grown(b: Bench) -> Grown:
    def build(folder: Path) -> Grown:
        many = Model(MANY, b.sizes.versions)
        for model in (many, Model(FEW, 10)):
            make(folder / "registry", model, b.place.env())
        return Grown(folder / "registry", many)

    return b.once("many-versions", build)


def reading(b: Bench) -> Entrant:
    """Stock git reads every version's manifest: one pipeline of two processes."""
    g = grown(b)
    text = "git for-each-ref --format='%(refname:short):model.yaml' refs/tags | git cat-file --batch"
    command = b.stock.shell(text, g.repository)
    return Contender("git for-each-ref | cat-file", lambda _: [command], answers("version: 1.0.0", f"version: {g.many.last}"))


def _read(b: Bench, name: str, job: str, args: Sequence[str], check: Callable[[Round, Outcome], None], *peers: Peer) -> Row:
    g = grown(b)
    ours = b.ours.entrant(lambda _: [b.ours.command(g.registry, *args)], check)
    title = f"{g.many.versions:,} versions of a model: {job}"
    return Row(name, title, ours, (Peer(reading(b), 1), Peer(b.jvm), *peers), b.sizes.quick_rounds)


def many_list(b: Bench) -> Row:
    return _read(b, "many-list", "list the registry", ["list"], answers(f"{MANY}@{grown(b).many.last}"))


def many_versions(b: Bench) -> Row:
    """Against GTO with fewer versions, where it would need minutes a round with as many."""
    g, fewer = grown(b), b.sizes.gto_versions

    def build(folder: Path) -> Path:
        peer_fixture.gto(folder / "repository", fewer, b.place.env())
        return folder / "repository"

    repository = b.once("many-gto-versions", build)
    name = "gto show" if fewer == g.many.versions else f"gto show, with {fewer:,} versions"
    gto = b.stock.entrant("gto", name, lambda _: [b.stock.tool("gto", "show", "churn", cwd=repository)], answers("v1.0.0", f"v1.{fewer - 1}.0"))
    return _read(b, "many-versions", "the table of all", ["versions", MANY], _all_of(g.many), Peer(gto, 1))


def _all_of(model: Model) -> Callable[[Round, Outcome], None]:
    def check(_: Round, outcome: Outcome) -> None:
        words = set(outcome.out.split())
        lacking = [n for n in range(model.versions) if model.version(n) not in words]
        if lacking:
            raise Wrong(f"{len(lacking)} versions are not shown, {model.version(lacking[0])} among them")

    return check


def many_filter(b: Bench) -> Row:
    g = grown(b)
    args = ["versions", MANY, "--sort", "f1", "--desc"]
    return _read(b, "many-sorted", "all, sorted by a metric", args, _all_of(g.many))


def many_compare(b: Bench) -> Row:
    last = grown(b).many.versions - 1
    chosen = [grown(b).many.version(last * n // 4) for n in range(5)]
    return _read(b, "many-compare", "five side by side", ["compare", MANY, *chosen], answers(*chosen, "f1"))


def many_history(b: Bench) -> Row:
    g = grown(b)
    return _read(b, "many-history", "a metric over all", ["history", MANY, "--metric", "f1"], answers("f1", g.many.last))


def publish(b: Bench) -> Row:
    """The same small publish to the large model and to the small one."""
    g = grown(b)

    def contender(name: str, model: str) -> Entrant:
        def prepare(r: Round) -> None:
            (r.folder / "model.yaml").write_text(f"name: {model.split('/')[1]}\nsummary: Round {r.number}.\n")
            (r.folder / "config.json").write_text(f'{{"round": {r.number}}}\n')

        def check(r: Round, _: Outcome) -> None:
            manifest = run(b.stock.git(g.registry / f"{model}.git", "show", f"v2.{r.number}.0:model.yaml")).out
            answers(f"Round {r.number}.")(r, Outcome(0, 0, manifest, ""))

        def commands(r: Round):
            return [b.ours.command(g.registry, *push_args(r.folder, f"2.{r.number}.0", model))]

        return b.ours.entrant(commands, check, name=name, prepare=prepare)

    few = contender("git-model with 10 versions", FEW)
    job = f"publish a version of a model that has {g.many.versions:,} already"
    return Row("many-publish", job, contender("git-model", MANY), (Peer(few, 1.5),), b.sizes.quick_rounds)


def alias(b: Bench) -> Row:
    """The same alias move on the large model and on the small one."""
    g = grown(b)

    def contender(name: str, model: str) -> Entrant:
        def check(r: Round, _: Outcome) -> None:
            ids = run(b.stock.git(g.registry / f"{model}.git", "rev-parse", "refs/aliases/moving", f"refs/tags/v1.{r.number % 10}.0")).out.split()
            if ids[0] != ids[1]:
                raise Wrong(f"{model}'s alias is at {ids[0]}, not at {ids[1]}")

        def commands(r: Round):
            return [b.ours.command(g.registry, "alias", f"{model}@1.{r.number % 10}.0", "moving")]

        return b.ours.entrant(commands, check, name=name)

    few = contender("git-model with 10 versions", FEW)
    job = f"move an alias of a model with {g.many.versions:,} versions"
    return Row("many-alias", job, contender("git-model", MANY), (Peer(few, 1.5),), b.sizes.quick_rounds)


def models(b: Bench) -> Row:
    """One question to a registry of many models; stock git is asked once a repository."""
    count = b.sizes.models

    def build(folder: Path) -> Path:
        for number in range(count):
            make(folder / "registry", Model(f"bench/model-{number:04d}", 10), b.place.env())
        return folder / "registry"

    registry = b.once("many-models", build)
    fields = "%(refname:short) %(taggerdate:iso) %(taggername)"
    loop = f"for r in bench/*.git; do echo $r; git -C $r for-each-ref --format='{fields}' refs/tags refs/aliases; done"
    stock = Contender("git for-each-ref, each", lambda _: [b.stock.shell(loop, registry)], answers("model-0000.git", f"model-{count - 1:04d}.git", "v1.9.0"))

    def check(_: Round, outcome: Outcome) -> None:
        lacking = [n for n in range(count) if f"bench/model-{n:04d}@1.9.0" not in outcome.out]
        if lacking:
            raise Wrong(f"{len(lacking)} models are not listed")

    ours = b.ours.entrant(lambda _: [b.ours.command(registry, "list")], check)
    job = f"list a registry of {count:,} models with 10 versions each"
    return Row("many-models", job, ours, (Peer(stock, 0.1), Peer(b.jvm)), b.sizes.quick_rounds)


def writers(b: Bench) -> Row:
    """All at once on one model and one alias; each has to be in the log afterwards."""

    def build(folder: Path) -> Path:
        return make(folder / "registry", Model("bench/crowd", WRITERS), b.place.env())

    repository = b.once("crowd", build)
    registry = repository.parents[1]
    together = f"seq 0 {WRITERS - 1} | xargs -P {WRITERS} -I N "

    def logged() -> int:
        return int(run(b.stock.git(repository, "rev-list", "--count", "refs/audit/log")).out)

    before = {}

    def prepare(r: Round) -> None:
        before[r.number] = logged()

    def commands(r: Round):
        one = b.ours.command(registry)
        text = together + f"'{one.argv[0]}' alias bench/crowd@1.N.0 crowd-{r.number}"
        return [Command(("sh", "-c", text), one.env)]

    def check(r: Round, _: Outcome) -> None:
        entries = logged() - before[r.number]
        if entries != WRITERS:
            raise Wrong(f"{WRITERS} moves left {entries} entries in the audit log")
        run(b.ours.command(registry, "audit", "verify", "bench/crowd"))

    peers = []
    if isinstance(b.jvm, Contender):
        jvm = b.jvm.commands(Round(0, registry, registry))[0]
        line = together + " ".join(f"'{word}'" for word in jvm.argv)
        peers.append(Peer(Contender(f"{WRITERS} empty JVMs", lambda _: [Command(("sh", "-c", line), jvm.env)], says_nothing)))
    ours = b.ours.entrant(commands, check, prepare=prepare)
    return Row("writers", f"{WRITERS} processes move one alias at once", ours, tuple(peers), b.sizes.heavy_rounds)


ROWS = {
    "many-list": many_list, "many-versions": many_versions, "many-sorted": many_filter, "many-compare": many_compare,
    "many-history": many_history, "many-publish": publish, "many-alias": alias, "many-models": models, "writers": writers,
}
