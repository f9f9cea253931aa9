"""CSV: the rows of a list in pieces, so that a million need no more memory than a thousand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .. import audit, field_types, query, records, registry
from ..context import Context
from ..errors import AppError, Forbidden, NotFound
from ..query.reading import Reading

if TYPE_CHECKING:
    from ..entity import Entity
    from ..field import Field
    from ..filters import Filter

Reader = Callable[[str], str]
CHUNK = 500
"""Rows of one statement."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the machine's own code page."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text begins that a spreadsheet would carry out."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked for. `asked` is the address as it came, for the audit row; `language` None: for programs.

    `readers`: path → how people read a text that is stored in two languages.
    """

    entity: type[Entity]
    columns: Sequence[str]
    heads: Sequence[str]
    where: Sequence[Filter] = ()
    sort: Sequence[str] = ()
    search: str | None = None
    asked: Sequence[tuple[str, str]] = ()
    language: str | None = None
    readers: Mapping[str, Reader] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A path, its field (None: the title), what people call the states of a workflow, and how a text is read."""

    path: str
    field: Field | None = None
    words: Mapping[str, str] | None = None
    reader: Reader | None = None

    def worded(self, value: Any) -> Any:
        """The value, a state by its label, a text as people read it."""
        if self.reader is not None and isinstance(value, str):
            return self.reader(value)
        return self.words.get(value, value) if self.words else value


def stream(ctx: Context, wanted: Export) -> Iterator[bytes]:
    """The file in pieces: first the right, the count and the audit row, then, as it is sent, chunk by chunk.

    Rows: those that the reader may read and export. Fields: those that he may read, row by row. Raises Forbidden
    without the right, BadRequest for a column or an order that is not his.
    """
    columns = begin(ctx, wanted)
    # The request's own session is closed by the time that the pieces are sent.
    return _pieces(ctx, wanted, columns)


def begin(
    ctx: Context,
    wanted: Export,
    *,
    most: int | None = None,
    refused: Callable[[int], AppError] | None = None,
) -> list[Column]:
    """The right, the count and the audit row; the columns. `refused` makes the error for more than `most` rows."""
    policy = registry.current().entity(wanted.entity).policy
    decision = policy.may(ctx.actor, "export")
    if not decision.allowed:
        raise Forbidden(decision.reason or NotFound().message)
    columns = [_column(ctx, wanted, path) for path in wanted.columns]
    first = _page(ctx, wanted, None, count=True)
    number = first.count or 0
    if most is not None and refused is not None and number > most:
        raise refused(number)
    with records.writing(ctx):
        audit.log(
            ctx,
            "export",
            wanted.entity.key(),
            None,
            {
                "rows": first.count,
                "columns": list(wanted.columns),
                "filter": [f"{name}={value}" for name, value in wanted.asked],
                "search": wanted.search,
            },
        )
    return columns


def _pieces(ctx: Context, wanted: Export, columns: Sequence[Column]) -> Iterator[bytes]:
    yield _lines([[safe(head) for head in wanted.heads]], start=BYTE_ORDER_MARK)
    for rows in pages(ctx, wanted):
        yield _lines(
            [
                [cell(one.field, one.worded(row.get(one.path)), wanted.language) for one in columns]
                for row in rows
            ]
        )


def pages(ctx: Context, wanted: Export) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The rows, CHUNK of them at a time, in a session of their own."""
    with Context(ctx.actor, channel=ctx.channel, request_id=ctx.request_id, ip=ctx.ip) as own:
        cursor: str | None = None
        while True:
            page = _page(own, wanted, cursor)
            # A slow reader keeps no connection and no snapshot between two pieces.
            own.session.rollback()
            if page.items:
                yield page.items
            cursor = page.next
            if cursor is None:
                return


def _page(ctx: Context, wanted: Export, cursor: str | None, *, count: bool = False) -> Any:
    return query.rows(
        ctx,
        wanted.entity,
        where=wanted.where,
        columns=wanted.columns,
        sort=wanted.sort,
        search=wanted.search,
        limit=1 if count else CHUNK,
        cursor=cursor,
        count="exact" if count else "none",
        action="export",
    )


def _column(ctx: Context, wanted: Export, path: str) -> Column:
    if path == "title":
        return Column(path)
    place, field = Reading(ctx.judge, wanted.entity).find(path)
    language = wanted.language
    if field.type != "state" or language is None:
        return Column(path, field, reader=wanted.readers.get(path))
    workflow = registry.current().entity(place.entity).workflow
    states = workflow.states if workflow is not None else {}
    return Column(path, field, {name: s.label.in_language(language) for name, s in states.items()})


def _lines(rows: Sequence[Sequence[str]], start: str = "") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return (start + out.getvalue()).encode()


def cell(field: Field | None, value: Any, language: str | None, *, guard: bool = True) -> str:
    """A value as text: for people in their words, for programs names, ids and ISO dates. Numbers stay numbers."""
    text = _plain(field, value, language)
    return safe(text) if guard and not _is_number(value) else text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _plain(field: Field | None, value: Any, language: str | None) -> str:
    if value is None or value == []:
        return ""
    if _is_number(value):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isinstance(value, dict) and "id" in value and (field is None or field.type == "ref"):
        return str(value.get("title") or "") if language else str(value["id"])
    if isinstance(value, list | tuple) and field is not None and field.type != "enums":
        return "; ".join(_plain(None, one, language) for one in value)
    if field is None or language is None:
        plain = field_types.to_json(value)
        if isinstance(plain, bool):
            return "true" if plain else "false"
        if isinstance(plain, list):
            return ";".join(str(one) for one in plain)
        return str(plain)
    return field_types.display(field, value, language)


def safe(text: str) -> str:
    """A text that a spreadsheet takes for a formula gets an apostrophe in front: it is shown, not carried out."""
    return f"'{text}" if text.startswith(FORMULA) else text
