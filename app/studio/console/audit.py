"""The audit log: who did what when; one act with its values, as far as they are the reader's; the chain and its check."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request, stream_with_context
from flask_admin import expose

from app.runtime import audit, checks, clock, query, records, registry
from app.runtime.audit import anchor, checking, reading
from app.runtime.errors import BadRequest
from app.runtime.transfer.export import safe
from app.studio.console import words
from app.studio.console.asked import Filters, cursor, mark
from app.studio.console.frame import ConsoleView, ask_for, last_failure, under_way
from app.web.reader import context
from app.web.screen.history import shown_value

BASE = "/studio/audit/"
HEADS = ("at", "user", "by_system", "channel", "address", "action", "entity", "record", "fields", "request", "seq")  # fmt: skip


class AuditView(ConsoleView):
    place = "audit"

    @expose("/")
    def index(self) -> Any:
        """A page of the log; a filter that means nothing is told at its box, and finds nothing."""
        return self._listed(Filters.read(context().session, request.args), _after())

    def _listed(self, filters: Filters, after: reading.Mark | None, **given: Any) -> Any:
        ctx = context()
        asked = filters.asked.within(ctx.now)
        page = (
            reading.Page([], None)
            if filters.problems
            else reading.listed(ctx.session, asked, after=after)
        )
        entities, actions = reading.vocabulary(ctx.session)
        runs = checks.latest(ctx.session, "audit")
        return self.page(
            "audit.html",
            status=422 if filters.problems else 200,
            filters=filters,
            acts=page.acts,
            is_narrowed=filters.asked.is_wide,
            window=reading.WINDOW.days,
            next_url=filters.url(BASE, before=cursor(page.after)) if page.after else "",
            first_url=filters.url(BASE) if after is not None else "",
            entities=sorted(
                {(key, words.entity_label(key)) for key in (*entities, *_entities())},
                key=lambda pair: pair[1],
            ),
            actions=sorted({(key, str(words.ACTS.get(key, key))) for key in actions}),
            channels=words.CHANNELS,
            words=words,
            last=runs[0] if runs else None,
            anchors=anchor.known()[-1:],
            working=under_way(ctx, checking.NAME),
            failed=last_failure(ctx, checking.NAME),
            **{"piece": None, **given},
        )

    @expose("/<int:id>")
    def show(self, id: int) -> Any:
        """One act: what stood there before and after, under the reader's policy."""
        ctx = context()
        found = reading.shown(ctx, id)
        known = registry.current()
        changes = []
        if found.entity:
            entity = known.entity(found.entity).entity
            titles = _titles(ctx, entity, found)
            changes = [
                (words.field_label(entity.key(), name),
                 shown_value(entity, entity.fields()[name], before, titles),
                 shown_value(entity, entity.fields()[name], after, titles))
                for name, (before, after) in found.changes.items()
            ]  # fmt: skip
        return self.page("act.html", found=found, act=found.act, changes=changes, words=words)

    @expose("/verify", methods=("POST",))
    def verify(self) -> Any:
        """The whole chain, as a durable job."""
        ask_for(checking.NAME)
        return redirect(BASE)

    @expose("/export", methods=("POST",))
    def export(self) -> Any:
        """What the filters find as CSV, without values; that it was taken along is an act of its own.

        More than one file holds is never cut off silently: the page that comes instead offers it in pieces.
        """
        ctx = context()
        filters = Filters.read(ctx.session, request.form)
        if filters.problems:
            raise BadRequest("筛选条件无效 / The filters cannot be read.")
        asked = filters.asked.within(ctx.now)
        begin = _mark(request.form.get("before"))
        if "piece" not in request.form:
            end = reading.end_of_piece(ctx.session, asked, after=begin, most=_most())
            if end is not None:
                piece = Piece(
                    cursor(begin) if begin else "", begin and begin[0], end[0], cursor(end), _most()
                )
                return self._listed(filters, None, piece=piece)
        with records.writing(ctx):
            audit.log(ctx, "export", "sys_audit_log", None, {"filters": [None, filters.typed]})
        answer = Response(
            stream_with_context(_lines(ctx, asked, begin)), content_type="text/csv; charset=utf-8"
        )
        name = f"audit-{clock.local(begin[0]):%Y%m%d-%H%M%S}" if begin else "audit"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of an export that does not fit into one. `begin` and `end`: cursors; `newest` None: from the latest row on."""

    begin: str
    newest: dt.datetime | None
    oldest: dt.datetime
    end: str
    most: int


def _most() -> int:
    return reading.MOST_EXPORTED


def _after() -> reading.Mark | None:
    return _mark(request.args.get("before"))


def _mark(given: str | None) -> reading.Mark | None:
    if not given:
        return None
    found = mark(given)
    if found is None:
        raise BadRequest("分页参数无效 / The page cannot be found.", field="before")
    return found


def _entities() -> list[str]:
    return [entry.entity.key() for entry in registry.current().entities()]


def _titles(ctx: Any, entity: Any, found: reading.Shown) -> dict[tuple[str, int], str]:
    """The titles of records that refs led to, as far as the reader may see them; a statement for each such field."""
    titles: dict[tuple[str, int], str] = {}
    for name, pair in found.changes.items():
        field = entity.fields()[name]
        ids = [one for one in pair if isinstance(one, int) and not isinstance(one, bool)]
        if field.type == "ref" and field.to is not None and ids:
            named = query.named(ctx, entity, field, ids)
            titles |= {(str(field.to), id): title for id, title in named.items()}
    return titles


def _lines(ctx: Any, asked: reading.Asked, begin: reading.Mark | None) -> Iterator[bytes]:
    yield "\ufeff".encode()  # without it Excel reads Chinese as Latin
    yield _line(HEADS)
    for act in reading.every(ctx.session, asked, after=begin, most=_most()):
        yield _line(
            (
                clock.local(act.at).isoformat(timespec="seconds"), act.actor,
                "1" if act.by_system else "0", act.channel, act.ip or "", act.action, act.entity,
                str(act.record_id or ""), " ".join(act.fields), act.request_id or "",
                str(act.seq or ""),
            )
        )  # fmt: skip


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue().encode()
