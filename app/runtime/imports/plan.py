"""How the rows of a file become records: which column is which field, what names a record, what is done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import hooks, registry
from ..errors import FieldError, ValidationFailed, message
from . import columns

if TYPE_CHECKING:
    from ..context import Actor
    from ..entity import Entity

CREATE, UPDATE, UPSERT = "create", "update", "upsert"
MODES = (CREATE, UPDATE, UPSERT)
NEEDS = {CREATE: ("create",), UPDATE: ("update",), UPSERT: ("create", "update")}
WHOLE = 500
"""Rows that may be written all or none: one transaction holds them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`columns`: place in the row → `id`, a field, or `ref.how`. `key`: the fields that name a record."""

    sheet: str
    head: int
    """The line of the headers; the rows follow."""
    columns: Mapping[int, str] = field(default_factory=dict)
    mode: str = CREATE
    key: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "head": self.head,
            "columns": {str(place): value for place, value in self.columns.items()},
            "mode": self.mode,
            "key": list(self.key),
        }

    @classmethod
    def from_json(cls, known: Mapping[str, Any]) -> Plan:
        found = {int(place): value for place, value in known["columns"].items()}
        return cls(known["sheet"], known["head"], found, known["mode"], tuple(known["key"]))

    def column_of(self, name: str) -> int | None:
        """Where a field stands in the row."""
        return next(
            (place for place, value in self.columns.items() if value.partition(".")[0] == name),
            None,
        )


def modes(entity: type[Entity], actor: Actor) -> list[str]:
    """What he may do with the rows of a file."""
    policy = registry.current().entity(entity).policy
    return [
        mode for mode in MODES if all(policy.rows_possible(actor, action) for action in NEEDS[mode])
    ]


def check(plan: Plan, entity: type[Entity], actor: Actor, heads: Sequence[str]) -> None:
    """Raises ValidationFailed with what is to be chosen otherwise: `columns`, `columns.3`, `mode`, `key`."""
    wrong: list[FieldError] = []

    def tell(where: str, code: str, zh: str, en: str) -> None:
        wrong.append(FieldError(where, code, message(zh=zh, en=en)))

    offered = {one.value for one in columns.choices(entity, actor)} | {columns.ID}
    fields = entity.fields()
    seen: dict[str, int] = {}
    for place, value in plan.columns.items():
        name = value.partition(".")[0]
        if value not in offered or place >= len(heads):
            tell(f"columns.{place}", "unknown", "没有这个字段", "There is no such field.")
        elif name in seen:
            tell(
                f"columns.{place}",
                "repeated",
                f"第 {seen[name] + 1} 列已是这个字段",
                f"Column {seen[name] + 1} is this field already.",
            )
        seen.setdefault(name, place)
    if not plan.columns:
        tell("columns", "required", "请至少对应一列", "Say at least of one column what it is.")
    if plan.mode not in modes(entity, actor):
        tell("mode", "choice", "您不能这样导入", "You may not import like this.")
    elif plan.mode == CREATE:
        known = registry.current().entity(entity).hooks
        missing = [
            field
            for field in columns.importable(entity, actor)
            if field.required is True and field.default is None and field.name not in seen
            and not any(known.of(hooks.FILLS, field.name))
        ]  # fmt: skip
        for one in missing:
            zh, en = (one.label.in_language(language) for language in ("zh", "en"))
            tell("columns", "required", f"缺少必填字段：{zh}", f"A required field is missing: {en}")
    elif plan.key not in columns.keys(entity, actor):
        tell(
            "key",
            "choice",
            "请选择用什么识别已有记录",
            "Choose what names the records that are there.",
        )
    else:
        for name in plan.key:
            if name not in seen:
                label = fields[name].label if name in fields else None
                zh, en = (label.in_language(one) if label else "ID" for one in ("zh", "en"))
                tell(
                    "key",
                    "required",
                    f"识别用的“{zh}”没有对应的列",
                    f"No column is “{en}”, which names the records.",
                )
    if wrong:
        raise ValidationFailed(wrong)
