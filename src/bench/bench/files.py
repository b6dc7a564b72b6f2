"""Files to publish, and the proof that two of them hold the same bytes."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Dict

from .command import Wrong

BLOCK = 16 * 2**20
# What a system keeps free for itself, and more.
SPARE = 400 * 2**20


def weights(path: Path, size: int) -> None:
    """A valid safetensors file of exactly `size` bytes: one tensor, whose bytes don't compress or repeat."""
    header = _header(size)
    block = bytearray(os.urandom(min(BLOCK, size)))
    with open(path, "wb") as out:
        out.write(header)
        left, number = size - len(header), 0
        while left > 0:
            block[:8] = number.to_bytes(8, "little")
            out.write(block[: min(left, len(block))])
            left, number = left - len(block), number + 1


def fill_page_cache(scratch: Path) -> None:
    """Leaves little memory free, as on a machine that has been up for a while, by reading a file of holes.

    A host takes free memory from its virtual machine, and gives it back page by page, which takes longer than to hash
    what is written there. `scratch` has to stay until all is measured, or its pages are free again.
    """
    free = _memory_free() - SPARE
    if free <= 0:
        return
    with open(scratch, "wb") as file:
        file.truncate(free)
    buffer = bytearray(BLOCK)
    with open(scratch, "rb", buffering=0) as file:
        while file.readinto(buffer):
            pass


def _memory_free() -> int:
    """Bytes of memory that nothing is in; 0 where the system does not say."""
    meminfo = Path("/proc/meminfo")
    lines = meminfo.read_text().splitlines() if meminfo.is_file() else []
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("MemFree:"))


def _header(size: int) -> bytes:
    room = 128
    count = size - 8 - room
    fields = {"weight": {"dtype": "U8", "shape": [count], "data_offsets": [0, count]}}
    text = json.dumps(fields, separators=(",", ":")).encode()
    return room.to_bytes(8, "little") + text.ljust(room)


def rewrite_middle(path: Path) -> None:
    """Changes some bytes in place, size and header staying."""
    with open(path, "r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(4096))


def small_files(folder: Path, count: int, size: int) -> None:
    """`count` text files of `size` bytes, a hundred a folder; they compress to about half, as text does."""
    for number in range(count):
        path = folder / f"part-{number // 100:04d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(os.urandom(size // 2).hex())


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(2**20))
    with open(path, "rb", buffering=0) as file:
        while read := file.readinto(buffer):
            digest.update(buffer[:read])
    return digest.hexdigest()


def tree(folder: Path, without=(".git", ".dvc", ".gitattributes", "model.yaml", "README.md")) -> Dict[str, str]:
    """Path to SHA-256 of all files in `folder` that the user put there."""
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and relative.parts[0] not in without:
            found[str(relative)] = sha256(path)
    return found


def require_bytes(path: Path, expected: str) -> None:
    """Wrong unless `path` is there with the SHA-256 `expected`."""
    if not path.is_file():
        raise Wrong(f"{path} is not there")
    actual = sha256(path)
    if actual != expected:
        raise Wrong(f"{path} has SHA-256 {actual}, not {expected}")


def require_text(text: str, *parts: str) -> None:
    """Wrong unless every part stands in `text`."""
    for part in parts:
        if part not in text:
            raise Wrong(f"the answer lacks '{part}': {text[:300]!r}")


def lfs_object(repository: Path, oid: str) -> Path:
    """Where git-lfs and git-model keep an object of a bare repository."""
    return repository / "lfs" / "objects" / oid[:2] / oid[2:4] / oid


def bytes_in(folder: Path) -> int:
    """Bytes of all files below `folder`, an inode counted once."""
    seen = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            stat = path.stat()
            seen[stat.st_ino] = stat.st_size
    return sum(seen.values())


def hard_linked(source: Path, target: Path) -> None:
    """`source` and all below it as hard links: at no cost, for contenders that only read."""
    shutil.copytree(source, target, copy_function=os.link)


def copied(source: Path, target: Path) -> None:
    """`source` and all below it as files of their own, for contenders that take them over."""
    shutil.copytree(source, target)
