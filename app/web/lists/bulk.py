"""What may be done to many rows of a list, which rows are meant, and the form that says what to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from app.forms import RecordForm
from app.forms.fields.base import EntityField
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.runtime import field_types, filters, query
from app.runtime.bulk.runs import MOST, Act
from app.runtime.context import Context
from app.runtime.errors import BadRequest, RuleViolation
from app.web import cells, steps
from app.web.lists.state import ListState

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from app.runtime.bulk.tables import BulkRun
    from app.web.screen.entity_view import EntityView

NEVER = frozenset({"secret", "file", "files", "image", "images", "signature", "geo", "json"})
"""Types that nobody writes to many records at once."""
SHOWN = 200
"""Results with their titles; of more, the refused ones come first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One act: `update`, `delete` or `transition:close`."""

    value: str
    label: str


def offers(view: EntityView, ctx: Context) -> list[Offer]:
    """What some role of this person may do at all; each record is judged by itself."""
    found = []
    if view.form is not None and view.is_open_to(ctx.actor.roles, "can_edit"):
        found.append(Offer("update", _("Change fields")))
    workflow = view.entry.workflow
    language = current_language()
    for name, mappings in (workflow.transitions if workflow is not None else {}).items():
        may = next((one for one in mappings if not ctx.actor.roles.isdisjoint(one.by)), None)
        if may is not None:
            found.append(Offer(f"transition:{name}", may.label.in_language(language)))
    if view.is_open_to(ctx.actor.roles, "can_delete"):
        found.append(Offer("delete", _("Delete")))
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows that are meant, as they are now: (id, version)."""

    records: list[tuple[int, int]]
    is_all: bool


def chosen(ctx: Context, entity: Any, state: ListState, sent: MultiDict[str, str]) -> Choice:
    """The ticked rows, or all that the list finds. Raises RuleViolation for none and for too many."""
    is_all = "_all" in sent
    ids = [id for text in sent.getlist("_ids") if (id := as_id(text)) is not None]
    if not is_all and not ids:
        raise RuleViolation("请先勾选记录 / Tick some rows first.", field="_ids", code="required")
    found = query.rows(
        ctx,
        entity,
        where=filters.parse(entity, ctx.actor, state.pairs) if is_all else (),
        search=state.q if is_all else None,
        within=None if is_all else entity.id.in_(ids[:MOST]),
        columns=("id", "version"),
        sort=("id",),
        limit=MOST,
        count="capped" if is_all else "none",
    )
    if found.next is not None or len(ids) > MOST:
        raise RuleViolation(
            f"一次最多 {MOST} 条，请先缩小范围 / At most {MOST} at once: narrow the list down first.",
            field="_ids",
            code="too_many_affected",
        )
    return Choice([(row["id"], row["version"]) for row in found.items], is_all)


class BulkForm:
    """The fields of one act: those of the edit form that were chosen, or those that the step asks for."""

    def __init__(self, view: EntityView, ctx: Context, sent: MultiDict[str, str]) -> None:
        self.view, self.ctx, self.sent = view, ctx, sent
        self.do = sent.get("_do", "")
        self.offer = next((one for one in offers(view, ctx) if one.value == self.do), None)
        if self.offer is None:
            raise BadRequest("请选择要做什么 / Choose what to do.", field="_do")
        self.action, _colon, self.transition = self.do.partition(":")
        self.picked = list(dict.fromkeys(sent.getlist("_fields")))
        self.problem = ""
        self.form = self._form()
        self.fields = self._fields()

    def _form(self) -> Any:
        """Without a record: which fields a row lets him write, its own rights say when it is written."""
        if self.action == "update":
            made: Any = self.view.form
        elif self.action == "transition":
            made = self.view.transition_forms.get(self.transition) or steps.bare_form(
                self.view.entity, self.transition
            )
        else:
            return None
        form: RecordForm = made(
            ctx=self.ctx, record={}, formdata=self.sent if "_send" in self.sent else None
        )
        return form

    def choices(self) -> list[tuple[str, str]]:
        """(name, label) of what may be changed in many records."""
        if self.action != "update":
            return []
        return [(one.short_name, one.label.text) for one in self._writable()]

    def _writable(self) -> list[EntityField]:
        return [
            one
            for one in self.form._entity_fields()
            if one.info.type not in NEVER
            and not one.info.is_sensitive
            and not one.info.is_computed
            and one.info.readonly is not True
        ]

    def _fields(self) -> list[EntityField]:
        if self.form is None:
            return []
        found = self._writable() if self.action == "update" else self.form._entity_fields()
        if self.action == "update":
            found = [one for one in found if one.short_name in self.picked]
        for one in found:
            one.is_visible, one.is_readonly, one.is_required = True, False, False
        return list(found)

    @property
    def is_asking_for_fields(self) -> bool:
        return self.action == "update" and not self.fields

    @property
    def note(self) -> str:
        return self.sent.get("_note", "").strip()

    @property
    def has_note(self) -> bool:
        return self.action == "transition" and "note" not in {one.short_name for one in self.fields}

    def act(self) -> Act | None:
        """What was asked for; None when a value cannot be read: its field says so."""
        values = {}
        for one in self.fields:
            if one.process_errors:
                one.errors = list(one.process_errors)
                continue
            if self.action == "transition" and one.is_empty:
                # Not asked of every record: whoever needs it is told by the rehearsal.
                continue
            if one.submitted:
                values[one.short_name] = field_types.to_json(one.data)
        if any(one.process_errors for one in self.fields):
            self.problem = _("Please correct what is marked.")
            return None
        if self.action == "update" and not values:
            self.problem = _("Which fields are to be changed?")
            return None
        return Act(self.action, self.transition, values, self.note)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a run: `why` is "" when it can be, or was, done."""

    id: int
    title: str
    url: str
    why: str


class Report:
    """A run as its page shows it."""

    def __init__(self, view: EntityView, ctx: Context, run: BulkRun) -> None:
        self.view, self.run = view, run
        self.total, self.done = len(run.records), len(run.results)
        language = current_language()
        self.refused = sum(1 for why in run.results if why)
        self.fine = self.done - self.refused
        pairs = list(zip((one[0] for one in run.records), run.results, strict=False))
        ordered = [*(pair for pair in pairs if pair[1]), *(pair for pair in pairs if not pair[1])]
        self.rows = self._rows(ctx, ordered[:SHOWN], language)
        self.left_out = max(len(ordered) - SHOWN, 0)

    def _rows(self, ctx: Context, pairs: Sequence[Any], language: str) -> list[Row]:
        """With titles as they are now, of those that the person may (still) see."""
        titles = query.titles_of(ctx, self.view.entity.meta.name, [id for id, _why in pairs])
        return [
            Row(
                id,
                titles.get(id) or f"#{id}",
                f"{self.view.route_base}/show/{id}" if id in titles else "",
                (why.get(language) or next(iter(why.values()), "")) if why else "",
            )
            for id, why in pairs
        ]

    @property
    def is_at_work(self) -> bool:
        return self.run.state in ("checking", "running")

    @property
    def what(self) -> str:
        """The act in words."""
        act, language = self.run.act, current_language()
        if act["action"] == "delete":
            return _("Delete")
        if act["action"] == "transition":
            workflow = self.view.entry.workflow
            mappings = workflow.transitions.get(act["transition"], []) if workflow else []
            return mappings[0].label.in_language(language) if mappings else act["transition"]
        names = [cells.column_label(self.view.entity, name) for name in act["values"]]
        return _("Change fields") + (f": {_(', ').join(names)}" if names else "")
