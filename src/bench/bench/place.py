"""Where a run happens: its folders, and an environment in which no user's or system's settings reach a tool."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Dict

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "src" / "launcher" / "git-model"

GITCONFIG = """\
[user]
\tname = Bench
\temail = bench@example.com
[init]
\tdefaultBranch = main
[gc]
\tauto = 0
[protocol "file"]
\tallow = always
[filter "lfs"]
\tclean = git-lfs clean -- %f
\tsmudge = git-lfs smudge -- %f
\tprocess = git-lfs filter-process
\trequired = true
"""


@dataclass(frozen=True)
class Place:
    """`results` is kept, `cache` holds the peers between runs, `work` is made anew for each run."""

    results: Path
    cache: Path
    work: Path

    @staticmethod
    def of(folder: Path) -> "Place":
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        # Not in git-model's own cache, which people empty to see a first start.
        return Place(folder, Path(base) / "git-model-bench", folder / "work")

    def clear(self) -> None:
        if self.work.exists():
            _writable(self.work)
            shutil.rmtree(self.work)

    def lay(self) -> None:
        self.clear()
        self.home.mkdir(parents=True)
        (self.home / ".gitconfig").write_text(GITCONFIG)

    @property
    def home(self) -> Path:
        return self.work / "home"

    def env(self, **more: str) -> Dict[str, str]:
        """The environment of every command that is measured."""
        env = {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "NO_COLOR": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "DO_NOT_TRACK": "1",
            "DVC_NO_ANALYTICS": "1",
            "MLFLOW_DISABLE_TELEMETRY": "true",
        }
        for kept in ("JAVA_HOME", "GIT_MODEL_JAVA"):
            if kept in os.environ:
                env[kept] = os.environ[kept]
        env.update(more)
        return env


def _writable(folder: Path) -> None:
    # Stores write-protect what they hold, and some of them the folders too.
    for path, _, _ in os.walk(folder):
        os.chmod(path, 0o755)
