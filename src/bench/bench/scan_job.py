"""The filter's brute-force peer: asks stock git of every repository below a folder, and judges each model's last version.

    python3 scan_job.py REGISTRY METRIC MINIMUM LICENSE      prints the names of the models that fit, in order
"""

import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator


def said(repository: Path, *args: str) -> str:
    return subprocess.run(["git", "-C", str(repository), *args], check=True, capture_output=True, text=True).stdout


def fields(text: str) -> Dict[str, str]:
    """The fields at the top of a YAML text, which is all that the filter asks for."""
    pairs = (line.split(": ", 1) for line in text.splitlines() if ": " in line and not line.startswith(" "))
    return {key: value.strip() for key, value in pairs}


def fitting(registry: Path, metric: str, minimum: float, license_id: str) -> Iterator[str]:
    for repository in sorted(registry.glob("*/*.git")):
        last = said(repository, "for-each-ref", "--sort=-version:refname", "--count=1", "--format=%(refname:short)", "refs/tags").strip()
        manifest = fields(said(repository, "cat-file", "blob", f"{last}:model.yaml"))
        metrics = fields(said(repository, "notes", "--ref=metrics", "show", f"{last}^{{}}"))
        if float(metrics.get(metric, "nan")) > minimum and manifest.get("license") == license_id:
            yield str(repository.relative_to(registry))[: -len(".git")]


if __name__ == "__main__":
    print("\n".join(fitting(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4])))
