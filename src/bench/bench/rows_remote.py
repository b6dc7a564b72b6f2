"""A registry on another host: a large file into it and out of it, over SSH and through the LFS batch API over HTTP,
and a question that one round trip answers.
"""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import Callable, List

from . import files
from .bench import Bench, shown
from .command import Command, Outcome, Wrong, run
from .hosts import NoHost
from .measure import Contender, Entrant, Inner, Missing, Peer, Round, Row
from .ours import NAME as OURS
from .peer_fixture import Stock, answers, lfs_project
from .registry_fixture import Model, make
from .rows_bytes import FILE, push_args, source
from .ways import ByHttp, BySsh, Way, ssh_host

NAME = "blob"


def _limit(b: Bench, way: Way, commands, check, **more) -> Entrant:
    why = b.stock.peers["curl"].why_missing if way.limit == "curl" else None
    return Missing(way.limit, why) if why else Contender(way.limit, commands, check, **more)


def _ours(b: Bench, way: Way, folder: Path, *args: str) -> Command:
    return b.ours.command(way.url(f"{folder}/{{name}}.git"), *args, **way.set)


def _host_repository(b: Bench, folder: Path) -> Path:
    run(Command((b.stock.peers.path("git"), "init", "--quiet", "--bare", str(folder / f"{NAME}.git")), b.place.env()))
    return folder / f"{NAME}.git"


def _no_mirror(b: Bench) -> None:
    """Nothing of the host is known here."""
    cache = b.place.home / ".cache" / "git-model"
    for folder in [cache / "mirrors", *cache.glob("index/*mirrors*")]:
        rmtree(folder, ignore_errors=True)


def _clone(b: Bench, way: Way, folder: Path) -> Path:
    stock = replace(b.stock, set=way.set)
    lfs_project(folder / "clone", folder / "remote.git", "*.safetensors", stock, way.url(folder / "remote.git"))
    (folder / "clone" / FILE).hardlink_to(source(b).file)
    return folder / "clone"


def _publish(stock: Stock, clone: Path) -> List[Command]:
    texts = (("add", "."), ("commit", "--quiet", "-m", "Publish"), ("push", "--quiet", "origin", "main"))
    return [stock.git(clone, *text) for text in texts]


def pushing(b: Bench, way: Way) -> Row:
    s, stock, most = source(b), replace(b.stock, set=way.set), b.sizes.lfs_rounds

    def begin(lay: Callable[[Bench, Path], object]) -> Callable[[Round], None]:
        def one(r: Round) -> None:
            way.forget()
            lay(b, r.folder)
            _no_mirror(b)
            way.mark()

        return one

    def check(repository: str, ref: str) -> Callable[[Round, Outcome], None]:
        def arrived(r: Round, _: Outcome) -> None:
            files.require_bytes(way.object(r.folder / repository, s.sha), s.sha)
            run(b.stock.git(r.folder / repository, "rev-parse", "--verify", ref))
            way.prove()

        return arrived

    ours = b.ours.entrant(
        lambda r: [_ours(b, way, r.folder, *push_args(s.folder, name=NAME))],
        check(f"{NAME}.git", "refs/tags/v1.0.0"), prepare=begin(_host_repository),
    )
    peers = (
        Peer(_limit(b, way, lambda r: [way.send(r.folder)], lambda r, _: files.require_bytes(way.sent(r.folder), s.sha),
                    prepare=lambda _: way.forget(), most=most)),
        Peer(stock.entrant("git-lfs", "git-lfs add + push", lambda r: _publish(stock, r.folder / "clone"), check("remote.git", "main"),
                           prepare=begin(lambda b, folder: _clone(b, way, folder)), inner=Inner("git push with git-lfs, alone", lambda o: o.last, 1), most=most), 0.5),
    )
    job = f"publish {shown(b.sizes.file)} to a host {way.how}"
    return Row(f"{way.name}-push", job, ours, peers, b.sizes.heavy_rounds, f"{way.name}-push-memory", full_cache=b.sizes.full_cache)


