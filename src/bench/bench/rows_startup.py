"""What a metadata verb costs when asked once, from the command line: mostly start-up."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence, Tuple

from . import peer_fixture
from .bench import Bench
from .command import Command, Outcome, Wrong, run
from .measure import Contender, Peer, Round, Row
from .ours import says_nothing
from .peer_fixture import answers
from .registry_fixture import Model, make

VERSIONS = 10
NAME = "bench/churn"


@dataclass(frozen=True)
class Stores:
    """The same ten versions as each contender keeps them; `twin` is a copy of ours that stock git may write to."""

    registry: Path
    repository: Path
    twin: Path
    gto: Path
    dvc: Path
    mlflow: Path


def stores(b: Bench) -> Stores:
    def build(folder: Path) -> Stores:
        env, stock = b.place.env(), b.stock
        model = Model(NAME, VERSIONS)
        s = Stores(folder / "registry", Path(), Path(), folder / "gto", folder / "dvc", folder / "mlflow")
        repository = make(s.registry, model, env)
        for other in ("bench/fraud", "bench/tickets"):
            make(s.registry, Model(other, VERSIONS), env)
        twin = make(folder / "twin", model, env)
        peer_fixture.gto(s.gto, VERSIONS, env)
        s.mlflow.mkdir()
        if not stock.peers["dvc"].why_missing:
            peer_fixture.dvc(s.dvc, VERSIONS, stock)
        if not stock.peers["mlflow"].why_missing:
            run(stock.mlflow(s.mlflow, "make", str(VERSIONS)))
        return Stores(s.registry, repository, twin, s.gto, s.dvc, s.mlflow)

    return b.once("ten-versions", build)


def limits(b: Bench) -> Tuple[Peer, ...]:
    """What the operating system, git and Python need for about nothing."""
    repository = stores(b).repository
    # The system's own where there is one: a version manager's starts several times slower.
    python = Command((shutil.which("python3", path="/usr/bin") or sys.executable, "-c", "pass"), b.place.env())
    tags = b.stock.git(repository, "tag", "-l")
    return (
        Peer(b.jvm, 4),
        Peer(Contender("git tag -l", lambda _: [tags], answers("v1.9.0"))),
        Peer(Contender("python3 -c pass", lambda _: [python], says_nothing)),
    )


def _row(b: Bench, verb: str, job: str, args: Callable[[Round], Sequence[str]], check, *peers: Peer) -> Row:
    registry = stores(b).registry
    ours = b.ours.entrant(lambda r: [b.ours.command(registry, *args(r))], check)
    return Row(verb, job, ours, limits(b) + peers, b.sizes.quick_rounds)


def _peer(b: Bench, tool: str, name: str, command: Callable[[Round], Command], check) -> Peer:
    at_most = None if tool == "git" else 1
    return Peer(b.stock.entrant(tool, name, lambda r: [command(r)], check), at_most)


def _both(r: Round) -> str:
    """Each turn another version than the turn before."""
    return f"1.{r.number % 2 + 1}.0"


def resolve(b: Bench) -> Row:
    s, stock = stores(b), b.stock
    return _row(
        b, "resolve", "which version is the champion?",
        lambda _: ["resolve", f"{NAME}@champion"], answers("1.9.0"),
        _peer(b, "git", "git tag --points-at", lambda _: stock.git(s.repository, "tag", "--points-at", "refs/aliases/champion^{}"), answers("v1.9.0")),
        _peer(b, "gto", "gto show", lambda _: stock.tool("gto", "show", "churn#champion", cwd=s.gto), answers("v1.9.0")),
        _peer(b, "mlflow", "mlflow", lambda _: stock.mlflow(s.mlflow, "resolve", "champion"), answers("10")),
    )


def alias(b: Bench) -> Row:
    s, stock = stores(b), b.stock

    def moved(repository: Path, ref: str):
        def check(r: Round, _: Outcome) -> None:
            pointed = run(stock.git(repository, "rev-parse", ref, f"refs/tags/v{_both(r)}")).out.split()
            if pointed[0] != pointed[1]:
                raise Wrong(f"{ref} is at {pointed[0]}, not at {pointed[1]}")

        return check

    return _row(
        b, "alias", "move an alias to another version",
        lambda r: ["alias", f"{NAME}@{_both(r)}", "candidate"], moved(s.repository, "refs/aliases/candidate"),
        _peer(b, "git", "git update-ref", lambda r: stock.git(s.twin, "update-ref", "refs/aliases/candidate", f"refs/tags/v{_both(r)}"),
              moved(s.twin, "refs/aliases/candidate")),
        _peer(b, "gto", "gto assign",
              lambda r: stock.tool("gto", "assign", "churn", "--version", f"v{_both(r)}", "--stage", "candidate", "--force", cwd=s.gto),
              lambda r, o: answers("candidate", f"v{_both(r)}")(r, o)),
        _peer(b, "mlflow", "mlflow", lambda r: stock.mlflow(s.mlflow, "alias", "candidate", _both(r)[2]),
              lambda r, o: answers(f"candidate -> {_both(r)[2]}")(r, o)),
    )


def metrics(b: Bench) -> Row:
    s, stock = stores(b), b.stock
    return _row(
        b, "metrics", "show the metrics of a version",
        lambda _: ["metrics", f"{NAME}@1.5.0"], answers("accuracy", "0.505"),
        _peer(b, "git", "git notes show", lambda _: stock.git(s.repository, "notes", "--ref=metrics", "show", "v1.5.0^{}"), answers("0.505")),
        _peer(b, "dvc", "dvc metrics show", lambda _: stock.tool("dvc", "metrics", "show", cwd=s.dvc), answers("0.59")),
        _peer(b, "mlflow", "mlflow", lambda _: stock.mlflow(s.mlflow, "metrics", "6"), answers("0.05")),
    )


def metrics_set(b: Bench) -> Row:
    s, stock = stores(b), b.stock

    def value(r: Round) -> str:
        return f"0.{700 + r.number}"

    def noted(repository: Path):
        def check(r: Round, _: Outcome) -> None:
            answers(f"f1: {value(r)}")(r, run(stock.git(repository, "notes", "--ref=metrics", "show", "v1.6.0^{}")))

        return check

    return _row(
        b, "metrics-set", "set a metric of a version",
        lambda r: ["metrics", f"{NAME}@1.6.0", f"f1={value(r)}"], noted(s.repository),
        _peer(b, "git", "git notes add",
              lambda r: stock.git(s.twin, "notes", "--ref=metrics", "add", "-f", "-m", f"f1: {value(r)}", "v1.6.0^{}"), noted(s.twin)),
        _peer(b, "mlflow", "mlflow", lambda r: stock.mlflow(s.mlflow, "set_metric", "7", value(r)),
              lambda r, o: answers(f"f1={value(r)}")(r, o)),
    )


def info(b: Bench) -> Row:
    s, stock = stores(b), b.stock
    fields = "%(refname:short) %(taggerdate:iso) %(taggername) %(contents)"
    return _row(
        b, "info", "show a model and all its versions",
        lambda _: ["info", NAME], answers("1.9.0", "1.0.0"),
        _peer(b, "git", "git for-each-ref", lambda _: stock.git(s.repository, "for-each-ref", f"--format={fields}", "refs/tags"), answers("v1.9.0")),
        _peer(b, "gto", "gto show", lambda _: stock.tool("gto", "show", "churn", cwd=s.gto), answers("v1.9.0", "v1.0.0")),
        _peer(b, "mlflow", "mlflow", lambda _: stock.mlflow(s.mlflow, "info"), answers("churn 10", "churn 1 ")),
    )


def models(b: Bench) -> Row:
    s, stock = stores(b), b.stock
    return _row(
        b, "list", "list the models of a small registry",
        lambda _: ["list"], answers("churn", "fraud", "tickets", "1.9.0"),
        _peer(b, "gto", "gto show", lambda _: stock.tool("gto", "show", cwd=s.gto), answers("churn", "v1.9.0")),
        _peer(b, "mlflow", "mlflow", lambda _: stock.mlflow(s.mlflow, "models"), answers("churn")),
    )


def compare(b: Bench) -> Row:
    s, stock = stores(b), b.stock
    read = "git show v1.1.0:model.yaml v1.2.0:model.yaml && for v in v1.1.0 v1.2.0; do git notes --ref=metrics show $v^{}; done"
    return _row(
        b, "compare", "two versions side by side, with their metrics",
        lambda _: ["compare", NAME, "1.1.0", "1.2.0"], answers("0.501", "0.502"),
        _peer(b, "git", "git show + notes", lambda _: stock.shell(read, s.repository), answers("0.501", "0.502")),
        _peer(b, "dvc", "dvc metrics diff", lambda _: stock.tool("dvc", "metrics", "diff", "v1.1.0", "v1.2.0", cwd=s.dvc), answers("0.51", "0.52")),
        _peer(b, "mlflow", "mlflow", lambda _: stock.mlflow(s.mlflow, "compare", "2", "3"), answers("0.01", "0.02")),
    )


ROWS = {
    "resolve": resolve, "alias": alias, "metrics": metrics, "metrics-set": metrics_set,
    "info": info, "list": models, "compare": compare,
}
