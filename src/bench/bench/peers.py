"""The peers: which are here, in which version, and how those from PyPI are brought into environments of their own."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, Optional

# Pinned, so that a ratio that moves is ours.
PYPI = {"gto": "1.10.1", "dvc": "3.67.1", "mlflow": "3.17.2"}
STOCK = {
    "git": ("git", "--version"),
    "git-lfs": ("git-lfs", "version"),
    "openssl": ("openssl", "version"),
    "sha256sum": ("sha256sum", "--version"),
    "cp": ("cp", "--version"),
    "ssh": ("ssh", "-V"),
    "curl": ("curl", "--version"),
}


@dataclass(frozen=True)
class Tool:
    """A program by its absolute path, or why there is none."""

    name: str
    path: str
    version: str
    why_missing: Optional[str] = None


class Peers:
    """All tools by name, looked for when first asked for; a missing one is here too, and says so."""

    def __init__(self, cache: Path, say: Callable[[str], None]):
        self._cache, self._say = cache, say
        self._found: Dict[str, Tool] = {}

    def __getitem__(self, name: str) -> Tool:
        if name not in self._found:
            if name in STOCK:
                self._found[name] = _stock(name, STOCK[name])
            else:
                self._found[name] = _from_pypi(self._cache / f"{name}-{PYPI[name]}", name, PYPI[name], self._say)
        return self._found[name]

    def path(self, name: str) -> str:
        return self[name].path

    def versions(self) -> Dict[str, str]:
        """Of the stock tools, and of those from PyPI that took part."""
        tools = [self[name] for name in [*STOCK, *(n for n in PYPI if n in self._found)]]
        return {t.name: t.version or "missing: " + (t.why_missing or "") for t in tools}


def _stock(name: str, argv) -> Tool:
    path = shutil.which(argv[0])
    if path is None:
        return Tool(name, name, "", "it is not on the PATH")
    said = subprocess.run([path, *argv[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    return Tool(name, path, said.splitlines()[0] if said else "unknown")


def _from_pypi(folder: Path, name: str, version: str, say: Callable[[str], None]) -> Tool:
    """`name` in a virtual environment of its own, so that peers can't break each other's dependencies."""
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        say(f"installing {name} {version} into {folder} (once)")
        problem = _install(folder, python, f"{name}=={version}")
        if problem:
            return Tool(name, name, "", problem)
        done.write_text(version + "\n")
    program = python if name == "mlflow" else folder / "bin" / name
    return Tool(name, str(program), version)


def _install(folder: Path, python: Path, requirement: str) -> Optional[str]:
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"]
    for argv in ([sys.executable, "-m", "venv", str(folder)], pip + [requirement]):
        try:
            ran = subprocess.run(argv, capture_output=True, text=True)
        except OSError as e:
            return f"{requirement} can't be installed: {e}"
        if ran.returncode != 0:
            said = (ran.stderr or ran.stdout).strip().splitlines() or ["no reason given"]
            return f"{requirement} can't be installed: {said[-1][:200]}"
    return None