def pulling(b: Bench, way: Way) -> Row:
    s, stock, most = source(b), replace(b.stock, set=way.set), b.sizes.lfs_rounds

    def our_setup(home: Path) -> None:
        _host_repository(b, home)
        run(_ours(b, way, home, *push_args(s.folder, name=NAME)))

    def lfs_setup(home: Path) -> None:
        for command in _publish(stock, _clone(b, way, home)):
            run(command)

    def clone(r: Round, **env: str) -> Command:
        argv = (stock.peers.path("git"), "clone", "--quiet", way.url(r.home / "remote.git"), str(r.folder / "out"))
        return Command(argv, b.place.env(**way.set, **env))

    def begin(r: Round) -> None:
        _no_mirror(b)
        way.mark()

    def begin_pull(r: Round) -> None:
        run(clone(r, GIT_LFS_SKIP_SMUDGE="1"))
        way.mark()

    def out(r: Round, _: Outcome) -> None:
        files.require_bytes(r.folder / "out" / FILE, s.sha)
        way.prove()

    ours = b.ours.entrant(
        lambda r: [_ours(b, way, r.home, "pull", f"{NAME}@1.0.0", "-o", str(r.folder / "out"))], out, setup=our_setup, prepare=begin,
    )
    peers = (
        Peer(_limit(b, way, lambda r: [way.fetch(r.folder)], lambda r, _: files.require_bytes(r.folder / FILE, s.sha), most=most)),
        Peer(stock.entrant("git-lfs", "git clone with git-lfs", lambda r: [clone(r)], out, setup=lfs_setup, prepare=begin,
                           most=most), 0.5),
        Peer(stock.entrant("git-lfs", "git lfs pull", lambda r: [stock.git(r.folder / "out", "lfs", "pull")], out, setup=lfs_setup,
                           prepare=begin_pull, most=most), 1),
    )
    job = f"fetch {shown(b.sizes.file)} from a host {way.how}"
    return Row(f"{way.name}-pull", job, ours, peers, b.sizes.heavy_rounds, f"{way.name}-pull-memory", full_cache=b.sizes.full_cache)


def resolving(b: Bench) -> Row:
    """By a user who has no mirror of the model yet: as many rounds, as many first questions."""
    host, model = ssh_host(b), Model("churn", 10)

    def build(folder: Path) -> Path:
        make(folder, model, b.place.env())
        return folder

    registry, env = b.once("hosted-model", build), {"GIT_SSH_COMMAND": host.ssh}
    served: List[str] = []

    def begin(_: Round) -> None:
        _no_mirror(b)
        served[:] = host.served()

    def one_trip(r: Round, outcome: Outcome) -> None:
        answers("1.9.0")(r, outcome)
        new = host.served()[len(served):]
        if len(new) != 1 or not new[0].startswith("git-upload-pack "):
            raise Wrong(f"the host was asked {len(new)} times: {new}")

    def listed(r: Round, outcome: Outcome) -> None:
        answers("refs/tags/v1.9.0")(r, outcome)

    asked = replace(b.stock, set=env).git(registry, "ls-remote", host.url(registry / f"{model.name}.git"))
    here = b.ours.command(registry, "resolve", f"{model.name}@champion")
    there = b.ours.command(host.url(f"{registry}/{{name}}.git"), "resolve", f"{model.name}@champion", **env)
    ours = b.ours.entrant(lambda _: [there], one_trip, prepare=begin)
    peers = (
        Peer(Contender("git ls-remote", lambda _: [asked], listed, prepare=begin)),
        Peer(b.ours.entrant(lambda _: [asked, here], listed, name="git ls-remote + start-up of ours"), 1.2),
    )
    return Row("remote-resolve", "which version is the champion, on a host over SSH: one connection", ours, peers, b.sizes.quick_rounds)


def _where_there_is(name: str, build: Callable[[Bench], Row]) -> Callable[[Bench], Row]:
    """The row, or that its host is missing."""

    def row(b: Bench) -> Row:
        try:
            return build(b)
        except NoHost as e:
            return Row(name, name, Missing(OURS, str(e)), (Peer(Missing("git-lfs", str(e))),), 0)

    return row


_BUILDS = {
    "ssh-push": lambda b: pushing(b, BySsh(b)), "ssh-pull": lambda b: pulling(b, BySsh(b)),
    "http-push": lambda b: pushing(b, ByHttp(b)), "http-pull": lambda b: pulling(b, ByHttp(b)), "remote-resolve": resolving,
}
ROWS = {name: _where_there_is(name, build) for name, build in _BUILDS.items()}
