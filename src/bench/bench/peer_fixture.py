"""The peers' own stores: what each would hold of the same models, made by each one's own means or by stock git."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List

from .command import Command, Outcome, Wrong, run
from .measure import Contender, Entrant, Inner, Missing, Round
from .peers import Peers
from .place import Place
from .registry_fixture import PERSON, Import, Model, git

JOB = Path(__file__).with_name("mlflow_job.py")


@dataclass(frozen=True)
class Stock:
    """The tools that a peer's job is done with, in the run's own environment and what is `set` besides."""

    place: Place
    peers: Peers
    set: Dict[str, str] = field(default_factory=dict)

    def git(self, folder: Path, *args: str) -> Command:
        return Command((self.peers.path("git"), "-C", str(folder), *args), self.place.env(**self.set))

    def tool(self, name: str, *args: str, cwd: Path = None) -> Command:
        return Command((self.peers.path(name), *args), self.place.env(), cwd)

    def mlflow(self, store: Path, job: str, *args: str) -> Command:
        return Command((self.peers.path("mlflow"), "-W", "ignore", str(JOB), str(store), job, *args), self.place.env())

    def shell(self, text: str, cwd: Path = None) -> Command:
        return Command(("sh", "-c", text), self.place.env(), cwd)

    def entrant(self, tool: str, name: str, commands, check, **more) -> Entrant:
        """A contender that needs `tool`, or that it is missing."""
        why = self.peers[tool].why_missing
        if why:
            return Missing(name, why)
        if tool == "mlflow":
            more.setdefault("inner", Inner(name + ", call only", call_seconds))
        return Contender(name, commands, check, slow=tool in ("mlflow", "gto", "dvc"), **more)


def call_seconds(outcome: Outcome) -> float:
    """Of a process that measured its own call, and printed `{"call_seconds": x}` on its last line of output."""
    return json.loads(outcome.out.strip().splitlines()[-1])["call_seconds"]


def answers(*parts: str):
    """A check that all parts stand in what a contender printed."""

    def check(_: Round, outcome: Outcome) -> None:
        for part in parts:
            if part not in outcome.out:
                raise Wrong(f"the answer lacks '{part}': {outcome.out[:300]!r}")

    return check


def gto(folder: Path, versions: int, env: Dict[str, str]) -> None:
    """A repository with GTO's own tags: `churn@v1.N.0` for each version, the last one assigned to `champion`."""
    subprocess.run(["git", "init", "--quiet", str(folder)], env=env, check=True)
    model = Model("churn", versions)
    with Import(folder, env) as stream:
        for number in range(versions):
            at = 1_700_000_000 + number
            stream.commit("refs/heads/main", (PERSON, PERSON), at, f"train {number}\n", [])
            mark = f":{stream.marks}"
            name = f"churn@v{model.version(number)}"
            stream.tag(name, mark, at, f"Registering artifact churn version v{model.version(number)}\n")
        stream.tag("churn#champion#1", mark, at + 1, f"Assigning stage champion to artifact churn version v{model.last}\n")
    subprocess.run([*git(folder), "pack-refs", "--all"], env=env, check=True)


def dvc(folder: Path, versions: int, stock: Stock) -> None:
    """A DVC project whose metrics and parameters are committed and tagged `v1.N.0` for each version."""
    for command in _begin_dvc(folder, stock):
        run(command)
    (folder / "dvc.yaml").write_text("metrics:\n- metrics.json\nparams:\n- params.yaml\n")
    model = Model("churn", versions)
    for number in range(versions):
        (folder / "metrics.json").write_text(f'{{"accuracy": 0.{50 + number}, "f1": 0.{60 + number}}}\n')
        (folder / "params.yaml").write_text(f"learning_rate: 0.00{1 + number % 9}\nepochs: {number}\n")
        run(stock.git(folder, "add", "."))
        run(stock.git(folder, "commit", "--quiet", "-m", f"train {number}"))
        run(stock.git(folder, "tag", "-a", "-m", "train", f"v{model.version(number)}"))


def dvc_project(folder: Path, remote: Path, stock: Stock) -> None:
    """An empty DVC project with a default remote in a local folder."""
    for command in _begin_dvc(folder, stock):
        run(command)
    # As `dvc remote add --default store` writes it, without waiting for it.
    with open(folder / ".dvc" / "config", "a", encoding="utf-8") as config:
        config.write(f"[core]\n    remote = store\n['remote \"store\"']\n    url = {remote}\n")
    run(stock.git(folder, "commit", "--quiet", "-m", "Begin", "-a"))


def _begin_dvc(folder: Path, stock: Stock) -> List[Command]:
    return [
        Command((stock.peers.path("git"), "init", "--quiet", str(folder)), stock.place.env()),
        stock.tool("dvc", "init", "--quiet", cwd=folder),
    ]


def lfs_project(folder: Path, remote: Path, pattern: str, stock: Stock, url: str = "") -> None:
    """An empty repository whose files of `pattern` go to git-lfs, and its bare remote, at `url` or over file://."""
    begin = [
        Command((stock.peers.path("git"), "init", "--quiet", "--bare", str(remote)), stock.place.env()),
        Command((stock.peers.path("git"), "init", "--quiet", str(folder)), stock.place.env()),
        stock.git(folder, "remote", "add", "origin", url or remote.as_uri()),
    ]
    if pattern:
        begin += [stock.git(folder, "lfs", "install", "--local"), stock.git(folder, "lfs", "track", pattern)]
    for command in begin:
        run(command)
