"""Roles, modules, lists of choices, reports: a table of each, and the line that is open beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.runtime.errors import AppError, NotFound
from app.runtime.schema_drafts import StaleDraft
from app.studio.schema import acts, checking, outline
from app.studio.schema.controls import ABSENT, Form, beside
from app.studio.schema.files import anew, working
from app.studio.schema.frame import HOME, SchemaView, acted, seen
from generator.edit import declared
from generator.nodes import MapNode
from generator.spec import Record
from generator.spec.document import MODULE, ROLE
from generator.spec.fields import ENUM_VALUE
from generator.spec.reports import REPORT

RECORDS: Mapping[str, Record] = {
    "roles": ROLE,
    "modules": MODULE,
    "enums": ENUM_VALUE,
    "reports": REPORT,
}
SHOWN = 60
"""Mentions that a page lists; a role has hundreds."""
FIRST = 4
"""Choices that stand in the row of their list."""


@dataclass(frozen=True, slots=True)
class _Place:
    """`roles`, `modules`, `enums`, `reports`; or one list of choices, whose values are the lines."""

    section: str
    of: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        return (self.section, self.of) if self.of else (self.section,)

    @property
    def url(self) -> str:
        return f"{HOME}parts/{'/'.join(self.path)}/"

    @property
    def is_of_lists(self) -> bool:
        return self.section == "enums" and not self.of


class PartsView(SchemaView):
    def __init__(self) -> None:
        super().__init__(name="parts", endpoint="studio_parts", url=f"{HOME}parts")

    @expose("/")
    def index(self) -> Any:
        return redirect(HOME)

    @expose("/<section>/")
    @expose("/<section>/<of>/")
    def show(self, section: str, of: str = "") -> Any:
        return self._page(_place(section, of))

    @expose("/<section>/item", methods=("POST",))
    @expose("/<section>/<of>/item", methods=("POST",))
    def item(self, section: str, of: str = "") -> Any:
        """A line: added, changed, and under another name."""
        place = _place(section, of)
        key = request.form.get("key", "")
        form = Form(RECORDS[section], _languages(), _node(place, key) if key else None)
        form.fill(request.form)
        changes = form.changes()
        wanted = request.form.get("name", "").strip()
        given = {"form": form, "opened": key, "typed": wanted, "is_new": not key}
        if changes is None:
            return self._page(place, status=422, **given)
        try:
            key = self._written(place, key, wanted, changes)
        except AppError as error:
            anew()
            if isinstance(error, StaleDraft) and key:
                _show_saved(form, place, key)
            return self._page(place, status=error.status, refused=told(error.message), **given)
        flash(_("Saved in the draft."), "success")
        if place.is_of_lists:
            return redirect(f"{place.url}{key}/")
        return redirect(f"{place.url}?open={key}")

    @staticmethod
    def _written(place: _Place, key: str, wanted: str, changes: dict[tuple[str, ...], Any]) -> str:
        """The name under which it stands now."""
        work, mark = working(), seen()
        if not key:
            value = _as_value(RECORDS[place.section], changes)
            if place.of:
                acts.add(work, mark, [*place.path, wanted], value)
            elif place.is_of_lists:
                first = request.form.get("value", "").strip()
                acts.add_part(work, mark, ("enums", wanted), {acts.choice_name(first): value}, 2)
            else:
                depth = 2 if place.section == "reports" else 1
                acts.add_part(work, mark, (place.section, wanted), value, depth)
            return wanted
        if changes:
            mark = acts.change(work, mark, [*place.path, key], changes)
        if wanted and wanted != key:
            acts.rename(anew(), mark, (*place.path, key), wanted)
        return wanted or key

    @expose("/enums/<of>/rename", methods=("POST",))
    def rename(self, of: str) -> Any:
        """A whole list of choices under another name."""
        wanted = request.form.get("name", "").strip()
        place = _place("enums", of)
        to = f"{HOME}parts/enums/{wanted}/"
        try:
            if wanted != of:
                acts.rename(working(), seen(), place.path, wanted)
        except AppError as error:
            anew()
            return self._page(place, status=error.status, refused=told(error.message), typed=wanted)
        return redirect(to)

    @expose("/<section>/delete", methods=("POST",))
    @expose("/<section>/<of>/delete", methods=("POST",))
    def delete(self, section: str, of: str = "") -> Any:
        place, key = _place(section, of), request.form.get("key", "")
        if place.of and not key:
            return acted(acts.delete, working(), seen(), place.path, to=f"{HOME}parts/enums/")
        _node(place, key)
        if place.of and len(_mapping(place).entries) == 1:
            flash(_("This is the last choice: change it, or delete the whole list."), "danger")
            return redirect(f"{place.url}?open={key}")
        return acted(acts.delete, working(), seen(), (*place.path, key), to=place.url)

    @expose("/<section>/move", methods=("POST",))
    @expose("/<section>/<of>/move", methods=("POST",))
    def move(self, section: str, of: str = "") -> Any:
        """One line up or down, among those of its file."""
        place, key = _place(section, of), request.form.get("key", "")
        entries = _mapping(place).entries
        if key not in entries:
            raise NotFound
        names = [one for one, entry in entries.items() if entry.at.file == entries[key].at.file]
        at = names.index(key) + (1 if request.form.get("to") == "down" else -2)
        to = f"{place.url}?open={key}" if not place.is_of_lists else place.url
        if not -2 < at < len(names):
            return redirect(to)
        after = names[at] if at >= 0 else None
        return acted(acts.reorder, working(), seen(), [*place.path, key], after, to=to)

    # -- the page -----------------------------------------------------------------------------------

    def _page(self, place: _Place, *, status: int = 200, **given: Any) -> Any:
        language = current_language()
        root, _unread = checking.nodes(working().files)
        key = given.pop("opened", request.args.get("open", ""))
        is_new = given.pop("is_new", "new" in request.args)
        form: Form | None = given.pop("form", None)
        if form is None and (key or is_new) and not (place.is_of_lists and key):
            record = RECORDS[place.section]
            form = Form(record, _languages(), _node(place, key) if key else None)
        rows = list(_rows(root, place, language))
        at = root.mapping(place.section).place(place.of or key)
        self.tab = place.section
        used = list(_used(root, place, key)) if key or place.of else []
        return self.page(
            "part.html",
            status=status,
            place=place,
            base=place.url,
            rows=rows,
            file=at.file,
            line=at.line,
            key=key,
            form=form,
            names=outline.names(root),
            used=used[:SHOWN],
            more_used=max(0, len(used) - SHOWN),
            **{"refused": "", "typed": "", "value": request.form.get("value", ""), **given},
        )


def _place(section: str, of: str) -> _Place:
    """Raises NotFound."""
    if section not in RECORDS or (of and section != "enums"):
        raise NotFound
    root, _unread = checking.nodes(working().files)
    if of and not isinstance(root.mapping("enums").get(of), MapNode):
        raise NotFound("草稿中没有这个选项表 / The draft has no such list of choices.")
    return _Place(section, of)


def _mapping(place: _Place) -> MapNode:
    here, _unread = checking.nodes(working().files)
    for step in place.path:
        here = here.mapping(step)
    return here


def _node(place: _Place, key: str) -> MapNode:
    node = _mapping(place).get(key)
    if not isinstance(node, MapNode):
        raise NotFound("草稿中没有这一项 / The draft has no such line.")
    return node


def _languages() -> list[str]:
    return outline.languages(checking.nodes(working().files)[0])


def _as_value(record: Record, changes: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """As the schema writes one: of what is labelled by itself the texts stand first, else the label after `of`."""
    found = {path[0]: value for path, value in changes.items() if value is not ABSENT}
    keys = [key.name for key in record.keys]
    return dict(sorted(found.items(), key=lambda one: keys.index(one[0]) if one[0] in keys else -1))


def _rows(root: MapNode, place: _Place, language: str) -> Iterator[outline.Row]:
    uses = declared.counted(root, place.section) if not place.of else {}
    entities = root.mapping("entities")
    for entry in _mapping(place):
        node = entry.node
        if not isinstance(node, MapNode):
            continue
        kind, marks = "", list[tuple[str, str]]()
        label = outline.text(node.mapping("label"), language)
        if place.section == "roles":
            label, kind, marks = (
                outline.text(node, language),
                _where(node, language),
                _of_role(node, language),
            )
        elif place.section == "modules":
            kind = node.text("icon") or ""
            inside = [
                one.node
                for one in entities
                if isinstance(one.node, MapNode) and one.node.text("module") == entry.key
            ]
            marks = [(outline.text(one.mapping("label"), language), "") for one in inside[:FIRST]]
            marks += [("…", "")] if len(inside) > FIRST else []
        elif place.of:
            label, kind = outline.text(node, language), node.text("color") or ""
            marks = [(label, kind)] if kind else []
        elif place.section == "enums":
            label, kind = "", str(len(node.entries))
            values = [one.node for one in node if isinstance(one.node, MapNode)]
            marks = [
                (outline.text(one, language), one.text("color") or "") for one in values[:FIRST]
            ]
            marks += [("…", "")] if len(values) > FIRST else []
        else:
            of = node.text("of") or "?"
            kind = outline.text(entities.mapping(of).mapping("label"), language) or of
            marks = [(one.text, "") for one in node.texts("roles")[:FIRST]]
        if was := node.text("was"):
            marks.append((f"原名 {was}" if language == "zh" else f"was {was}", "yellow"))
        count = uses.get(entry.key, 0)
        yield outline.Row(entry.key, label, entry.at, node, kind, tuple(marks), None, count)


def _where(node: MapNode, language: str) -> str:
    if node.flag("portal"):
        return "居民门户" if language == "zh" else "portal"
    return "后台" if language == "zh" else "back office"


def _of_role(node: MapNode, language: str) -> list[tuple[str, str]]:
    if not node.flag("publishes"):
        return []
    return [("发布手册" if language == "zh" else "publishes the manual", "blue")]


def _used(root: MapNode, place: _Place, key: str) -> Iterator[str]:
    """Where the rest of the schema names it, each place once."""
    if place.of and key:
        found = declared.value_mentions(root, place.of, key)
    else:
        found = declared.mentions(root, place.section, place.of or key)
    yield from dict.fromkeys(one.place for one in found)


def _show_saved(form: Form, place: _Place, key: str) -> None:
    """What another administrator saved meanwhile, where it differs from what was typed."""
    try:
        beside(form, _node(place, key))
    except NotFound:
        return
