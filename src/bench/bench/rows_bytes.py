"""One large file into the registry and out of it again."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import files
from .bench import Bench, shown
from .command import Command, Outcome, Wrong, run
from .measure import Contender, Entrant, Peer, Round, Row
from .peer_fixture import dvc_project, lfs_project

FILE = "model.safetensors"
NAME = "bench/blob"
MANIFEST = "name: blob\nsummary: One large file.\n"


@dataclass(frozen=True)
class Source:
    """The folder that is published, its one large file, and the SHA-256 of that."""

    folder: Path
    sha: str

    @property
    def file(self) -> Path:
        return self.folder / FILE


def source(b: Bench) -> Source:
    def build(folder: Path) -> Source:
        files.weights(folder / FILE, b.sizes.file)
        (folder / "model.yaml").write_text(MANIFEST)
        return Source(folder, files.sha256(folder / FILE))

    return b.once("large-file", build)


def push_args(folder: Path, version: str = "1.0.0", name: str = NAME):
    return ("push", str(folder), "--name", name, "--version", version)


def hashing(b: Bench, slow: bool = False) -> Entrant:
    """SHA-256 of the file and nothing else, by openssl, or by the slow sha256sum."""
    s = source(b)
    argv = ("sha256sum",) if slow else ("openssl", "dgst", "-sha256")
    command = Command((*argv, str(s.file)), b.place.env())
    return Contender(" ".join(argv), lambda _: [command], lambda _, o: files.require_text(o.out, s.sha), slow=slow)


def copying(b: Bench, name: str, hashed: bool = False, forced: bool = False) -> Entrant:
    """`cp`, with a hash of the file before it, or forced to the disk after it."""
    s, env = source(b), b.place.env()

    def commands(r: Round):
        copy = r.folder / FILE
        before = [Command(("openssl", "dgst", "-sha256", str(s.file)), env)] if hashed else []
        after = [Command(("sync", str(copy)), env)] if forced else []
        return [*before, Command(("cp", str(s.file), str(copy)), env), *after]

    return Contender(name, commands, lambda r, _: files.require_bytes(r.folder / FILE, s.sha))


def pushed(repository: Path, sha: str, version: str = "1.0.0") -> None:
    files.require_bytes(files.lfs_object(repository, sha), sha)
    run(Command(("git", "-C", str(repository), "rev-parse", "--verify", f"refs/tags/v{version}"), {"PATH": "/usr/bin:/bin"}))


def push(b: Bench) -> Entrant:
    s = source(b)
    return b.ours.entrant(
        lambda r: [b.ours.command(r.folder, *push_args(s.folder))],
        lambda r, _: pushed(r.folder / f"{NAME}.git", s.sha),
    )


def lfs_add(b: Bench, folder: Path, message: str = "Publish"):
    git = b.stock.git
    return [git(folder, "add", "."), git(folder, "commit", "--quiet", "-m", message), git(folder, "push", "--quiet", "origin", "main")]


def lfs_begin(b: Bench, folder: Path) -> None:
    lfs_project(folder / "clone", folder / "remote.git", "*.safetensors", b.stock)
    (folder / "clone" / FILE).hardlink_to(source(b).file)


def dvc_begin(b: Bench, folder: Path) -> None:
    dvc_project(folder / "clone", folder / "remote", b.stock)
    shutil.copyfile(source(b).file, folder / "clone" / FILE)


def dvc_add(b: Bench, folder: Path, what: str = FILE):
    git, tool = b.stock.git, b.stock.tool
    return [
        tool("dvc", "add", "--quiet", what, cwd=folder),
        git(folder, "add", "."),
        git(folder, "commit", "--quiet", "-m", "Publish"),
        tool("dvc", "push", "--quiet", cwd=folder),
    ]


def mlflow_begin(b: Bench, folder: Path) -> None:
    """An empty MLflow store. Made anew for each: it holds its own absolute path."""
    run(b.stock.mlflow(folder, "make", "0"))


def _large(folder: Path, size: int) -> Path:
    found = [p for p in folder.rglob("*") if p.is_file() and p.stat().st_size >= size]
    if len(found) != 1:
        raise Wrong(f"{folder} holds {len(found)} files of {size} bytes, not one")
    return found[0]


def _dvc_check(b: Bench):
    s = source(b)
    return lambda r, _: files.require_bytes(_large(r.folder / "remote", b.sizes.file), s.sha)


def _mlflow_check(b: Bench):
    s = source(b)

    def check(r: Round, _: Outcome) -> None:
        artifact = _large(r.home / "artifacts", b.sizes.file)
        files.require_bytes(artifact, s.sha)
        artifact.unlink()

    return check


def stock_pushes(b: Bench):
    """The same by git-lfs, DVC and MLflow, each into a new and empty store."""
    s, stock = source(b), b.stock
    return (
        stock.entrant("git-lfs", "git-lfs add + push", lambda r: lfs_add(b, r.folder / "clone"),
                      lambda r, _: files.require_bytes(files.lfs_object(r.folder / "remote.git", s.sha), s.sha),
                      prepare=lambda r: lfs_begin(b, r.folder), most=b.sizes.lfs_rounds),
        stock.entrant("dvc", "dvc add + push", lambda r: dvc_add(b, r.folder / "clone"), _dvc_check(b),
                      prepare=lambda r: dvc_begin(b, r.folder)),
        stock.entrant("mlflow", "mlflow log + register", lambda r: [stock.mlflow(r.home, "push", "blob", str(s.file))],
                      _mlflow_check(b), setup=lambda home: mlflow_begin(b, home)),
    )


def push_row(b: Bench) -> Row:
    lfs, dvc, mlflow = stock_pushes(b)
    peers = (
        Peer(hashing(b), 1.5), Peer(hashing(b, slow=True)), Peer(copying(b, "cp")),
        Peer(copying(b, "cp, forced to disk", forced=True)), Peer(lfs, 0.25), Peer(dvc, 1), Peer(mlflow, 1),
    )
    return Row("push", f"publish {shown(b.sizes.file)} that the store does not have", push(b), peers, b.sizes.heavy_rounds, "memory", b.sizes.heavy_pace, full_cache=b.sizes.full_cache)


def opaque_row(b: Bench) -> Row:
    """The same bytes under a name that says nothing of tensors, so that they are hashed once."""
    s = source(b)

    def build(folder: Path) -> None:
        os.link(s.file, folder / "model.bin")
        (folder / "model.yaml").write_text(MANIFEST)

    folder = b.once("opaque-file", build)
    ours = b.ours.entrant(
        lambda r: [b.ours.command(r.folder, *push_args(folder))], lambda r, _: pushed(r.folder / f"{NAME}.git", s.sha),
    )
    job = f"publish {shown(b.sizes.file)} of no known format"
    return Row("push-opaque", job, ours, (Peer(hashing(b), 1.5),), b.sizes.heavy_rounds, pace=b.sizes.heavy_pace, full_cache=b.sizes.full_cache)


def stock_published(b: Bench):
    """Set-ups after which the file is in a store of git-lfs, of DVC and of MLflow."""
    s = source(b)

    def lfs(home: Path) -> None:
        lfs_begin(b, home)
        for command in lfs_add(b, home / "clone"):
            run(command)

    def dvc(home: Path) -> None:
        dvc_begin(b, home)
        for command in dvc_add(b, home / "clone"):
            run(command)

    def mlflow(home: Path) -> None:
        mlflow_begin(b, home)
        run(b.stock.mlflow(home, "push", "blob", str(s.file)))

    return lfs, dvc, mlflow


def again_row(b: Bench) -> Row:
    s, git, tool = source(b), b.stock.git, b.stock.tool
    lfs_ready, dvc_ready, _ = stock_published(b)
    ours = b.ours.entrant(
        lambda r: [b.ours.command(r.home, *push_args(s.folder))],
        lambda r, _: _grown(r.home / f"{NAME}.git", b.sizes.file, 2**20),
        setup=lambda home: b.ours.run(home, *push_args(s.folder)),
    )
    lfs = b.stock.entrant(
        "git-lfs", "git-lfs add + push",
        lambda r: [git(r.home / "clone", "add", "."), git(r.home / "clone", "push", "--quiet", "origin", "main")],
        lambda r, _: files.require_bytes(files.lfs_object(r.home / "remote.git", s.sha), s.sha), setup=lfs_ready,
        most=b.sizes.lfs_rounds,
    )
    dvc = b.stock.entrant(
        "dvc", "dvc add + push",
        lambda r: [tool("dvc", "add", "--quiet", FILE, cwd=r.home / "clone"), tool("dvc", "push", "--quiet", cwd=r.home / "clone")],
        lambda r, _: files.require_bytes(_large(r.home / "remote", b.sizes.file), s.sha), setup=dvc_ready,
    )
    peers = (Peer(hashing(b), 1.5), Peer(lfs), Peer(dvc), Peer(stock_pushes(b)[2], 1))
    return Row("push-again", f"publish the same {shown(b.sizes.file)} again: nothing new may be stored", ours, peers, b.sizes.heavy_rounds, pace=b.sizes.heavy_pace)


def _grown(repository: Path, content: int, allowed: int) -> None:
    size = files.bytes_in(repository)
    if not content <= size <= content + allowed:
        raise Wrong(f"{repository} holds {size} bytes for {content} of content")


def pull_row(b: Bench) -> Row:
    s, stock = source(b), b.stock

    lfs_ready, dvc_ready, mlflow_ready = stock_published(b)

    def out(r: Round, _: Outcome) -> None:
        files.require_bytes(r.folder / "out" / FILE, s.sha)

    def clone(r: Round, source_of: str, **env: str) -> Command:
        return Command((stock.peers.path("git"), "clone", "--quiet", source_of, str(r.folder / "out")), b.place.env(**env))

    def bare(r: Round) -> str:
        return (r.home / "remote.git").as_uri()

    peers = (
        Peer(copying(b, "cp")),
        Peer(copying(b, "openssl dgst + cp", hashed=True), 1.5),
        Peer(stock.entrant("git-lfs", "git clone with git-lfs", lambda r: [clone(r, bare(r))], out, setup=lfs_ready,
                           most=b.sizes.lfs_rounds), 0.2),
        Peer(stock.entrant("git-lfs", "git lfs pull", lambda r: [stock.git(r.folder / "out", "lfs", "pull")], out, setup=lfs_ready,
                           prepare=lambda r: run(clone(r, bare(r), GIT_LFS_SKIP_SMUDGE="1")), most=b.sizes.lfs_rounds), 0.2),
        Peer(stock.entrant("dvc", "dvc pull", lambda r: [stock.tool("dvc", "pull", "--quiet", cwd=r.folder / "out")], out, setup=dvc_ready,
                           prepare=lambda r: run(clone(r, str(r.home / "clone")))), 1),
        Peer(stock.entrant("mlflow", "mlflow download", lambda r: [stock.mlflow(r.home, "pull", "blob", "1", str(r.folder / "out"))],
                           lambda r, _: files.require_bytes(_large(r.folder / "out", b.sizes.file), s.sha), setup=mlflow_ready,
                           prepare=lambda r: (r.folder / "out").mkdir()), 1),
    )
    ours = b.ours.entrant(
        lambda r: [b.ours.command(r.home, "pull", f"{NAME}@1.0.0", "-o", str(r.folder / "out"))], out, setup=lambda home: b.ours.run(home, *push_args(s.folder)),
    )
    return Row("pull", f"fetch {shown(b.sizes.file)} into a new folder", ours, peers, b.sizes.heavy_rounds, pace=b.sizes.heavy_pace, full_cache=b.sizes.full_cache)


ROWS = {"push": push_row, "push-opaque": opaque_row, "push-again": again_row, "pull": pull_row}
