"""Two people change one record: what each began with, what the other saved, what this one typed, field by field.

The page of a form carries what its fields held when it was opened (`_before`). When the record is another by the time it
is sent, a field that only the other changed takes his value, one that only this person changed keeps what was typed, and
one that both changed is asked for. Nothing of this decides what may be written: the next save goes the usual way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import orjson
from flask import request
from flask_babel import gettext as _

from app.forms import RecordForm
from app.forms.fields.base import EntityField
from app.forms.row import Row
from app.forms.rows import RowGrid
from app.runtime import field_types
from app.runtime.errors import StaleRecord
from app.runtime.privacy.mask import Masked
from app.web import cells

CLASH = "_clash"
CHOICE = "_choose_"
LONGEST = 2_000_000
"""Characters of what a page remembers; more did not come from a page of ours."""

Seen = dict[str, Any]
"""field → [comparable value, text for people]; for rows grid → id → the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field where the two differ. `kind`: who changed it ("theirs", "mine" or "both"); `choice` names the radios."""

    label: str
    before: str
    theirs: str
    mine: str
    kind: str
    choice: str
    control: str

    @property
    def clash(self) -> str:
        """The name of the control, as the page sends it back."""
        return self.choice.removeprefix(CHOICE)


@dataclass
class Meeting:
    """What the conflict page shows; `who` and `when` are of the other save, as far as the reader may know."""

    lines: list[Line] = field(default_factory=list)
    who: str = ""
    when: str = ""

    @property
    def clashes(self) -> list[Line]:
        return [line for line in self.lines if line.kind == "both"]


def remember(form: RecordForm) -> str:
    """What the page carries: the values as they are now; none that is masked or sensitive leaves the server."""
    rows = {
        grid.name: {str(row.id): _seen(row.form) for row in grid.rows if row.id is not None}
        for grid in form._grids
    }
    return orjson.dumps({"fields": _seen(form), "rows": rows}).decode()


def brought() -> Mapping[str, Any]:
    """What the sent page remembered; nothing when it is not of ours."""
    text = request.form.get("_before", "")
    try:
        found = orjson.loads(text) if len(text) <= LONGEST else {}
    except orjson.JSONDecodeError:
        found = {}
    return found if isinstance(found, dict) else {}


def settle(form: RecordForm) -> list[Line]:
    """Take the choices that were sent: a field whose choice is theirs stays as it is saved. Returns what is still open."""
    asked = set(request.form.getlist(CLASH))
    open_: list[Line] = []
    if not asked:
        return open_
    before = brought()
    for label, one, saved, seen in _each(form, before):
        if one.name not in asked or one.short_name not in saved:
            continue
        choice = request.form.get(CHOICE + one.name)
        if choice == "theirs":
            _adopt(one, saved[one.short_name])
            one.submitted = False
        elif choice != "mine":
            told = seen.get(f"{one.short_name}?") or ["", "—"]
            open_.append(_line(label, one, saved[one.short_name], told, "both"))
    return open_


def rows_changed(form: RecordForm) -> bool:
    """Whether somebody changed or removed a row since the page was made: rows have versions of their own."""
    return any(
        row.id is not None
        and row.sent_version is not None
        and (
            row.saved is None or (row.saved["version"] != row.sent_version and not row.is_untouched)
        )
        for grid in form._grids
        for row in grid.rows
    )


def meet(form: RecordForm, saved: Mapping[str, Any], error: StaleRecord | None) -> Meeting:
    """Merge what can be merged, list the rest; the form goes out with the present version."""
    found = Meeting(who=_name(saved.get("updated_by")), when=_moment(saved.get("updated_at")))
    before = brought()
    form._screen.record = saved
    open_: dict[str, list[Any]] = {}
    # The rows anew, too: they were read before whoever wrote between that and the lock.
    rows = {grid.name: _read_again(grid) for grid in form._grids}
    for label, one, there, seen in _each(form, before):
        if one.short_name not in there:
            continue
        theirs = there[one.short_name]
        kind = _kind(one, theirs, seen.get(one.short_name))
        if kind is None:
            continue
        told = seen.get(one.short_name) or [None, "—"]
        found.lines.append(_line(label, one, theirs, told, kind))
        if kind == "theirs":
            _adopt(one, theirs)
        elif kind == "both":
            open_[one.name] = told
    for grid in form._grids:
        _refresh(grid, rows[grid.name], found)
    carried = orjson.loads(remember(form))
    for _label, one, _there, seen in _each(form, carried):
        if one.name in open_:
            seen[f"{one.short_name}?"] = open_[one.name]
    form._before = orjson.dumps(carried).decode()
    version = form._fields["_version"]
    version.data = version.raw_data = None
    version.process(None, error.current if error is not None else saved.get("version"))
    return found


def _read_again(grid: RowGrid) -> dict[int, Mapping[str, Any]]:
    """id → row as it is saved now; the rows of the page that are still there stand on it."""
    there = {int(row["id"]): row for row in grid.saved()}
    for row in grid.rows:
        if row.id in there:
            row.form._screen.record = there[row.id]
    return there


def _refresh(grid: RowGrid, there: Mapping[int, Mapping[str, Any]], found: Meeting) -> None:
    """Rows that came or went meanwhile: new ones stand at the end, one that is gone and was not touched goes."""
    kept: list[Row] = []
    for row in grid.rows:
        if row.id is not None and row.id not in there:
            label = _("%(grid)s: a row was removed", grid=grid.label)
            found.lines.append(Line(label, row.title(), "—", "—", "theirs", "", ""))
            continue
        if row.id is not None:
            row.sent_version = there[row.id]["version"]
        kept.append(row)
    known = {row.id for row in kept}
    for id, saved in there.items():
        if id not in known:
            row = grid.add_saved(saved)
            kept.append(row)
            label = _("%(grid)s: a row was added", grid=grid.label)
            found.lines.append(Line(label, "—", row.title(), "—", "theirs", "", ""))
    grid.rows = kept


def _each(
    form: RecordForm, before: Mapping[str, Any]
) -> Iterator[tuple[str, EntityField, Mapping[str, Any], dict[str, Any]]]:
    """(label, field, the saved record or row, what the page remembered of it) of the form and of its saved rows."""
    fields = before.get("fields")
    own = fields if isinstance(fields, dict) else {}
    for one in form._entity_fields():
        yield one.label.text, one, form._screen.record or {}, own
    rows = before.get("rows")
    for grid in form._grids:
        known = rows.get(grid.name) if isinstance(rows, dict) else None
        for number, row in enumerate(grid.rows, start=1):
            if row.id is None or row.removed or row.saved is None:
                continue
            told = known.get(str(row.id)) if isinstance(known, dict) else None
            for one in row.form._entity_fields():
                label = f"{grid.label} {number} · {one.label.text}"
                yield label, one, row.saved, told if isinstance(told, dict) else {}


def _kind(one: EntityField, theirs: Any, told: Any) -> str | None:
    """Who changed the field; None when nobody did, or both did the same. What is not remembered may be anybody's."""
    if isinstance(theirs, Masked) or isinstance(one.data, Masked) or not one.submitted:
        return None
    there, here = comparable(theirs), comparable(one.data)
    if there == here:
        return None
    if not isinstance(told, list) or len(told) != 2:
        return "both"
    if here == told[0]:
        return "theirs"
    return "mine" if there == told[0] else "both"


