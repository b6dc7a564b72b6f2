"""The ways to a host that both sides are measured on, each with nothing but the moving of bytes as the limit."""

from pathlib import Path
from typing import Dict, List

from . import files
from .bench import Bench
from .command import Command, Wrong
from .hosts import LfsServer, SshHost
from .rows_bytes import FILE, source

# What the server's batch answers tell clients to send along; the limit asks for no batch.
TOKEN = "Authorization: Bearer of-this-object"


class Way:
    """`set` is what both sides set for it. `name` is the row's, `limit` that of the contender that only moves bytes."""

    name: str
    how: str
    limit: str
    set: Dict[str, str]

    def url(self, path: object) -> str:
        """That of a repository in a folder of the host."""
        raise NotImplementedError

    def object(self, repository: Path, oid: str) -> Path:
        """Where the host has an object of a repository."""
        raise NotImplementedError

    def forget(self) -> None:
        """No object was ever pushed."""

    def mark(self) -> None:
        """A turn begins."""

    def prove(self) -> None:
        """Wrong where the turn went another way."""

    def send(self, folder: Path) -> Command:
        """Only moves the file to the host, which has it at `sent` then."""
        raise NotImplementedError

    def sent(self, folder: Path) -> Path:
        raise NotImplementedError

    def fetch(self, folder: Path) -> Command:
        """Only moves the file into the folder."""
        raise NotImplementedError


class BySsh(Way):
    """Refs and objects over one sshd; its `git-lfs-transfer` is ours for both."""

    name, how, limit = "ssh", "over SSH", "ssh cat"

    def __init__(self, b: Bench):
        self._host, self._source, self._shell = ssh_host(b), source(b), b.stock.shell
        self._served: List[str] = []
        self.set = {"GIT_SSH_COMMAND": self._host.ssh}

    def url(self, path: object) -> str:
        return self._host.url(path)

    def object(self, repository: Path, oid: str) -> Path:
        return files.lfs_object(repository, oid)

    def mark(self) -> None:
        self._served = self._host.served()

    def prove(self) -> None:
        new = self._host.served()[len(self._served):]
        if not any(command.startswith("git-lfs-transfer ") for command in new):
            raise Wrong(f"git-lfs-transfer was not asked for, but {new}")

    def send(self, folder: Path) -> Command:
        return self._shell(f"{self._host.command} \"cat >'{self.sent(folder)}'\" <'{self._source.file}'")

    def sent(self, folder: Path) -> Path:
        return folder / FILE

    def fetch(self, folder: Path) -> Command:
        return self._shell(f"{self._host.command} \"cat '{self._source.file}'\" >'{folder / FILE}'")


class ByHttp(Way):
    """Refs over file://, objects through the server that `lfs.url` names."""

    name, how, limit = "http", "through the LFS batch API over HTTP", "curl"

    def __init__(self, b: Bench):
        self._server, self._source, self._env = lfs_server(b), source(b), b.place.env()
        self.set = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "lfs.url", "GIT_CONFIG_VALUE_0": self._server.url}

    def url(self, path: object) -> str:
        return f"file://{path}"

    def object(self, repository: Path, oid: str) -> Path:
        return self._server.object(oid)

    def forget(self) -> None:
        self._server.empty()

    def send(self, folder: Path) -> Command:
        return self._curl("-T", str(self._source.file))

    def sent(self, folder: Path) -> Path:
        return self._server.object(self._source.sha)

    def fetch(self, folder: Path) -> Command:
        return self._curl("-o", str(folder / FILE))

    def _curl(self, *args: str) -> Command:
        return Command(("curl", "-sSf", "-H", TOKEN, *args, self._server.href(self._source.sha)), self._env)


def ssh_host(b: Bench) -> SshHost:
    def build(folder: Path) -> SshHost:
        host = SshHost.start(folder, b.place, GIT_MODEL_JAVA=b.ours.java)
        b.stop_later(host.stop)
        return host

    return b.once("ssh-host", build)


def lfs_server(b: Bench) -> LfsServer:
    def build(folder: Path) -> LfsServer:
        server = LfsServer.start(folder, b.ours.java, b.place)
        b.stop_later(server.stop)
        return server

    return b.once("lfs-server", build)
