"""git-model as a contender, and the empty JVM that is the limit for its start-up."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional, Sequence

from .command import Command, Outcome, Wrong, run
from .measure import Contender, Entrant, Missing, Round
from .place import LAUNCHER, Place

NAME = "git-model"
# The launcher's own for verbs that move no bytes.
FLAGS = ("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m")
EMPTY = "final class Empty {\n  public static void main(String[] args) {}\n}\n"


@dataclass(frozen=True)
class GitModel:
    """The launcher of this checkout; `why_missing` where it can't be started."""

    place: Place
    java: str
    version: str
    why_missing: Optional[str] = None

    @staticmethod
    def build(place: Place, say: Callable[[str], None]) -> "GitModel":
        """Starts it once with the user's own environment, in which it may have to build itself."""
        java = _java()
        if not LAUNCHER.is_file():
            return GitModel(place, java, "", f"there is no {LAUNCHER.name} launcher in this checkout")
        say("building git-model, where it is not built yet")
        ran = subprocess.run([str(LAUNCHER), "--version"], capture_output=True, text=True)
        if ran.returncode != 0:
            said = (ran.stderr or ran.stdout).strip().splitlines() or [""]
            return GitModel(place, java, "", f"git-model does not start: {said[-1]}")
        found = GitModel(place, java, ran.stdout.splitlines()[0])
        # What it prepares for fast starts belongs to the environment in which it is measured, too.
        found.run(place.work, "--version")
        return found

    def java_version(self) -> str:
        said = subprocess.run([self.java, "-version"], capture_output=True, text=True).stderr.splitlines()
        return said[-1] if said else "unknown"

    def command(self, registry: object, *args: str, cwd: Optional[Path] = None, **env: str) -> Command:
        # The same JVM for git-model and for the empty one.
        more = {"GIT_MODEL_REGISTRY": str(registry), "GIT_MODEL_JAVA": self.java, **env}
        return Command((str(LAUNCHER), *args), self.place.env(**more), cwd)

    def run(self, registry: object, *args: str, **env: str) -> Outcome:
        return run(self.command(registry, *args, **env))

    def entrant(
        self,
        commands: Callable[[Round], Sequence[Command]],
        check: Callable[[Round, Outcome], None],
        name: str = NAME,
        **more: Callable,
    ) -> Entrant:
        if self.why_missing:
            return Missing(name, self.why_missing)
        return Contender(name, commands, check, **more)


def _java() -> str:
    """The JVM of GIT_MODEL_JAVA, JAVA_HOME or the PATH, as an absolute path."""
    for named in ("GIT_MODEL_JAVA", "JAVA_HOME"):
        home = Path(os.environ.get(named) or "/nonexistent")
        if (home / "bin" / "java").exists():
            return str(home / "bin" / "java")
        if home.is_file():
            return str(home)
    return os.path.realpath(shutil.which("java") or "java")


def empty_jvm(java: str, place: Place) -> Entrant:
    """A class that does nothing, on the JVM and with the flags of git-model."""
    name = "empty JVM"
    classes = place.work / "empty"
    classes.mkdir(exist_ok=True)
    source = classes / "Empty.java"
    source.write_text(EMPTY)
    javac = Path(java).parent / "javac"
    compile_it = Command((str(javac), "-d", str(classes), str(source)), place.env())
    try:
        run(compile_it)
    except (OSError, Wrong) as e:
        return Missing(name, f"javac can't compile it: {e}")
    command = Command((java, *FLAGS, "-cp", str(classes), "Empty"), place.env())
    return Contender(name, lambda _: [command], says_nothing)


def says_nothing(_: Round, outcome: Outcome) -> None:
    if outcome.out:
        raise Wrong(f"it was to say nothing, and said {outcome.out[:200]!r}")
