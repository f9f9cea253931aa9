"""One field of a record through time, and the way back to what it was; how many records lead to this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import clock, field_types, filters, query, records
from app.runtime.audit import MASK, history
from app.runtime.audit.subject import ERASED
from app.runtime.errors import AppError, NotFound
from app.runtime.field import Field
from app.runtime.privacy.mask import Masked
from app.web.opening import opens
from app.web.reader import context
from app.web.screen import removed_files
from app.web.screen.entity_view import EntityView
from app.web.screen.history import actor_of, shown_value, titles_of
from app.web.screen.removed_files import Removed
from app.web.screen.show_page import ShowPage

MOST = 200
"""Acts that are looked through; what lies further back stands in the timeline."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the field, by its `id`; `event` names it when the value before can be put back, else None."""

    id: int
    at: str
    actor: str
    before: str
    after: str
    event: int | None
    removed: Sequence[Removed] = ()
    """Files that it took out and that are still kept."""


class FieldView(EntityView):
    """Field history, restore, counts of related records."""

    @expose("/history/<int:pk>/<name>", methods=["GET", "POST"])
    @opens("can_show")
    def field(self, pk: int, name: str) -> Any:
        """GET shows every change of one field; POST puts back what stood there before one of them."""
        ctx = context()
        record = self._read(pk)
        field = self.entity.fields().get(name)
        if field is None or name not in record or isinstance(record[name], Masked):
            raise NotFound
        problem = ""
        if request.method == "POST":
            try:
                if field_types.of(field).is_file:
                    self._put_back_file(pk, field)
                else:
                    self._put_back(pk, field)
            except AppError as error:
                if error.status == 404:
                    raise
                problem = " ".join(told(e.message) for e in error.errors) or told(error.message)
            else:
                flash(_("Put back."), "success")
                return redirect(self._after_save(pk))
        found = history.timeline(ctx, self.entity, pk, limit=MOST)
        events = [e for e in found.events if name in e.changes and e.action != "create"]
        titles = titles_of(ctx, self.entity, events, record)
        may = self._may_put_back(pk, field)
        is_file = field_types.of(field).is_file
        kept = (
            removed_files.kept(ctx, self.entity, pk, field, events, record[name]) if is_file else {}
        )
        changes = [
            Change(
                event.id,
                f"{clock.local(event.at):%Y-%m-%d %H:%M}",
                actor_of(event),
                shown_value(self.entity, field, event.changes[name][0], titles),
                shown_value(self.entity, field, event.changes[name][1], titles),
                event.id if may and not is_file and _is_whole(event.changes[name][0]) else None,
                kept.get(event.id, ()),
            )
            for event in events
        ]
        page = self.render_template(
            "records/field.html",
            view=self,
            record=record,
            name=name,
            changes=changes,
            may=may,
            is_file=is_file,
            problem=problem,
            title=field.label.in_language(current_language()),
        )
        return page, 422 if problem else 200

    def _may_put_back(self, pk: int, field: Field) -> bool:
        """Whether the person may change this field of this record by hand."""
        if field.is_computed or field.readonly is True or field.is_sensitive:
            return False
        if field.type == "secret":
            return False
        ctx = context()
        if not self.may("edit") or not self.entry.policy.writable(ctx.actor, field.name, "update"):
            return False
        try:
            self._read(pk, "update")
        except NotFound:
            return False
        return True

    def _put_back(self, pk: int, field: Field) -> None:
        value = self._chosen(pk, field, request.form.get("event", "")).changes[field.name][0]
        if not _is_whole(value):
            raise NotFound
        self._write(pk, field, value)

    def _put_back_file(self, pk: int, field: Field) -> None:
        """The file that one act took out, beside what the field holds now."""
        event, _dash, file = request.form.get("file", "").partition("-")
        found, id = self._chosen(pk, field, event), as_id(file)
        if id is None or id not in removed_files.removed(found, field):
            raise NotFound
        now = self._read(pk, "update")[field.name]
        self._write(pk, field, removed_files.with_file(field, now, id))

    def _chosen(self, pk: int, field: Field, event: str) -> history.Event:
        """The act whose change is undone, in the reader's own view of the log: what he may not see he cannot bring back."""
        id = as_id(event)
        if id is None or not self._may_put_back(pk, field):
            raise NotFound
        found = history.timeline(context(), self.entity, pk, limit=1, before=id + 1).events
        if not found or found[0].id != id or field.name not in found[0].changes:
            raise NotFound
        return found[0]

    def _write(self, pk: int, field: Field, value: Any) -> None:
        version = as_id(request.form.get("_version", ""))
        records.update(context(), self.entity, pk, {field.name: value}, version=version)

    @expose("/mentions/<int:pk>")
    @opens("can_show")
    def mentions(self, pk: int) -> Any:
        """What leads to this record, each with its number: as many statements as the schema has such relations."""
        ctx = context()
        page = ShowPage(self, ctx, self._read(pk))
        lines = []
        for mention in page.mentions():
            where = filters.parse(mention.entity, ctx.actor, [(mention.ref, str(pk))])
            found = query.rows(
                ctx, mention.entity, where=where, columns=["title"], limit=1, count="capped"
            )
            lines.append(replace(mention, count=found.count or 0))
        lines.sort(key=lambda mention: mention.count == 0)
        return self.render_template("records/mentions.html", lines=lines)


def _is_whole(value: Any) -> bool:
    """Whether the log still says what the value was."""
    return value not in (MASK, ERASED) and not isinstance(value, Masked)
