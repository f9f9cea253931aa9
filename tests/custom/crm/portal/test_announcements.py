"""1.3: what the company announces reaches who lives there, once, and nobody else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.generated.announcement import Announcement
from app.generated.building import Building
from app.generated.occupancy import Occupancy
from app.generated.unit import Unit
from app.runtime import jobs, notify, query, records
from app.runtime.errors import Forbidden, InvalidState, NotFound, RuleViolation
from tests.custom.crm.town import Town
from tests.support.visitor import Visitor

pytestmark = pytest.mark.database


@pytest.fixture
def town(town: Town) -> Town:
    """王小明 lives in building 3, 赵六 in building 5."""
    with records.writing(town.ctx):
        other = town.ctx.create(Building, project=town.project.id, code="5", name="5栋")
        home = town.ctx.create(
            Unit,
            project=town.project.id,
            building=other.id,
            entrance="1",
            room_no="101",
            gross_area=80,
        )
        town.units.append(home)
    town.resident()
    town.resident("赵六", "13900000002", unit=3)
    return town


def drafted(town: Town, **values: Any) -> Announcement:
    given = {
        "kind": "outage",
        "headline": "明日停水",
        "body": "水泵检修，请储水。",
        "project": town.project.id,
        **values,
    }
    return records.create(town.as_("csr"), Announcement, given)


def published(town: Town, **values: Any) -> Announcement:
    made = drafted(town, **values)
    records.transition(town.as_("csr"), Announcement, made.id, "publish")
    jobs.run_due()
    return made


def told(town: Town, name: str) -> list[str]:
    inbox = notify.inbox(town.as_(name))
    return [notify.text(row, "zh") for row in inbox if row.template.startswith("announcement.")]


def seen(town: Town, name: str) -> list[str]:
    found = query.rows(town.as_(name), Announcement, columns=["headline"])
    return [row["headline"] for row in found.items]


def test_everybody_of_the_project_is_told_once_and_it_says_how_many(town: Town) -> None:
    made = published(town)
    jobs.run_due()
    assert told(town, "王小明") == told(town, "赵六") == ["公告：明日停水"]
    row = query.get(town.as_("csr"), Announcement, made.id)
    assert (row["told"], row["published_at"]) == (2, town.ctx.now)


def test_what_concerns_one_building_reaches_that_building_alone(town: Town) -> None:
    published(town, building=town.building.id)
    assert (told(town, "王小明"), told(town, "赵六")) == (["公告：明日停水"], [])
    assert (seen(town, "王小明"), seen(town, "赵六")) == (["明日停水"], [])


def test_who_has_moved_out_is_not_told(town: Town, at: time_machine.Coordinates) -> None:
    home = town.ctx.query(select(Occupancy).where(Occupancy.unit_id == town.units[3].id)).one()
    with records.writing(town.ctx):
        town.ctx.update(home, to_date=town.ctx.today)
    at.shift(dt.timedelta(days=1, hours=1))
    jobs.run_due()
    published(town)
    assert (told(town, "王小明"), told(town, "赵六")) == (["公告：明日停水"], [])


def test_a_draft_and_what_was_withdrawn_are_nobody_s_in_the_portal(town: Town) -> None:
    draft = drafted(town, headline="草稿")
    made = published(town)
    records.transition(town.as_("csr"), Announcement, made.id, "withdraw", note="改期")
    assert seen(town, "王小明") == []
    assert set(seen(town, "csr")) == {"草稿", "明日停水"}
    with pytest.raises(NotFound):
        records.transition(town.as_("王小明"), Announcement, draft.id, "publish")


def test_what_was_published_is_not_written_over(town: Town) -> None:
    made = published(town)
    with pytest.raises((Forbidden, InvalidState)):
        records.update(town.as_("csr"), Announcement, made.id, {"headline": "后天停水"})
    assert seen(town, "王小明") == ["明日停水"]


def test_it_stands_for_a_building_of_its_project_and_is_not_over_yet(town: Town) -> None:
    past = drafted(town, ends_at=town.ctx.now - dt.timedelta(hours=1))
    with pytest.raises(RuleViolation, match="over already"):
        records.transition(town.as_("csr"), Announcement, past.id, "publish")
    with records.writing(town.ctx):
        elsewhere = town.ctx.create(
            type(town.project),
            code="JX",
            name="锦绣城",
            kind="residential",
            contract_from=dt.date(2024, 1, 1),
        )
        strange = town.ctx.create(Building, project=elsewhere.id, code="1", name="1栋")
    given = {
        "kind": "notice",
        "headline": "电梯年检",
        "body": "停运两小时。",
        "building": strange.id,
    }
    with pytest.raises(RuleViolation, match="not part of the project"), records.writing(town.ctx):
        town.ctx.create(Announcement, project=town.project.id, **given)


def test_withdrawn_before_the_job_ran_tells_nobody(town: Town) -> None:
    made = drafted(town)
    records.transition(town.as_("csr"), Announcement, made.id, "publish")
    records.transition(town.as_("csr"), Announcement, made.id, "withdraw", note="写错了")
    jobs.run_due()
    assert told(town, "王小明") == []


def test_the_portal_shows_it_on_top_while_it_lasts_and_keeps_it_afterwards(
    app: Flask, town: Town, at: time_machine.Coordinates
) -> None:
    made = published(
        town,
        begins_at=town.ctx.now + dt.timedelta(hours=2),
        ends_at=town.ctx.now + dt.timedelta(hours=6),
        building=town.building.id,
    )
    mine = Visitor(town.people.browser(app, town.logins["王小明"]))
    assert mine.open("/portal/requests").sees("明日停水")
    assert mine.open(f"/portal/announcements/{made.id}").sees("水泵检修，请储水。")
    assert mine.open("/portal/notices").sees("公告：明日停水")
    other = Visitor(town.people.browser(app, town.logins["赵六"]))
    assert not other.open("/portal/requests").sees("明日停水")
    assert other.client.get(f"/portal/announcements/{made.id}").status_code == 404
    at.shift(dt.timedelta(hours=7))
    mine = Visitor(town.people.browser(app, town.logins["王小明"]))
    assert not mine.open("/portal/requests").sees("明日停水")
    assert mine.open("/portal/announcements").sees("明日停水")
