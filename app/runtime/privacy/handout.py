"""Everything about one person, on request: as data and as a page that needs nothing else."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import audit, field_types, registry
from ..audit.history import timeline
from ..errors import Forbidden, NotFound
from ..system import Attachment
from ..writing.transaction import transaction
from ..writing.write import value_of
from . import persons

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

MOST_ROWS = 10_000
MOST_EVENTS = 1000


def collect(ctx: Context, entity: type[Entity], id: int, *, reason: str) -> dict[str, Any]:
    """Record, rows that name it, files and history, unmasked. Wants `export` and `reveal` on the record; logged.

    Rows of others that the reader may not see are left out. Raises NotFound, Forbidden.
    """
    entry = registry.current().entity(entity)
    with transaction(ctx):
        granted = entry.policy.rows(ctx.judge, "read")
        found = select(entity).where(entity.id == id)
        record = ctx.session.scalar(found if granted is None else found.where(granted))
        if record is None:
            raise NotFound
        for action in ("export", "reveal"):
            decision = entry.policy.may(ctx.judge, action, record, ctx.session)
            if decision.reason is not None:
                raise Forbidden(decision.reason)
        told = {
            "entity": entity.meta.name,
            "id": id,
            "at": field_types.to_json(ctx.now),
            "record": _values(ctx, record),
            "related": _related(ctx, entity, id),
            "files": _files(ctx, entity, id),
            "history": _history(ctx, record),
        }
        audit.log(ctx, "privacy:export", entity.key(), id, {"note": reason})
    return told


def _values(ctx: Context, record: Any) -> dict[str, Any]:
    """Label → value of what the reader may see; secrets never."""
    entity = type(record)
    policy = registry.current().entity(entity).policy
    mine = policy.fields_on(ctx.judge, record, ctx.session, use="read", action="read")
    return {
        name: field_types.to_json(value_of(record, field))
        for name, field in entity.fields().items()
        if name in mine and field.type != "secret"
    }


def _related(ctx: Context, entity: type[Entity], id: int) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry, ref in persons.pointing(entity):
        other: Any = entry.entity
        rows = entry.policy.rows(ctx.judge, "read")
        statement = select(other).where(
            getattr(other, f"{ref.name}_id") == id, other.deleted_at.is_(None)
        )
        if rows is not None:
            statement = statement.where(rows)
        records = ctx.session.scalars(statement.order_by(other.id).limit(MOST_ROWS)).all()
        if records:
            told = [{"id": one.id, **_values(ctx, one)} for one in records]
            found[f"{entry.entity.meta.name}.{ref.name}"] = told
    return found


def _files(ctx: Context, entity: type[Entity], id: int) -> list[dict[str, Any]]:
    rows = ctx.session.scalars(
        select(Attachment).where(
            Attachment.entity == entity.key(),
            Attachment.record_id == id,
            Attachment.deleted_at.is_(None),
        )
    )
    return [{"id": row.id, "name": row.name, "type": row.mime, "size": row.size} for row in rows]


def _history(ctx: Context, record: Any) -> list[dict[str, Any]]:
    if record.deleted_at is not None:
        return []
    return [
        {
            "at": field_types.to_json(event.at),
            "action": event.action,
            "by": event.actor,
            "changes": {name: list(pair) for name, pair in event.changes.items()},
        }
        for event in timeline(ctx, type(record), record.id, limit=MOST_EVENTS).events
    ]


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_html(told: dict[str, Any], language: str = "zh") -> str:
    """One page without scripts, styles or pictures from elsewhere."""
    entity = registry.current().entity(told["entity"]).entity
    title = f"{entity.meta.label.in_language(language)} {told['id']}"
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(str(told['at']))}</p>"]
    parts.append(_table(entity, told["record"], language))
    for name, rows in told["related"].items():
        other = registry.current().entity(name.partition(".")[0]).entity
        parts.append(f"<h2>{escape(other.meta.label.in_language(language))}</h2>")
        parts += [_table(other, row, language) for row in rows]
    if told["history"]:
        lines = "".join(
            f"<li>{escape(event['at'])} {escape(event['action'])} {escape(event['by'])}</li>"
            for event in told["history"]
        )
        parts.append(f"<h2>{'历史' if language == 'zh' else 'History'}</h2><ul>{lines}</ul>")
    body = "\n".join(parts)
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title><body>{body}</body></html>"
    )


def _table(entity: Any, values: dict[str, Any], language: str) -> str:
    fields = entity.fields()
    rows = "".join(
        f"<tr><th>{escape(_label(fields, name, language))}</th><td>{escape(_text(value))}</td></tr>"
        for name, value in values.items()
        if value not in (None, "", [])
    )
    return f'<table border="1">{rows}</table>'


def _label(fields: Any, name: str, language: str) -> str:
    return fields[name].label.in_language(language) if name in fields else name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
