"""Every message says outside what it is about, in both languages, and says nothing there about a person."""

from __future__ import annotations

import json
import string
import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import select

from app.custom.crm.notices import NOW, TEMPLATES, TITLES, URGENT, now_or_later
from app.generated.roster import Roster
from app.generated.work_order import WorkOrder
from app.runtime import notify, records
from app.runtime.notify import templates
from tests.custom.crm.town import Town

DECLARED = """
import json
from app.cli.application import load_code
load_code()
from app.runtime.notify import templates
print(json.dumps({
    name: {"title": said.title and said.title.texts, "urgent": said.urgent,
           "kind": templates.label_of(templates.kind_of(name)).texts}
    for name, said in templates._templates.items()
}))
"""
MAY_LEAVE = {"order_no", "number", "zh", "en", "headline", "count", "task_no", "repair_no", "fb_no", "im_no",
             "code", "days", "period"}  # fmt: skip
"""Parameters without personal data: numbers of orders, the names of what has a number, what is published to everybody."""
HURRY = {"call.incoming", "chat.waiting", "sla.breach", "sla.warning",
         "work_order.for_you_now", "work_order.nobody_now", "feedback.critical", "announcement.told_now",
         "repair_order.for_you_now", "repair_order.deputy_now", "repair_order.nobody_now", "repair_order.danger_now",
         "repair_order.silent_manager_now", "repair_order.silent_project_now"}  # fmt: skip


@pytest.fixture(scope="module")
def declared() -> dict[str, Any]:
    """What the application alone declares; in this process tests have declared messages as well."""
    done = subprocess.run(
        [sys.executable, "-c", DECLARED], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _words(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_has_a_title_of_its_own_without_personal_data(
    declared: dict[str, Any],
) -> None:
    assert [name for name, said in declared.items() if not said["title"]] == []
    for language in ("zh", "en"):
        shown = [said["title"][language] for said in declared.values()]
        assert len(set(shown)) == len(shown)
        assert set().union(*map(_words, shown)) <= MAY_LEAVE


def test_what_needs_somebody_now_is_urgent_and_nothing_else(declared: dict[str, Any]) -> None:
    assert {name for name, said in declared.items() if said["urgent"]} == HURRY
    assert set(TITLES) == set(TEMPLATES) >= URGENT


def test_every_kind_has_a_name_that_people_know(declared: dict[str, Any]) -> None:
    nameless = [name for name, said in declared.items() if said["kind"]["zh"].isascii()]
    assert nameless == []


def test_an_emergency_passes_quiet_hours_and_another_order_does_not() -> None:
    for template in ("work_order.for_you", "work_order.nobody"):
        assert now_or_later(template, NOW) in URGENT
        assert now_or_later(template, "p2") not in URGENT


def test_an_emergency_that_nobody_can_take_is_told_as_one(town: Town) -> None:
    town.resident()
    with records.writing(town.ctx):
        for row in town.ctx.query(select(Roster)):
            town.ctx.update(row, shift=None)
    given = {"summary": "厨房跑水", "unit": town.units[0].id}
    order = records.create(town.as_("王小明"), WorkOrder, given)
    told = notify.inbox(town.as_("dispatcher"))[0]
    said = {name: templates.title(told.template, told.params, name) for name in ("zh", "en")}
    assert told.template == "work_order.nobody_now"
    assert said["zh"] == f"紧急工单 {order.order_no} 待派单"
    assert said["en"] == f"Emergency {order.order_no}: nobody has it"
