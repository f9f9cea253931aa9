"""The matrix: who may do what with which rows, module by module; one role or one entity in full; the same as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask_admin import expose

from app.forms.language import current_language
from app.runtime import audit, records, registry
from app.runtime.errors import NotFound
from app.runtime.policy import ACTIONS
from app.runtime.registry import EntityEntry
from app.studio.permissions import fields, rights, sheet
from app.studio.permissions.frame import HOME, PermissionsView, entity_of, places, words
from app.studio.permissions.rights import Wanted
from app.web.lists.files import XLSX
from app.web.reader import context

MOST_CELLS = 520
"""Of one page: with their links they stay below the 1,500 nodes of a page."""
MOST_ROWS = 60
KEY = "permissions"
"""Under this name the workbench stands in the audit log."""
LETTERS = {"read": "查 R", "create": "建 C", "update": "改 U", "delete": "删 D", "export": "出 E", "import": "入 I", "reveal": "明 V"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One entity (or one role of one entity): a cell for each column."""

    entry: EntityEntry
    role: str
    cells: list[Any]


class MatrixView(PermissionsView):
    tab = "matrix"

    def __init__(self) -> None:
        super().__init__(name="permissions", endpoint="studio_permissions", url=HOME.rstrip("/"))

    @expose("/")
    def index(self) -> Any:
        known, wanted = registry.current(), _wanted()
        if not request.args:
            # All at once would be thousands of cells: the first module, and the others one press away.
            wanted = Wanted(module=known.modules[0].name if known.modules else "")
        found = rights.chosen(known, wanted, current_language())
        kind, columns = _layout(wanted, found)
        per_page = min(MOST_ROWS, max(5, MOST_CELLS // max(1, len(columns))))
        number = min(max(request.args.get("page", 1, type=int), 1), 1 + (len(found) - 1) // per_page if found else 1)  # fmt: skip
        shown = found[(number - 1) * per_page :][:per_page]
        rows = [row for entry in shown for row in _rows(kind, entry, wanted, columns)]
        given = {key: value for key, value in request.args.items() if key != "page" and value}
        part = min(max(request.args.get("part", 1, type=int), 1), fields.MOST)
        return self.page(
            "matrix.html",
            kind=kind, columns=columns, rows=rows, wanted=wanted, given=given, number=number,
            pages=1 + (len(found) - 1) // per_page if found else 1, total=len(found),
            modules=known.modules, roles=known.roles, actions=ACTIONS, letters=_letters(),
            # In full the page of one entity says its steps and fields too.
            fields=_fields(shown[0], part) if kind == "entity" and shown else None, part=part,
            steps=_steps(shown[0]) if kind == "entity" and shown else [],
        )  # fmt: skip

    @expose("/rule/<entity>/<role>")
    def rule(self, entity: str, role: str) -> Any:
        """One role and one entity: each right with its rows, the line of the schema, what is told apart by field."""
        entry = entity_of(entity)
        if registry.current().role(role) is None:
            raise NotFound
        at, name = places(), entry.entity.meta.name
        held = [one for one in rights.grants(entry) if one.role == role]
        return self.page(
            "rule.html",
            entry=entry, role=role,
            granted=[(one, at.step(name, one.action) if one.is_step else at.grant(name, one.action, role),
                      at.scope(name, one.scope.name) if one.scope else None) for one in held],
            refused=[one for one in ACTIONS if one not in {grant.action for grant in held}],
            fields=[(one, at.field(name, one.name)) for one in fields.told_apart(entry, role, words())],
        )  # fmt: skip

    @expose("/rights.xlsx")
    def workbook(self) -> Any:
        """What the filters show, every page of it: a right a line."""
        wanted, ctx = _wanted(), context()
        found = rights.chosen(registry.current(), wanted, current_language())
        content, number = sheet.made(found, wanted, words(), places())
        with records.writing(ctx):
            audit.log(ctx, "export", KEY, None, {"filter": dict(request.args.items()), "rows": number})  # fmt: skip
        answer = Response(content, content_type=XLSX)
        answer.headers["Content-Disposition"] = 'attachment; filename="rights.xlsx"'
        return answer


def _wanted() -> Wanted:
    """What the address narrows to; a name that nothing has finds nothing."""
    text = {key: request.args.get(key, "").strip()[:80] for key in ("module", "role", "entity", "action", "q")}  # fmt: skip
    return Wanted(text["module"], text["role"], text["entity"], text["action"], text["q"])


def _layout(wanted: Wanted, found: list[EntityEntry]) -> tuple[str, list[str]]:
    """What the columns are: actions for one role or one entity, else the roles."""
    if wanted.entity:
        return "entity", [wanted.action] if wanted.action else list(ACTIONS)
    if wanted.role:
        return "role", [wanted.action] if wanted.action else list(ACTIONS)
    holders = {one.role for entry in found for one in rights.lines(entry, wanted)}
    return "all", [role.name for role in registry.current().roles if role.name in holders]


def _rows(kind: str, entry: EntityEntry, wanted: Wanted, columns: list[str]) -> list[Row]:
    held: dict[str, dict[str, Any]] = {}
    for one in rights.lines(entry, wanted):
        held.setdefault(one.role, {})[one.action] = one
    if kind == "all":
        return [Row(entry, "", [held.get(role, {}) for role in columns])]
    roles = [role.name for role in registry.current().roles if role.name in held]
    return [Row(entry, role, [held[role].get(one) for one in columns]) for role in roles]


def _fields(entry: EntityEntry, part: int) -> fields.FieldMatrix:
    return fields.matrix(entry, words(), full=request.args.get("fields") == "all", page=part)


def _steps(entry: EntityEntry) -> list[tuple[str, list[tuple[str, Any]], Any]]:
    """(step, its roles with their rows, its line)."""
    at, name = places(), entry.entity.meta.name
    found: dict[str, list[tuple[str, Any]]] = {}
    for one in rights.grants(entry):
        if one.is_step:
            found.setdefault(one.action, []).append((one.role, one.scope))
    return [(step, roles, at.step(name, step)) for step, roles in found.items()]


def _letters() -> dict[str, str]:
    """One letter an action: what fits into a cell."""
    place = 0 if current_language() == "zh" else 1
    return {name: both.split()[place] for name, both in LETTERS.items()}
