"""Two plans compared for people: each change with its rows, danger and way back, and who may do more or less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, literal, select, table, union_all

from app.runtime import registry
from generator import custom_code
from generator.access import AccessChange, compare
from generator.access.rights import TRANSITION
from generator.diff import Change, diff
from generator.effects import Effect, effects
from generator.impact import Place
from generator.migration import migration
from generator.plan import Plan
from generator.problem import Problem, SchemaProblems

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OF_ACCESS = ("permission", "field permission")
"""Told by the comparison of rights, which looks at what they mean."""
KINDS = {
    "add": ("新增", "add", "green"),
    "drop": ("删除", "drop", "red"),
    "rename": ("改名", "rename", "yellow"),
    "widen": ("放宽", "widen", "green"),
    "narrow": ("收窄", "narrow", "orange"),
    "change": ("修改", "change", "blue"),
}
WHAT = {
    "entity": "实体", "field": "字段", "enum": "选项表", "enum value": "选项", "state": "状态", "transition": "动作",
    "role": "角色", "module": "模块", "report": "报表", "first page": "首页", "unique": "唯一", "index": "索引",
    "labels": "名称", "screens": "界面", "type": "类型", "length": "长度", "scale": "小数位", "required": "必填",
    "pii": "个人信息级别", "formula": "公式", "lookup": "取值", "aggregate": "汇总", "workflow": "流程", "ledger": "只增不改",
    "separation of duties": "职责分离", "scope": "行范围", "check": "校验", "clock": "时限", "title": "标题", "children": "子表",
    "details": "细节", "process": "业务流程", "app": "系统", "user value": "当前用户的值", "permission test": "权限测试", "retain": "保留期限",
    "scopes": "行范围", "checks": "校验", "help": "说明", "api": "接口", "comments": "评论", "sla": "时限", "initial state": "起始状态",
}  # fmt: skip
BACKS = {
    "reversible": "可撤回",
    "restorable: dougong trash": "可从回收名恢复",
    "not reversible": "不可撤回",
    "worked out again by the rule of that time": "按旧规则重新计算",
    "reversible, new values go": "可撤回，新填的值会丢失",
    "reversible, new rows go": "可撤回，新建的行会丢失",
}
ACTS = {
    "read": "查看", "create": "新建", "update": "修改", "delete": "删除", "export": "导出", "import": "导入",
    "reveal": "查看明文", "see": "查看字段", "write": "修改字段", "transition": "办理",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One change. `rows` None: no table is touched."""

    change: Change
    rows: int | None
    locks: tuple[str, ...]
    copied: bool
    back: tuple[str, ...]
    mentioned: tuple[str, ...]
    code: tuple[str, ...]

    @property
    def is_dangerous(self) -> bool:
        """Rows may be refused, moved or converted, or somebody may do more than before."""
        return self.change.risk != "none"


@dataclass(frozen=True, slots=True)
class Gain:
    """Roles that gain or lose the same, in the reader's words."""

    kind: str
    roles: str
    act: str
    what: str
    rows: str
    entity: str = ""
    fields: tuple[str, ...] = ()
    """Of the entity, where it is about fields alone."""


@dataclass(frozen=True, slots=True)
class Comparison:
    lines: tuple[Line, ...]
    access: tuple[Gain, ...]
    script: str
    problems: tuple[Problem, ...]
    """What stops a migration: a rename that nobody wrote down, a type that cannot follow."""


def comparison(
    session: Session, before: Plan, after: Plan, root: Path, language: str
) -> Comparison:
    """Three statements at most, whatever changes."""
    problems: tuple[Problem, ...] = ()
    script = ""
    try:
        made = migration(before, after, revision="next", down_revision="now")
        script = made.text if made else ""
    except SchemaProblems as found:
        problems = found.problems
    done = effects(script) if script else []
    changes = [one for one in diff(before, after) if one.what not in OF_ACCESS]
    places = [(one, Place.of(one, before, after)) for one in changes]
    counts = _counts(session, {name for _, place in places if place for name in place.tables})
    lines = tuple(_line(one, place, done, counts, root) for one, place in places)
    return Comparison(
        lines, tuple(_grouped(compare(before, after), before, after, language)), script, problems
    )


