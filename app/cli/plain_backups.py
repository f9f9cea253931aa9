"""Archives that are older than a migration which encrypted something: what is encrypted now is plain in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic.script import Script, ScriptDirectory

from app.cli import migrations
from app.runtime import backup

ENCRYPTS = "encrypt_column("
"""A migration that calls this made plain values unreadable without the keys."""


@dataclass(frozen=True, slots=True)
class Older:
    """An archive, and the revision that it is older than."""

    file: Path
    before: str


def of(folder: Path) -> Iterator[Older]:
    """Archives of a folder that hold in plain what a migration has encrypted since, and the last such migration."""
    encrypting = [
        step.revision for step in _chain() if _encrypts(Path(step.path).read_text(encoding="utf-8"))
    ]
    if encrypting:
        yield from older(folder, encrypting[-1])


def older(folder: Path, revision: str) -> Iterator[Older]:
    """Archives of a folder that were made before `revision` was applied, the oldest first.

    ValueError: there is no such migration. Damaged archives and those of a later version are left out.
    """
    chain = [step.revision for step in _chain()]
    if revision not in chain:
        raise ValueError(revision)
    before = set(chain[: chain.index(revision)])
    for file in sorted(folder.glob("dougong-*.zip")):
        try:
            found = backup.read(file).revision
        except backup.BackupDamaged:
            continue
        if found in before:
            yield Older(file, revision)


def _encrypts(migration: str) -> bool:
    """Its way back may encrypt as well: that one counts for nothing."""
    there, _, _back = migration.partition("\ndef downgrade")
    return ENCRYPTS in there.replace("decrypt_column(", "")


def _chain() -> list[Script]:
    """Every migration, the first one first."""
    script = ScriptDirectory.from_config(migrations.config())
    return list(reversed(list(script.walk_revisions())))