def _line(label: str, one: EntityField, theirs: Any, told: Any, kind: str) -> Line:
    before = str(told[1]) if isinstance(told, list) and len(told) == 2 else "—"
    mine = _typed(one)
    return Line(label, before, cells.plain(one.info, theirs), mine, kind, CHOICE + one.name, one.id)


def _typed(one: EntityField) -> str:
    """What the person sees in his control."""
    chosen = getattr(one, "chosen", None)
    if chosen is not None:
        return _(", ").join(str(item["title"]) for item in chosen) or "—"
    if hasattr(one, "typed"):
        return str(one.typed()) or "—"
    return cells.plain(one.info, one.data)


def _adopt(one: EntityField, value: Any) -> None:
    """The control shows a saved value, as if nothing had been typed."""
    if hasattr(one, "typed_text"):
        one.typed_text = None if one.info.type == "ref" else ""
    one.process(None, value)
    one.errors = []
    one.submitted = True


def _seen(form: RecordForm) -> Seen:
    found: Seen = {}
    record = form._screen.record or {}
    for one in form._entity_fields():
        value = record.get(one.short_name)
        if one.info.is_sensitive or isinstance(value, Masked) or one.short_name not in record:
            continue
        found[one.short_name] = [comparable(value), cells.plain(one.info, value)]
    return found


def comparable(value: Any) -> Any:
    """A value as JSON in which what a control does not show makes no difference: seconds, zeros at the end, ends of lines."""
    if isinstance(value, Mapping) and "id" in value:
        return value["id"]
    if isinstance(value, (list, tuple)):
        return [comparable(one) for one in value] or None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return field_types.to_json(value)


def _name(person: Any) -> str:
    return str(person.get("title") or "") if isinstance(person, Mapping) else ""


def _moment(when: Any) -> str:
    from app.web.reading import moment

    return moment(when) if isinstance(when, dt.datetime) else ""
