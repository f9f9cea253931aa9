"""Personal values in the audit log, each under the key of the record that they are about."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..privacy import cipher
from .tables import SubjectKey

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

SEALED = "~"
"""A personal value in a diff: `{"~": "generation.base64"}`."""
ERASED = "⌫"
"""What history shows for a value whose key was destroyed."""


@dataclass(frozen=True, slots=True)
class Personal:
    """A value that must not stand in the log as it is."""

    value: Any


def seal(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Encrypt the personal values in the diffs of these rows of the log; a record gets its key with the first of them.

    Two statements for each entity, however many rows.
    """
    wanted: dict[str, dict[int, dt.datetime]] = {}
    found = []
    for row in rows:
        personal = [name for name, value in row["diff"].items() if _is_personal(value)]
        if not personal:
            continue
        if row["record_id"] is None:
            raise ValueError(
                f"{row['entity']}.{personal[0]}: personal values belong to one record."
            )
        wanted.setdefault(row["entity"], {}).setdefault(row["record_id"], row["at"])
        found.append((row, personal))
    keys = {entity: _keys(session, entity, ids) for entity, ids in wanted.items()}
    for row, personal in found:
        id, diff = row["record_id"], row["diff"]
        key = keys[row["entity"]][id]
        for name in personal:
            diff[name] = [_seal(part, *key, entity_id=id) for part in diff[name]]


def open_all(
    session: Session, entity: str, id: int, diffs: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Diffs with their personal values readable, or ERASED; one statement, none when there are no such values."""
    found = [dict(diff) for diff in diffs]
    places = [
        (diff, name)
        for diff in found
        for name, pair in diff.items()
        if isinstance(pair, list) and any(_is_sealed(part) for part in pair)
    ]
    if not places:
        return found
    keys = {
        row.generation: _unwrap(row.wrapped, id) if row.wrapped else None
        for row in session.execute(
            select(SubjectKey.generation, SubjectKey.wrapped).where(
                SubjectKey.entity == entity, SubjectKey.record_id == id
            )
        )
    }
    for diff, name in places:
        diff[name] = [_open(part, keys, id) for part in diff[name]]
    return found


def destroy(session: Session, now: dt.datetime, entity: str, ids: Iterable[int]) -> int:
    """Make what was logged about these records unreadable; how many keys went."""
    gone = session.execute(
        update(SubjectKey)
        .where(
            SubjectKey.entity == entity,
            SubjectKey.record_id.in_(list(ids)),
            SubjectKey.wrapped.is_not(None),
        )
        .values(wrapped=None, destroyed_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _is_personal(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, Personal) for part in value)


def _is_sealed(part: Any) -> bool:
    return isinstance(part, dict) and set(part) == {SEALED}


def _keys(
    session: Session, entity: str, ids: Mapping[int, dt.datetime]
) -> dict[int, tuple[int, bytes]]:
    """The generation and key of each record: the one that it has, else a new one, made when `ids` says."""
    last: dict[int, tuple[int, str | None]] = {}
    rows = session.execute(
        select(SubjectKey.record_id, SubjectKey.generation, SubjectKey.wrapped)
        .where(SubjectKey.entity == entity, SubjectKey.record_id.in_(list(ids)))
        .order_by(SubjectKey.generation)
    )
    for id, generation, wrapped in rows:
        last[id] = (generation, wrapped)
    found: dict[int, tuple[int, bytes]] = {}
    new: list[dict[str, Any]] = []
    for id, now in sorted(ids.items()):
        generation, wrapped = last.get(id, (0, None))
        if wrapped is not None:
            found[id] = (generation, _unwrap(wrapped, id))
            continue
        found[id] = (generation + 1, secrets.token_bytes(32))
        new.append(
            {
                "entity": entity,
                "record_id": id,
                "generation": generation + 1,
                "wrapped": cipher.seal(found[id][1], _place(id)),
                "created_at": now,
            }
        )
    if new:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        # Two people may say the first thing about a record in one moment: the second takes the key of the first.
        made = session.scalars(
            dialect.insert(SubjectKey)
            .values(new)
            .on_conflict_do_nothing()
            .returning(SubjectKey.record_id)
        )
        if others := {row["record_id"] for row in new} - set(made):
            found |= _keys(session, entity, {id: ids[id] for id in others})
    return found


def _unwrap(wrapped: str, id: int) -> bytes:
    return cipher.unseal(wrapped, _place(id))


def _place(id: int) -> str:
    # Not the entity: it may be renamed.
    return f"sys_subject_key.{id}"


def _seal(part: Any, generation: int, key: bytes, *, entity_id: int) -> Any:
    if not isinstance(part, Personal):
        return part
    plain = json.dumps(part.value, ensure_ascii=False).encode()
    return {SEALED: f"{generation}.{cipher.encrypt(key, plain, f'sys_audit_log.{entity_id}')}"}


def _open(part: Any, keys: Mapping[int, bytes | None], id: int) -> Any:
    if not _is_sealed(part):
        return part
    generation, _, text = str(part[SEALED]).partition(".")
    key = keys.get(int(generation))
    if key is None:
        return ERASED
    return json.loads(cipher.decrypt(key, text, f"sys_audit_log.{id}"))
