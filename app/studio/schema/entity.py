"""One entity: its fields, its workflow, its grants, and what else it says; each line opens beside its table."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_admin import expose
from flask_babel import gettext as _
from markupsafe import Markup

from app.forms.language import current_language, told
from app.runtime.errors import AppError, NotFound
from app.runtime.schema_drafts import StaleDraft
from app.studio.schema import acts, checking, outline
from app.studio.schema.controls import ABSENT, Form, beside
from app.studio.schema.files import anew, working
from app.studio.schema.frame import HOME, SchemaView, acted, seen
from app.studio.schema.grants import Grid
from generator import mentions
from generator.nodes import ListNode, MapNode
from generator.spec import FIELD, Record
from generator.spec.document import ENTITY
from generator.spec.workflow import STATE, TRANSITION

TABS = ("fields", "workflow", "permissions", "more")
KINDS: dict[str, tuple[tuple[str, ...], Record, str]] = {
    "field": (("fields",), FIELD, "fields"),
    "state": (("workflow", "states"), STATE, "workflow"),
    "transition": (("workflow", "transitions"), TRANSITION, "workflow"),
}
APART = frozenset({"fields", "workflow", "permissions"})
"""Keys of an entity that have tabs of their own."""


class EntityView(SchemaView):
    tab = "entities"

    def __init__(self) -> None:
        super().__init__(name="entity", endpoint="studio_entity", url=f"{HOME}entity")

    @expose("/")
    def index(self) -> Any:
        return redirect(HOME)

    @expose("/<entity>/")
    def show(self, entity: str) -> Any:
        return self._page(entity)

    @expose("/<entity>/item", methods=("POST",))
    def item(self, entity: str) -> Any:
        """A field, state or transition: added, changed, and under another entity."""
        kind, key = request.form.get("kind", ""), request.form.get("key", "")
        path, record, tab = _kind(entity, kind)
        work = working()
        node = _node(entity, kind, key) if key else None
        form = Form(record, _languages(), node)
        form.fill(request.form)
        changes = form.changes()
        wanted = request.form.get("name", "").strip()
        to = f"{HOME}entity/{entity}/?tab={tab}"
        if changes is None:
            return self._page(
                entity, form=form, opened=(kind, key), status=422, tab=tab, typed=wanted
            )
        try:
            mark = seen()
            if not key:
                value = _as_value(changes)
                acts.add(work, mark, [*path, wanted], value)
                key = wanted
            else:
                steps = _steps(path, key)
                if changes:
                    mark = acts.change(work, mark, steps, changes)
                old = key.partition(".")[0]
                if wanted and wanted != old:
                    acts.rename(anew(), mark, [*path, old], wanted)
                    key = key.replace(old, wanted, 1)
        except AppError as error:
            anew()
            if isinstance(error, StaleDraft):
                _beside(form, entity, kind, key)
            return self._page(
                entity, form=form, opened=(kind, key), status=error.status, tab=tab,
                refused=told(error.message), typed=wanted,
            )  # fmt: skip
        flash(_("Saved in the draft."), "success")
        return redirect(f"{to}&kind={kind}&open={key}")

    @expose("/<entity>/delete", methods=("POST",))
    def delete(self, entity: str) -> Any:
        kind, key = request.form.get("kind", ""), request.form.get("key", "")
        if not kind:
            return acted(acts.delete, working(), seen(), ("entities", entity), to=HOME)
        path, _record, tab = _kind(entity, kind)
        steps = _steps(path, key)
        return acted(acts.delete, working(), seen(), steps, to=f"{HOME}entity/{entity}/?tab={tab}")

    @expose("/<entity>/move", methods=("POST",))
    def move(self, entity: str) -> Any:
        """One line up or down."""
        kind, key = request.form.get("kind", ""), request.form.get("key", "")
        path, _record, tab = _kind(entity, kind)
        names = list(_inside(_entity(entity), path[2:]).entries)
        to = f"{HOME}entity/{entity}/?tab={tab}&kind={kind}&open={key}"
        if key not in names:
            raise NotFound
        place = names.index(key) + (1 if request.form.get("to") == "down" else -2)
        if place >= len(names) or place < -1:
            return redirect(to)
        after = names[place] if place >= 0 else None
        return acted(acts.reorder, working(), seen(), [*path, key], after, to=to)

    @expose("/<entity>/more", methods=("POST",))
    def more(self, entity: str) -> Any:
        """What stands at the entity itself."""
        form = Form(ENTITY, _languages(), _entity(entity), APART)
        form.fill(request.form)
        changes = form.changes()
        to = f"{HOME}entity/{entity}/?tab=more"
        if changes is None:
            return self._page(entity, form=form, status=422, tab="more")
        if not changes:
            return redirect(to)
        try:
            acts.change(working(), seen(), ("entities", entity), changes)
        except AppError as error:
            anew()
            return self._page(
                entity, form=form, status=error.status, tab="more", refused=told(error.message)
            )
        flash(_("Saved in the draft."), "success")
        return redirect(to)

    @expose("/<entity>/grants", methods=("POST",))
    def grants(self, entity: str) -> Any:
        """The grid of roles and actions, and the lines of single fields."""
        root, _unread = checking.nodes(working().files)
        grid = Grid(root, _entity(entity), current_language())
        changes = grid.changes(request.form)
        to = f"{HOME}entity/{entity}/?tab=permissions"
        if not changes:
            return redirect(to)
        try:
            acts.change(working(), seen(), ("entities", entity, "permissions"), changes)
        except AppError as error:
            anew()
            grid.fill(request.form)
            return self._page(
                entity,
                status=error.status,
                tab="permissions",
                refused=told(error.message),
                grid=grid,
            )
        flash(_("Saved in the draft."), "success")
        return redirect(to)

    # -- the page -----------------------------------------------------------------------------------

    def _page(self, name: str, *, status: int = 200, tab: str = "", **given: Any) -> Any:
        language = current_language()
        work = working()
        root, _unread = checking.nodes(work.files)
        entity = _entity(name)
        tab = tab or request.args.get("tab", "fields")
        if tab not in TABS:
            raise NotFound
        kind, key = given.pop(
            "opened", (request.args.get("kind", ""), request.args.get("open", ""))
        )
        is_new = request.args.get("new", "")
        if not kind and is_new in KINDS:
            kind = is_new
        form: Form | None = given.pop("form", None)
        if form is None and tab == "more":
            form = Form(ENTITY, _languages(), entity, APART)
        if form is None and kind in KINDS and (key or is_new):
            form = Form(KINDS[kind][1], _languages(), _node(name, kind, key) if key else None)
        place = root.mapping("entities").place(name)
        grid = given.pop("grid", None) or (
            Grid(root, entity, language) if tab == "permissions" else None
        )
        return self.page(
            "entity.html",
            status=status,
            entity=name,
            base=f"{HOME}entity/{name}/",
            label=outline.text(entity.mapping("label"), language),
            file=place.file,
            line=place.line,
            open_tab=tab,
            open_kind=kind,
            key=key,
            form=form,
            fields=outline.fields(entity, language),
            states=outline.states(entity, language),
            transitions=outline.transitions(entity, language),
            names=outline.names(root, entity),
            grid=grid,
            used=self._used(name, kind, key) if key else [],
            drawing=self._drawing(name, language, (kind, key)) if tab == "workflow" else "",
            neighbours=self._neighbours(root, name, language) if tab == "more" else None,
            **{"refused": "", "typed": "", **given},
        )

    @staticmethod
    def _used(name: str, kind: str, key: str) -> list[str]:
        """Where the rest of the schema speaks of it; only a draft without problems can tell."""
        plan = checking.check(working().files).plan
        if plan is None:
            return []
        if kind == "field":
            found = mentions.of_field(plan, name, key)
        else:
            found = mentions.of_value(plan, key, name) if kind == "state" else []
        return [place for place in found if place != f"entities.{name}.fields.{key}"]

    @staticmethod
    def _drawing(name: str, language: str, chosen: tuple[str, str]) -> str:
        from generator.manual import figure

        def leads(kind: str, key: str) -> str:
            return f"?tab=workflow&kind={kind}&open={key}#open"

        plan = checking.check(working().files).plan
        found = next((one for one in plan.entities if one.name == name), None) if plan else None
        if plan is None or found is None or found.workflow is None:
            return ""
        return Markup(figure.draw(plan, found, language, leads, chosen))  # noqa: S704 - the generator escapes every label

    @staticmethod
    def _neighbours(root: MapNode, name: str, language: str) -> Any:
        from app.studio.schema.diagram import neighbours

        return neighbours(root, name, language)


def _languages() -> list[str]:
    return outline.languages(checking.nodes(working().files)[0])


def _entity(name: str) -> MapNode:
    root, _unread = checking.nodes(working().files)
    node = root.mapping("entities").get(name)
    if not isinstance(node, MapNode):
        raise NotFound("草稿中没有这个实体 / The draft has no such entity.")
    return node


def _kind(name: str, kind: str) -> tuple[list[str], Record, str]:
    _entity(name)
    if kind not in KINDS:
        raise NotFound
    below, record, tab = KINDS[kind]
    return ["entities", name, *below], record, tab


def _inside(node: MapNode, steps: list[str]) -> MapNode:
    for step in steps:
        node = node.mapping(step)
    return node


def _node(name: str, kind: str, key: str) -> MapNode:
    """`open.2` is the third mapping of a transition that has several. Raises NotFound."""
    first, _dot, number = key.partition(".")
    node = _inside(_entity(name), list(KINDS[kind][0])).get(first)
    if isinstance(node, ListNode) and number.isdigit() and int(number) < len(node.items):
        node = node.items[int(number)]
    if not isinstance(node, MapNode):
        raise NotFound("草稿中没有这一项 / The draft has no such line.")
    return node


def _steps(path: list[str], key: str) -> list[str | int]:
    first, _dot, number = key.partition(".")
    return [*path, first, *([int(number)] if number.isdigit() else [])]


def _as_value(changes: dict[tuple[str, ...], Any]) -> dict[str, Any]:
    """A new record as the schema writes one: what it is called stands last."""
    found = {path[0]: value for path, value in changes.items() if value is not ABSENT}
    told = {key: found.pop(key) for key in ("label", "help") if key in found}
    return found | told


def _beside(form: Form, name: str, kind: str, key: str) -> None:
    """What another administrator saved meanwhile; nothing where the line is gone."""
    try:
        beside(form, _node(name, kind, key))
    except NotFound:
        return
