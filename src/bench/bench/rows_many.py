"""Many files: thousands of small ones, and one that changed among many."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Dict

from . import files
from .bench import Bench, paths, shown
from .command import Command, Outcome, Wrong, run
from .measure import Contender, Peer, Round, Row
from .peer_fixture import dvc_project, lfs_project
from .rows_bytes import MANIFEST, dvc_add, lfs_add, mlflow_begin, push_args

NAME = "bench/many-files"


@dataclass(frozen=True)
class Folder:
    """A folder to publish and the Git blob id of each of its files, by path."""

    path: Path
    blobs: Dict[str, str]


def small(b: Bench) -> Folder:
    def build(folder: Path) -> Folder:
        files.small_files(folder, b.sizes.small_files, b.sizes.small_file)
        blobs = {str(p.relative_to(folder)): _blob(p.read_bytes()) for p in paths(folder)}
        (folder / "model.yaml").write_text("name: many-files\n")
        return Folder(folder, blobs)

    return b.once("small-files", build)


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def _in_git(b: Bench, repository: Path, revision: str, expected: Dict[str, str]) -> None:
    listing = run(b.stock.git(repository, "ls-tree", "-r", revision)).out
    there = {line.split("\t")[1]: line.split()[2] for line in listing.splitlines()}
    wrong = [path for path, blob in expected.items() if there.get(path) != blob]
    if wrong:
        raise Wrong(f"{len(wrong)} files are not in {repository}, {wrong[0]} among them")


def small_row(b: Bench) -> Row:
    s, stock = small(b), b.stock

    def git_begin(r: Round) -> None:
        lfs_project(r.folder / "clone", r.folder / "remote.git", "", stock)
        for path in s.path.iterdir():
            target = r.folder / "clone" / path.name
            files.hard_linked(path, target) if path.is_dir() else target.hardlink_to(path)

    def dvc_begin(r: Round) -> None:
        dvc_project(r.folder / "clone", r.folder / "remote", stock)
        files.copied(s.path, r.folder / "clone" / "data")

    def dvc_check(r: Round, _: Outcome) -> None:
        stored = [p for p in paths(r.folder / "remote") if not p.name.endswith(".dir")]
        broken = [p for p in stored if hashlib.md5(p.read_bytes()).hexdigest() != p.parent.name + p.name]
        if len(stored) != len(s.blobs) + 1 or broken:
            raise Wrong(f"the remote holds {len(stored)} files, {len(broken)} of them broken")

    def mlflow_check(r: Round, _: Outcome) -> None:
        logged = next((r.home / "artifacts").glob("*/artifacts/model"))
        there = {str(p.relative_to(logged)): _blob(p.read_bytes()) for p in paths(logged)}
        if any(there.get(path) != blob for path, blob in s.blobs.items()):
            raise Wrong(f"{logged} does not hold the files that were logged")
        logged.rename(logged.with_name("checked"))

    ours = b.ours.entrant(
        lambda r: [b.ours.command(r.folder, *push_args(s.path, name=NAME))],
        lambda r, _: _in_git(b, r.folder / f"{NAME}.git", "v1.0.0", s.blobs),
    )
    peers = (
        Peer(stock.entrant("git", "git add + commit + push", lambda r: lfs_add(b, r.folder / "clone"),
                           lambda r, _: _in_git(b, r.folder / "remote.git", "main", s.blobs), prepare=git_begin), 1),
        Peer(stock.entrant("dvc", "dvc add + push", lambda r: dvc_add(b, r.folder / "clone", "data"), dvc_check, prepare=dvc_begin), 1),
        Peer(stock.entrant("mlflow", "mlflow log + register", lambda r: [stock.mlflow(r.home, "push", "many", str(s.path))],
                           mlflow_check, setup=lambda home: mlflow_begin(b, home)), 1),
    )
    job = f"publish {len(s.blobs):,} files of {shown(b.sizes.small_file)}"
    return Row("small-files", job, ours, peers, b.sizes.heavy_rounds, pace=b.sizes.heavy_pace)


def _shard(number: int) -> str:
    return f"model-{number:05d}.safetensors"


def _write_shards(b: Bench, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(b.sizes.shards):
        files.weights(folder / _shard(number), b.sizes.shard)


def changed_row(b: Bench) -> Row:
    """Each contender has shards of its own, published once in `setup`; a turn changes one and publishes again."""
    stock, name = b.stock, "bench/shards"

    def ours_ready(home: Path) -> None:
        _write_shards(b, home / "shards")
        (home / "shards" / "model.yaml").write_text(MANIFEST.replace("blob", "shards"))
        b.ours.run(home / "registry", *push_args(home / "shards", name=name))

    def lfs_ready(home: Path) -> None:
        lfs_project(home / "clone", home / "remote.git", "*.safetensors", stock)
        _write_shards(b, home / "clone")
        for command in lfs_add(b, home / "clone"):
            run(command)

    def dvc_ready(home: Path) -> None:
        dvc_project(home / "clone", home / "remote", stock)
        _write_shards(b, home / "clone" / "data")
        for command in dvc_add(b, home / "clone", "data"):
            run(command)

    def change(folder: str):
        def one(r: Round) -> None:
            path = r.home / folder / _shard(r.number)
            path.chmod(0o644)
            files.rewrite_middle(path)

        return one

    def stored(folder: str, store: str):
        def check(r: Round, _: Outcome) -> None:
            sha = files.sha256(r.home / folder / _shard(r.number))
            files.require_bytes(files.lfs_object(r.home / store, sha), sha)
            size, most = files.bytes_in(r.home / store), (b.sizes.shards + r.number + 1) * b.sizes.shard + 2**20
            if size > most:
                raise Wrong(f"{store} holds {size} bytes, more than the {most} that are new in it")

        return check

    def dvc_check(r: Round, _: Outcome) -> None:
        data = (r.home / "clone" / "data" / _shard(r.number)).read_bytes()
        md5 = hashlib.md5(data).hexdigest()
        files.require_bytes(r.home / "remote" / "files" / "md5" / md5[:2] / md5[2:], hashlib.sha256(data).hexdigest())

    def hash_all(home: Path) -> None:
        _write_shards(b, home)

    def hashing(r: Round):
        return [Command(("openssl", "dgst", "-sha256", *map(str, sorted(r.home.glob("*.safetensors")))), b.place.env())]

    ours = b.ours.entrant(
        lambda r: [b.ours.command(r.home / "registry", *push_args(r.home / "shards", f"1.0.{r.number + 1}", name))],
        stored("shards", f"registry/{name}.git"), setup=ours_ready, prepare=change("shards"),
    )
    lines = b.sizes.shards
    peers = (
        Peer(Contender("openssl dgst of all", hashing, lambda _, o: _require_lines(o, lines), setup=hash_all), 1.5),
        Peer(stock.entrant("git-lfs", "git-lfs add + push", lambda r: lfs_add(b, r.home / "clone", f"Publish {r.number}"),
                           stored("clone", "remote.git"), setup=lfs_ready, prepare=change("clone"))),
        Peer(stock.entrant("dvc", "dvc add + push", lambda r: dvc_add(b, r.home / "clone", "data"), dvc_check, setup=dvc_ready,
                           prepare=change("clone/data"))),
    )
    job = f"publish {lines} files of {shown(b.sizes.shard)} of which one has changed"
    return Row("one-changed", job, ours, peers, b.sizes.heavy_rounds, pace=b.sizes.heavy_pace)


def _require_lines(outcome: Outcome, count: int) -> None:
    if len(outcome.out.splitlines()) != count:
        raise Wrong(f"{count} digests were expected")


ROWS = {"small-files": small_row, "one-changed": changed_row}
