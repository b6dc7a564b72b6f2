"""The history: one JSON line a run, with the machine, every version, and every line of the table."""

import json
import os
import platform
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, List

from .place import ROOT
from .table import Line


def machine() -> Dict[str, Any]:
    """What the numbers were measured on."""
    return {
        "system": platform.platform(),
        "cpu": _first("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": os.cpu_count(),
        "memory_kib": int((_first("/proc/meminfo", "MemTotal") or "0").split()[0]),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }


def commit() -> str:
    """git-model's commit, with `-dirty` where files differ from it."""
    try:
        described = subprocess.run(
            ["git", "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )
        return described.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def append(file: Path, mode: str, versions: Dict[str, str], lines: List[Line]) -> None:
    record = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "mode": mode,
        "commit": commit(),
        "machine": machine(),
        "versions": versions,
        "lines": [dict(asdict(line), verdict=line.verdict) for line in lines],
    }
    with open(file, "a", encoding="utf-8") as out:
        out.write(json.dumps(record, sort_keys=True) + "\n")


def _first(file: str, key: str) -> str:
    try:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                if line.startswith(key):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return ""
