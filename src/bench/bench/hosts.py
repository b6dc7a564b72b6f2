"""Hosts on loopback for the rows about registries elsewhere: a real sshd, and the LFS server of the tests."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List

from .place import LAUNCHER, ROOT, Place

PATIENCE = 30


class NoHost(Exception):
    """Why there is no such host here; its rows are missing then."""


@dataclass
class SshHost:
    """An sshd with keys of its own and our `git-lfs-transfer`, which logs in whoever runs the benchmark."""

    folder: Path
    port: int
    process: subprocess.Popen

    @staticmethod
    def start(folder: Path, place: Place, **env: str) -> "SshHost":
        sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
        if sshd is None or shutil.which("ssh") is None:
            raise NoHost("there is no sshd and ssh (Debian: openssh-server, openssh-client)")
        for key in ("hostkey", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / key)], check=True)
        (folder / "bin").mkdir()
        (folder / "bin" / "git-lfs-transfer").symlink_to(LAUNCHER)
        port = _free_port()
        (folder / "served.log").touch()
        (folder / "config").write_text(_config(folder, port, place.env(PATH=f"{folder}/bin:{os.environ['PATH']}", **env)))
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'hostkey.pub').read_text()}")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with open(folder / "sshd.log", "wb") as log:
            process = subprocess.Popen([sshd, "-D", "-e", "-f", str(folder / "config")], stdin=subprocess.DEVNULL, stderr=log)
        host = SshHost(folder, port, process)
        _await(lambda: b"Server listening" in (folder / "sshd.log").read_bytes(), host)
        return host

    @property
    def ssh(self) -> str:
        """The command that reaches it, for GIT_SSH_COMMAND."""
        options = f"-o IdentitiesOnly=yes -o BatchMode=yes -o UserKnownHostsFile={self.folder}/known_hosts"
        return f"ssh -F /dev/null -i {self.folder}/key {options}"

    @property
    def command(self) -> str:
        """What runs a command on it."""
        return f"{self.ssh} -p {self.port} {getpass.getuser()}@127.0.0.1"

    def url(self, path: object) -> str:
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{path}"

    def served(self) -> List[str]:
        """All commands that it was given, one a session."""
        return (self.folder / "served.log").read_text().splitlines()

    def said(self) -> str:
        return (self.folder / "sshd.log").read_text(errors="replace")

    def stop(self) -> None:
        _stop(self.process)


@dataclass
class LfsServer:
    """The LFS server of git-model's tests, in a JVM of its own, keeping its objects in `store`."""

    store: Path
    url: str
    process: subprocess.Popen

    @staticmethod
    def start(folder: Path, java: str, place: Place) -> "LfsServer":
        tests, jar = ROOT / "target" / "test-classes", ROOT / "target" / "git-model.jar"
        if not (tests / "dev" / "gitmodel" / "lfs" / "TestLfsServer.class").exists() or not jar.exists():
            raise NoHost("the LFS server of the tests is not built (mvn -DskipTests package)")
        store = folder / "store"
        store.mkdir()
        argv = [java, "-Xmx256m", "-cp", f"{tests}:{jar}", "dev.gitmodel.lfs.TestLfsServer", "0", str(store)]
        with open(folder / "server.log", "wb") as log:
            process = subprocess.Popen(argv, env=place.env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        url = process.stdout.readline().decode().strip()
        if not url:
            raise NoHost(f"the LFS server of the tests ended with {process.wait()}")
        return LfsServer(store, url, process)

    def object(self, oid: str) -> Path:
        return self.store / oid[:2] / oid[2:4] / oid

    def href(self, oid: str) -> str:
        return self.url[: self.url.index("/", len("http://"))] + "/objects/" + oid

    def empty(self) -> None:
        """Forgets all objects, so that the next push has to send them."""
        for folder in self.store.iterdir():
            shutil.rmtree(folder)

    def stop(self) -> None:
        _stop(self.process)


def _config(folder: Path, port: int, env: Dict[str, str]) -> str:
    root = "yes" if os.geteuid() == 0 else "no"
    environment = " ".join(f'"{name}={value}"' for name, value in sorted(env.items()))
    return f"""\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/hostkey
PidFile none
AuthorizedKeysFile {folder}/key.pub
StrictModes no
UsePAM {root}
PermitRootLogin {root}
PasswordAuthentication no
KbdInteractiveAuthentication no
AcceptEnv GIT_PROTOCOL
MaxStartups 64
MaxSessions 64
SetEnv {environment}
ForceCommand echo "$SSH_ORIGINAL_COMMAND" >>'{folder}/served.log'; exec sh -c "$SSH_ORIGINAL_COMMAND"
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(ready: Callable[[], bool], host: SshHost) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        if host.process.poll() is not None or time.monotonic() > end:
            host.stop()
            raise NoHost(f"sshd does not start: {host.said().strip()[-300:]}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait()
