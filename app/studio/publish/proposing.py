"""What a draft would do, frozen as lines for people, with what is dangerous about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.runtime import registry
from app.runtime.errors import InvalidState, message
from app.runtime.schema_drafts.proposals import Proposed
from app.studio.permissions import drafted
from app.studio.permissions.drafted import Broken
from app.studio.schema import changes, checking
from app.studio.schema.changes import KINDS, WHAT, Gain, Line
from app.studio.schema.files import project
from generator.access import tells_more
from generator.effects import effects

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from generator.plan import Plan

HARMLESS_DROPS = ("index", "labels", "screens", "details", "report", "first page")
SHOWN = 3
"""Broken tests that are named; the page of changes has all."""
GAINS = {
    "gains": ("可多做", "may newly"),
    "loses": ("不再能", "may no longer"),
    "changes": ("改为对其他行", "on other rows may"),
}


def proposed(session: Session, before: Mapping[str, str], wanted: Mapping[str, str]) -> Proposed:
    """Raises InvalidState: the schema that is wanted has problems, its migration has, or it breaks its permission tests."""
    old, new = checking.check(before).plan, checking.check(wanted).plan
    if old is None or new is None:
        raise InvalidState(
            "草稿有问题，无法提交：请先按列表改正 / A draft with problems is not submitted: mend what is listed first."
        )
    zh, en = (changes.comparison(session, old, new, project(), one) for one in ("zh", "en"))
    if zh.problems:
        raise InvalidState(
            "这样无法发布：请看变更页上的说明 / Like this it cannot be published: see the page of changes."
        )
    places = drafted.places_of(checking.nodes(wanted)[0])
    asked = drafted.ask(session, registry.current(), new, old, places)
    if asked.in_the_way:
        told = "; ".join(map(_of_test, asked.in_the_way[:SHOWN]))
        raise InvalidState(
            message(
                zh=f"{len(asked.in_the_way)} 条权限测试不再成立，不能提交：请修改权限，或一并修改该行测试（{told}）",
                en=f"{len(asked.in_the_way)} permission tests would not hold any more, so it is not submitted: mend the rights, or change the line too ({told})",
            )
        )
    lines = [
        *map(_of_change, zh.lines),
        *_of_copies(old, new),
        *_of_late(len(asked.late)),
        *(_of_access(one, other, old) for one, other in zip(zh.access, en.access, strict=True)),
    ]
    return Proposed(dict(before), dict(wanted), lines, sorted(_drops(zh.script)))


def _drops(script: str) -> Iterator[str]:
    """What goes to the trash: a table, or `table.column`."""
    for effect in effects(script) if script else ():
        if effect.act == "trash":
            yield f"{effect.table}.{effect.column}" if effect.column else effect.table


def _of_test(broken: Broken) -> str:
    """Its line, who and what, and the row that shows it."""
    one = broken.failure
    return f"{one.expectation.place} {one.expectation.role} {one.action} #{one.record}"


def _of_change(line: Line) -> dict[str, Any]:
    change = line.change
    tail = " → ".join(one for one in (change.before, change.after) if one)
    kind = KINDS[change.kind][0]
    rows = line.rows or 0
    is_lost = change.kind in ("drop", "narrow") and change.what not in HARMLESS_DROPS
    return {
        "zh": f"{kind}{WHAT.get(change.what, change.what)} {change.path} {tail}".strip() + (f"（{rows:,} 行）" if rows else ""),
        "en": f"{change.kind} {change.what} {change.path} {tail}".strip() + (f" ({rows:,} rows)" if rows else ""),
        "danger": line.is_dangerous or is_lost,
    }  # fmt: skip


def _of_late(number: int) -> Iterator[dict[str, Any]]:
    if number:
        yield {
            "zh": f"{number} 条权限测试因时间不足未能核对",
            "en": f"{number} permission tests were not asked for want of time",
            "danger": True,
        }


def _of_copies(before: Plan, after: Plan) -> Iterator[dict[str, Any]]:
    """Rights upon a field that is new widen nothing, unless it tells what stands in a field that is not."""
    known = {(entity.name, field.name) for entity in before.entities for field in entity.fields}
    for entity in after.entities:
        for field in entity.fields:
            if (entity.name, field.name) not in known and tells_more(after, entity, field):
                path = f"entities.{entity.name}.fields.{field.name}"
                yield {
                    "zh": f"新字段的值取自其读者不能全部查看的数据 {path}",
                    "en": f"the new field is worked out from what not all of its readers may see {path}",
                    "danger": True,
                }


def _of_access(zh: Gain, en: Gain, before: Plan) -> dict[str, Any]:
    """Rights upon an entity or a field that is new widen nothing that anybody has."""
    owner = next((one for one in before.entities if one.name == zh.entity), None)
    known = {one.name for one in owner.fields} if owner else set()
    is_new = owner is None or (zh.fields and not known & set(zh.fields))
    words = GAINS[zh.kind]
    return {
        "zh": f"{zh.roles} {words[0]}：{zh.act} {zh.what} {_rows(zh.rows)}".strip(),
        "en": f"{en.roles} {words[1]} {en.act} {en.what} {en.rows}".strip(),
        "danger": zh.kind != "loses" and not is_new,
    }


def _rows(told: str) -> str:
    return "全部行" if told == "all rows" else told