def _line(
    change: Change, place: Place | None, done: Sequence[Effect], counts: dict[str, int], root: Path
) -> Line:
    if place is None:
        return Line(change, None, (), False, (), (), ())
    mine = [effect for effect in done if place.meets(effect)]
    back = list(dict.fromkeys(effect.back for effect in mine))
    return Line(
        change,
        max((counts.get(name, 0) for name in place.tables), default=0) if mine else None,
        tuple(dict.fromkeys(effect.postgresql for effect in mine)),
        any("copied" in effect.sqlite for effect in mine),
        tuple(one for one in back if one != "reversible" or len(back) == 1),
        tuple(place.mentions()) if change.kind != "add" else (),
        tuple(_code(place, root)) if change.kind != "add" else (),
    )


def _code(place: Place, root: Path) -> Iterator[str]:
    """Hooks by the registry, lines of app/custom by their text."""
    entity = place.old or place.new
    if entity is None or place.kind == "index":
        return
    if registry.current().has(entity.name) and place.kind in ("entity", "transition"):
        hooks = registry.current().entity(entity.name).hooks.all()
        wanted = place.was if place.kind == "transition" else None
        yield from (one.name for one in hooks if wanted is None or one.transition == wanted)
    if place.kind != "entity":
        yield from custom_code.lines(root, entity.name, entity.table, place.was)


def _counts(session: Session, tables: set[str]) -> dict[str, int]:
    """Rows of each table, the deleted ones too: a migration rewrites them all. Numbers of rows, nothing of any row."""
    known = sorted(tables & set(inspect(session.connection()).get_table_names()))
    if not known:
        return {}
    each = [
        select(literal(number).label("place"), func.count().label("rows")).select_from(table(name))
        for number, name in enumerate(known)
    ]
    found = session.execute(union_all(*each))
    return {known[place]: rows for place, rows in found}


def _grouped(
    access: Sequence[AccessChange], before: Plan, after: Plan, language: str
) -> Iterator[Gain]:
    """Roles that gain or lose the same stand on one line, and so do fields of which the same is true."""
    words = _Words(before, after, language)
    roles: dict[AccessChange, list[str]] = defaultdict(list)
    for change in access:
        roles[replace(change, role="")].append(change.role)
    things: dict[tuple[AccessChange, tuple[str, ...]], list[str]] = defaultdict(list)
    for change, names in roles.items():
        things[change.of_any_field(), tuple(dict.fromkeys(names))].append(change.thing)
    comma = "、" if language == "zh" else ", "
    for (change, who), fields in things.items():
        act = ACTS.get(change.act, change.act) if language == "zh" else change.act
        what = words.entity(change.entity)
        if change.act == TRANSITION:
            name, _, _states = fields[0].partition(" from ")
            act = words.transition(change.entity, name)
        elif fields[0]:
            what += ": " + comma.join(words.field(change.entity, one) for one in fields)
        named = tuple(fields) if fields[0] and change.act != TRANSITION else ()
        roles_told = comma.join(map(words.role, who))
        yield Gain(change.kind, roles_told, act, what, change.rows, change.entity, named)


class _Words:
    """What roles, entities, fields and transitions are called, in the new schema or else in the old one."""

    def __init__(self, before: Plan, after: Plan, language: str) -> None:
        self.language = language
        self.roles = {one.name: one for plan in (before, after) for one in plan.roles}
        self.entities = {one.name: one for plan in (before, after) for one in plan.entities}

    def role(self, name: str) -> str:
        return self._label(self.roles.get(name), name)

    def entity(self, name: str) -> str:
        return self._label(self.entities.get(name), name)

    def field(self, entity: str, name: str) -> str:
        owner = self.entities.get(entity)
        found = [one for one in owner.fields if one.name == name] if owner else []
        return self._label(found[0] if found else None, name)

    def transition(self, entity: str, name: str) -> str:
        owner = self.entities.get(entity)
        flow = owner.workflow if owner else None
        found = [one for one in flow.transitions if one.name == name] if flow else []
        return self._label(found[0] if found else None, name)

    def _label(self, thing: Any, name: str) -> str:
        label = thing.labels.get(self.language) if thing is not None else None
        return f"{label} {name}" if label else name
