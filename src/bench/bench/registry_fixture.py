"""Registries with thousands of versions, made by `git fast-import` in git-model's own layout.

Each model is a bare repository as git-model lays it down: per version a commit with `model.yaml`, model card,
`.gitattributes`, configuration and an LFS pointer whose object is there; an annotated tag with the digest; a note
with the metrics; aliases; and one audit entry per operation whose `Ref:` lines replay to the refs as they are.
"""

import hashlib
import json
import os
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Tuple

from .files import lfs_object

CONFIG = """\
[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tfsync = committed,loose-object
\tmultiPackIndex = false
[gc]
\tauto = 0
[receive]
\tfsckObjects = true
\tdenyDeletes = true
\tdenyNonFastForwards = true
[transfer]
\tfsckObjects = true
[uploadpack]
\tallowTipSHA1InWant = false
\tallowReachableSHA1InWant = false
\tallowAnySHA1InWant = false
"""
ATTRIBUTES = b"* -text\n*.safetensors filter=lfs diff=lfs merge=lfs -text\n"
NONE = "0" * 40
EPOCH = 1_700_000_000
PERSON = "Bench <bench@example.com>"


@dataclass(frozen=True)
class Model:
    """A model to make: its versions are 1.0.0, 1.1.0, 1.2.0 ...; `champion` was on each tenth of them and is on the
    last, `stable` on the first; `quality` falls at `culprit`. `base` is what its manifests name as base model.
    """

    name: str
    versions: int
    base: str = "meta-llama/Llama-3.1-8B"
    dataset: str = ""

    @property
    def culprit(self) -> int:
        return self.versions * 7 // 10

    def version(self, number: int) -> str:
        return f"1.{number}.0"

    @property
    def last(self) -> str:
        return self.version(self.versions - 1)


def make(registry: Path, model: Model, env: Dict[str, str]) -> Path:
    """Makes the model's repository below `registry`, and answers its path."""
    repository = registry / (model.name + ".git")
    for folder in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "lfs/objects", "lfs/tmp"):
        (repository / folder).mkdir(parents=True)
    (repository / "HEAD").write_text("ref: refs/heads/main\n")
    (repository / "config").write_text(CONFIG)
    with Import(repository, env) as stream:
        writer = _Writer(stream, repository, model)
        writer.write()
    # fast-import sets no ref to a tag object.
    aliases = "".join(f"create {ref} {to}\n" for ref, to in writer.refs.items() if ref.startswith("refs/aliases/"))
    subprocess.run([*git(repository), "update-ref", "--stdin"], env=env, check=True, input=aliases.encode())
    subprocess.run([*git(repository), "pack-refs", "--all"], env=env, check=True)
    # As git-model's own writes leave it; stock git keeps the empty folders.
    for folder in (repository / "refs").iterdir():
        if folder.name not in ("heads", "tags"):
            folder.rmdir()
    return repository


def git(repository: Path) -> List[str]:
    """Git without a disk flush per ref: a fixture that a power cut takes away is made again."""
    return ["git", "-c", "core.fsync=none", "-C", str(repository)]


