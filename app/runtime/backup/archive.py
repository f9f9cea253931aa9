"""The archive: a ZIP with the database, the attachments and, last, the manifest that describes them."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .. import folders
from .errors import BackupDamaged

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files/"
BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table has, and the SHA-256 of their content in the order of the key."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `members`: name → [size, SHA-256]; `missing`: attachments without content."""

    version: str
    database: str
    schema: str
    revision: str | None
    kind: str
    made_at: str
    tables: dict[str, Table]
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def dump(self) -> str:
        """The name of the database's own member."""
        return "database.sqlite3" if self.database == "sqlite" else "database.dump"

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


class Writer:
    """Adds members to an archive that is being written, hashing them on the way."""

    def __init__(self, target: zipfile.ZipFile) -> None:
        self._zip = target
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, source: Path, *, pack: bool) -> None:
        """Copy a file in; `pack` where it shrinks."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with source.open("rb") as given, self._zip.open(info, "w", force_zip64=True) as out:
            while block := given.read(BLOCK):
                size += len(block)
                digest.update(block)
                out.write(block)
        self.members[name] = (size, digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def part_of(target: Path) -> Path:
    """What an archive is called while it is being written."""
    return target.with_name(f".{target.name}.part")


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Write beside `target`, reach the disk, then take the name: a half archive never bears it."""
    part = part_of(target)
    out = part.open("xb")  # before the try: a part that is another process's is not ours to remove
    try:
        with out:
            part.chmod(0o600)
            with zipfile.ZipFile(out, "w", compresslevel=1) as packed:
                yield Writer(packed)
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
        folders.sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def read(file: Path) -> Manifest:
    """The manifest of an archive. BackupDamaged: this is none, or one of a later format."""
    try:
        with zipfile.ZipFile(file) as packed:
            told = json.loads(packed.read(MANIFEST))
        if told["format"] != FORMAT:
            raise BackupDamaged(
                f"{file} 是第 {told['format']} 版格式，请用写它的版本恢复",
                f"{file} has format {told['format']}; restore it with the version that wrote it",
            )
        tables = {name: Table(**table) for name, table in told.pop("tables").items()}
        members = {name: (int(size), str(sha)) for name, (size, sha) in told.pop("members").items()}
        return Manifest(tables=tables, members=members, **told)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as broken:
        raise BackupDamaged(
            f"{file} 不是完整的备份：{broken}", f"{file} is no whole backup: {broken}"
        ) from broken


def check_members(file: Path, manifest: Manifest) -> None:
    """Every member is there and has the size and hash that the manifest tells."""
    with zipfile.ZipFile(file) as packed:
        for name in manifest.members:
            for _ in _blocks(packed, file, name, manifest):
                pass


def extract(file: Path, manifest: Manifest, name: str, target: Path) -> None:
    """One member into a file that reaches the disk; BackupDamaged when it is not what was written."""
    with zipfile.ZipFile(file) as packed, target.open("xb") as out:
        target.chmod(0o600)
        for block in _blocks(packed, file, name, manifest):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())


def _blocks(packed: zipfile.ZipFile, file: Path, name: str, manifest: Manifest) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    try:
        with packed.open(name) as given:
            while block := given.read(BLOCK):
                size += len(block)
                digest.update(block)
                yield block
    except (zipfile.BadZipFile, KeyError, EOFError) as broken:
        raise BackupDamaged(
            f"{file} 已损坏：{name}（{broken}）", f"{file} is damaged: {name} ({broken})"
        ) from broken
    if (size, digest.hexdigest()) != tuple(manifest.members[name]):
        raise BackupDamaged(
            f"{file} 已损坏：{name} 与清单不符",
            f"{file} is damaged: {name} is not what the manifest says",
        )