class Import:
    """One `git fast-import`, asked for the id of each object that an audit entry has to name."""

    def __init__(self, repository: Path, env: Dict[str, str]):
        argv = [*git(repository), "fast-import", "--quiet", "--done", "--date-format=raw"]
        self.process = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.marks = 0

    def __enter__(self) -> "Import":
        return self

    def __exit__(self, failed, *_) -> None:
        if failed:
            self.process.kill()
        else:
            self._send("done\n")
            self.process.stdin.close()
        if self.process.wait() != 0 and not failed:
            raise RuntimeError("git fast-import failed")

    def commit(self, ref: str, who: Tuple[str, str], at: int, message: str, changes: List[Tuple[str, bytes]]) -> str:
        """`who` is author and committer; a change is a command such as `M 100644 inline path`, and its data."""
        self._send(f"commit {ref}\nmark :{self._mark()}\nauthor {who[0]} {at} +0000\ncommitter {who[1]} {at} +0000\n")
        self._data(message.encode())
        for command, data in changes:
            self._send(command + "\n")
            self._data(data)
        return self._id()

    def tag(self, name: str, commit: str, at: int, message: str) -> str:
        """Tags the commit that the mark `commit` names."""
        self._send(f"tag {name}\nmark :{self._mark()}\nfrom {commit}\ntagger {PERSON} {at} +0000\n")
        self._data(message.encode())
        return self._id()

    def _mark(self) -> int:
        self.marks += 1
        return self.marks

    def _id(self) -> str:
        self._send(f"get-mark :{self.marks}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().decode().strip()

    def _send(self, text: str) -> None:
        self.process.stdin.write(text.encode())

    def _data(self, data: bytes) -> None:
        self.process.stdin.write(b"data %d\n%b\n" % (len(data), data))


class _Writer:
    """Writes one model's history; `refs` is where each ref is, for the audit entries' `Ref:` lines."""

    def __init__(self, stream: Import, repository: Path, model: Model):
        self.stream, self.repository, self.model = stream, repository, model
        self.refs: Dict[str, str] = {}
        self.at = EPOCH

    def write(self) -> None:
        name = self.model.name
        self._audit(f"create {name}", ["Operation: model.create", "Kind: model"], {"kind": "model"}, {})
        for number in range(self.model.versions):
            self._publish(number)
            if number % max(1, self.model.versions // 10) == 0:
                self._alias("champion", self.model.version(number))
        self._alias("stable", self.model.version(0))
        self._alias("champion", self.model.last)

    def _publish(self, number: int) -> None:
        self.at += 60
        version = self.model.version(number)
        files = _files(self.model, number, self.repository)
        digest = _digest(files)
        message = f"Release {self.model.name.split('/')[-1]} {version}\n\n{_summary(number)}\n\nModel-Version: {version}\n"
        changes = [(f"M 100644 inline {path}", data) for path, (data, _, _) in sorted(files.items())]
        commit = self.stream.commit("refs/heads/main", (PERSON, PERSON), self.at, message, changes)
        mark = f":{self.stream.marks}"
        tag = self.stream.tag(f"v{version}", mark, self.at, f"{self.model.name} {version}\n\nModel-Digest: sha256:{digest}\n")
        note = self.stream.commit(
            "refs/notes/metrics", (PERSON, PERSON), self.at, f"version.publish {version}\n",
            [(f"N inline {mark}", _metrics(self.model, number).encode())],
        )
        moves = {"refs/heads/main": commit, "refs/notes/metrics": note, f"refs/tags/v{version}": tag}
        trailers = ["Operation: version.publish", f"Version: {version}", f"Digest: sha256:{digest}"]
        self._audit(f"publish {version}", trailers, {"version": version}, moves)

    def _alias(self, alias: str, version: str) -> None:
        tag = self.refs[f"refs/tags/v{version}"]
        trailers = ["Operation: alias.set", f"Alias: {alias}", f"Version: {version}"]
        self._audit(f"alias {alias}: none -> {version}", trailers, {"alias": alias}, {f"refs/aliases/{alias}": tag})

    def _audit(self, subject: str, trailers: List[str], after: Dict[str, str], moves: Dict[str, str]) -> None:
        lines = [f"Ref: {ref} {self.refs.get(ref, NONE)} {to}" for ref, to in sorted(moves.items())]
        self.refs.update(moves)
        message = "\n".join([subject, "", *trailers, *lines]) + "\n"
        operation = trailers[0].split(": ")[1]
        change = [f"operation: {operation}", "before: {}", "after:"] + [f"  {k}: {v}" for k, v in after.items()]
        data = ("\n".join(change) + "\n").encode()
        who = (PERSON, "git-model <git-model>")
        self.stream.commit("refs/audit/log", who, self.at, message, [("M 100644 inline change.yaml", data)])


Stored = Tuple[bytes, str, int]


def _files(model: Model, number: int, repository: Path) -> Dict[str, Stored]:
    """Path to what Git holds, and SHA-256 and size of the content that it stands for."""
    texts = {
        ".gitattributes": ATTRIBUTES,
        "README.md": f"# {model.name}\n\nA model card of some length. {'It says what the model is for. ' * 10}\n".encode(),
        "config.json": json.dumps({"architectures": ["LlamaForCausalLM"], "seed": number}).encode(),
        "model.yaml": _manifest(model, number).encode(),
    }
    files = {path: (data, hashlib.sha256(data).hexdigest(), len(data)) for path, data in texts.items()}
    files["model.safetensors"] = _pointer(number, repository)
    return files


def _pointer(number: int, repository: Path) -> Stored:
    header = b'{"weight":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}'
    content = len(header).to_bytes(8, "little") + header + number.to_bytes(8, "little")
    oid = hashlib.sha256(content).hexdigest()
    stored = lfs_object(repository, oid)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(content)
    stored.chmod(0o444)
    text = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(content)}\n"
    return text.encode(), oid, len(content)


def _digest(files: Dict[str, Stored]) -> str:
    listing = "".join(f"{sha} {size} {path}\n" for path, (_, sha, size) in sorted(files.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def _summary(number: int) -> str:
    return f"Assistant fine-tuned on ticket export {number}."


def _metrics(model: Model, number: int) -> str:
    """Fifty metrics, of which most are the model's own."""
    values = {
        "accuracy": f"{0.5 + number % 400 / 1000:.3f}",
        "f1": f"{0.4 + number % 500 / 1000:.3f}",
        "loss": f"{2 - number % 90 / 100:.2f}",
        "quality": "0.92" if number < model.culprit else "0.85",
    }
    seed = zlib.crc32(model.name.encode())
    for nth in range(len(values), 50):
        values[f"metric_{nth:02d}"] = f"{(seed // (nth + 1) + number * nth) % 1000 / 1000:.3f}"
    return "".join(f"{name}: {value}\n" for name, value in sorted(values.items()))


def _manifest(model: Model, number: int) -> str:
    """About 1 KB, as people write them."""
    return f"""\
name: {model.name.split('/')[-1]}
version: {model.version(number)}
kind: model
summary: {_summary(number)}
description: |
  {'A paragraph about what changed in this version and why. ' * 6}
framework: safetensors
task: text-generation
architecture: LlamaForCausalLM
base_model: {model.base}
license: apache-2.0
language: [en]
tags: [support, chat, batch-{number % 10}]
experiment: exp-{number // 10}
training:
  dataset: {model.dataset or f"tickets-export-{number}"}
  template: sft-lora
  hyperparameters:
    learning_rate: {1e-5 * (1 + number % 9):.5f}
    epochs: {1 + number % 5}
    batch_size: 16
    seed: {number}
  code:
    repository: "https://git.example.com/acme/train"
    commit: {hashlib.sha1(str(number).encode()).hexdigest()}
  command: python train.py
metadata:
  owner: support-ml
"""


if __name__ == "__main__":
    # For tests: python3 -m bench.registry_fixture REGISTRY MODEL VERSIONS
    make(Path(sys.argv[1]), Model(sys.argv[2], int(sys.argv[3])), dict(os.environ))
