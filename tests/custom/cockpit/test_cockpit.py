"""P3: figures of a month against others, by project, for whoever may read what they are made of; kept, not counted on the page."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader

from app.custom.cockpit import keeping, reading, scope, telling
from app.custom.cockpit.parts import FIGURES, Month, after, figure, part
from app.custom.cockpit.reading import Cockpit, Sum
from app.generated.cockpit_figure import CockpitFigure
from app.generated.project import Project
from app.generated.work_order import WorkOrder
from app.runtime import notify, query, records, registry
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.field import label
from tests.custom.crm.plans.care import Care
from tests.support.people import People
from tests.support.statements import heard
from tests.support.visitor import Visitor

D = Decimal
FEBRUARY = "2026-02"


@pytest.fixture
def kept(care: Care) -> Care:
    """Two months, with last February, of one project; another project that only some may see."""
    other = care.town.ctx_create(
        Project, code="JX", name="锦绣城", kind="residential", district="西片", contract_from=dt.date(2024, 1, 1)
    )  # fmt: skip
    here = care.town.project.id
    rows = [
        ("2026-02", "requests", here, None, 120, None), ("2026-01", "requests", here, None, 100, None),
        ("2025-02", "requests", here, None, 160, None), ("2026-02", "requests", other.id, None, 30, None),
        ("2026-02", "satisfied", here, None, 45, 50), ("2026-01", "satisfied", here, None, 80, 100),
        ("2026-02", "satisfied", other.id, None, 5, 50), ("2026-02", "cash", None, None, 1000, None),
        ("2026-02", "headcount", here, None, 9, None), ("2026-02", "arrears", here, None, 500, None),
        *[("2026-01", "demand", here, item, number, None) for item, number in zip((1, 2, 3, 4), (40, 25, 20, 15), strict=True)],
        *[("2026-02", "demand", here, item, number, None) for item, number in zip((1, 2, 3, 4), (30, 25, 20, 25), strict=True)],
    ]  # fmt: skip
    with records.writing(care.town.ctx):
        records.write_set(
            care.town.ctx, CockpitFigure,
            [{"period": p, "figure": f, "project_id": at, "item": i, "value": D(v), "base": None if b is None else D(b)} for p, f, at, i, v, b in rows],
            action="make", audit="figures",
        )  # fmt: skip
    return care


def shown(ctx: Context, project: int | None = None) -> dict[str, reading.Shown]:
    return {
        one.figure.key: one for _, some in Cockpit(ctx, FEBRUARY, project).parts() for one in some
    }


def test_o2_3_the_drift_of_demand_is_stable(kept: Care) -> None:
    found = shown(kept.as_("王总"), kept.town.project.id)["demand"]
    assert (found.text, found.note) == ("0.0799", "平稳")


def test_a_figure_is_compared_with_the_month_before_and_last_year(kept: Care) -> None:
    found = shown(kept.as_("王总"), kept.town.project.id)
    one = found["requests"]
    assert (one.text, one.previous.text, one.previous.before) == ("120", "+20.0%", "100")
    assert (one.last_year.text, one.last_year.before) == ("-25.0%", "160")
    share = found["satisfied"]
    assert (share.text, share.previous.text, share.previous.tone) == (
        "90.0%",
        "+10.0个百分点",
        "good",
    )
    assert share.last_year.text == ""


def test_shares_of_projects_are_added_by_their_parts_and_never_averaged(kept: Care) -> None:
    assert shown(kept.as_("王总"))["satisfied"].text == "50.0%"


def test_whoever_may_not_read_the_records_sees_no_part_and_no_figure(kept: Care) -> None:
    engineer = kept.town.staff("eng_mgr", "ENG", name="赵工程")
    parts = {part.name for part, _ in Cockpit(kept.as_("赵工程"), FEBRUARY).parts()}
    assert parts == {"customers", "equipment", "voices", "processes"}
    found = shown(kept.as_("赵工程"))
    assert found["requests"].text == "120", "of his own project alone"
    assert {"cash", "arrears", "headcount"}.isdisjoint(found)
    listed = query.rows(kept.as_("赵工程"), CockpitFigure, columns=["figure"], limit=100).items
    assert {row["figure"] for row in listed} <= {"requests", "satisfied", "demand"}
    assert engineer.id


def test_of_a_figure_one_sees_as_much_as_of_its_records(kept: Care) -> None:
    for role, name in (("gm", "王总"), ("fin_mgr", "吴经理"), ("accountant", "周会计")):
        actor = kept.as_(name).actor
        for one in FIGURES.values():
            policy = registry.current().entity(one.entity).policy
            if scope.width(actor, one) == "all":
                assert policy.grants("read")[role].is_everything, (role, one.key)
                assert all(policy.readable(actor, field) for field in one.fields)
    widths = {key: scope.width(kept.as_("王总").actor, one) for key, one in FIGURES.items()}
    assert set(widths.values()) == {"all"}


@pytest.mark.database
def test_the_page_reads_what_is_kept_by_few_statements(kept: Care, database: Database) -> None:
    gm = kept.as_("王总")
    Cockpit(gm, FEBRUARY)
    with heard(database) as seen:
        found = Cockpit(gm, FEBRUARY)
        found.parts()
        found.rows()
    assert len(seen) <= 4
    assert not any("work_order" in one or "FROM bill" in one for one in seen)


@pytest.mark.database
def test_the_night_counts_and_a_second_one_changes_nothing(care: Care) -> None:
    care.resident()
    with records.writing(care.town.ctx):
        for period in keeping.due(care.town.ctx):
            keeping.keep_all(care.town.ctx, period)
    found = shown_now(care)
    assert found["headcount"] == str(len(care.town.employees))
    assert found["late_inspections"] == "—"
    with records.writing(care.town.ctx):
        assert [keeping.keep_all(care.town.ctx, p) for p in keeping.due(care.town.ctx)] == [0, 0]
    requests = Cockpit(care.as_("王总"), FEBRUARY)
    assert requests.value(FIGURES["requests"], FEBRUARY) == 10


def shown_now(care: Care) -> dict[str, str]:
    found = Cockpit(care.as_("王总"), "2026-03")
    return {one.figure.key: one.text for _, some in found.parts() for one in some}


def test_what_stood_at_the_end_of_a_month_stays(care: Care, at: time_machine.Coordinates) -> None:
    with records.writing(care.town.ctx):
        keeping.keep_all(care.town.ctx, "2026-03")
    before = shown_now(care)["headcount"]
    at.move_to("2026-04-02T04:00:00+08:00")
    care.town.staff("csr", "CS", name="新同事")
    with records.writing(care.town.ctx):
        assert keeping.due(care.town.ctx) == ["2026-03", "2026-04"]
        for period in keeping.due(care.town.ctx):
            keeping.keep_all(care.town.ctx, period)
    assert shown_now(care)["headcount"] == before
    april = Cockpit(care.as_("王总"), "2026-04")
    assert april.value(FIGURES["headcount"], "2026-04") == int(before) + 1


def test_the_page_shows_formula_and_rows_and_the_paper_says_the_same(
    app: Flask, kept: Care, people: People
) -> None:
    gm = Visitor(people.browser(app, kept.town.logins["王总"])).open("/cockpit")
    assert gm.sees(
        "经营驾驶舱", FEBRUARY, "150", "环比", "同比", "当月新增工单，不含驳回和取消", "锦绣城"
    )
    link = next(a for a in gm.page.find_all("a") if a.get_text() == "150")
    assert str(link["href"]).startswith(
        "/work_order/list/?created_at__gte=2026-02-01&created_at__lte=2026-02-28"
    )
    # The books of this town begin in March: its analysis has no February to open.
    links = [str(a["href"]) for a in gm.page.select(".kpi-now a, .report-table td a")]
    for url in (one for one in links if not one.startswith("/analysis")):
        assert gm.client.get(url).status_code == 200, url
    answered = gm.client.get("/cockpit.pdf?period=2026-02")
    text = PdfReader(io.BytesIO(answered.get_data())).pages[0].extract_text()
    for said in ("报事工单", "150", "50.0%", "货币资金"):
        assert said in text
    assert gm.client.get("/cockpit?period=2027-01").status_code == 400
    assert gm.client.get("/cockpit?project=999999").status_code == 404
    assert Visitor(people.browser(app, kept.town.logins["林客服"])).open("/cockpit").status == 403


def test_every_month_managers_get_the_figures_that_they_may_see(kept: Care) -> None:
    kept.town.staff("eng_mgr", "ENG", name="赵工程")
    with records.writing(kept.town.ctx):
        for name in ("王总", "赵工程"):
            telling.tell(kept.town.ctx, user=kept.town.logins[name], period=FEBRUARY)
            telling.tell(kept.town.ctx, user=kept.town.logins[name], period=FEBRUARY)
    (told,) = notify.inbox(kept.as_("王总"))
    assert "报事工单 150" in notify.text(told, "zh")
    assert "货币资金 1,000.00" in notify.text(told, "zh")
    mine = [one for one in notify.inbox(kept.as_("赵工程")) if one.template == "cockpit.ready"]
    assert len(mine) == 1
    assert "报事工单 120" in notify.text(mine[0], "zh")
    assert "货币资金" not in notify.text(mine[0], "zh")


def test_a_room_adds_a_part_of_its_own(kept: Care, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.custom.cockpit import parts

    monkeypatch.setattr(parts, "PARTS", parts.PARTS | {})
    monkeypatch.setitem(FIGURES, "opinions", FIGURES["requests"])
    with pytest.raises(ValueError, match="declare it first"):
        figure("x", part="nowhere")
    part("voices", place=9, label=label(zh="反馈", en="Feedback"))
    figure(
        "opinions2", part="voices", label=label(zh="意见", en="Opinions"), unit="count", wish="", entity=WorkOrder,
        formula=label(zh="当月意见", en="Opinions of the month"), rows=lambda month, project: "/",
    )  # fmt: skip
    try:
        assert [p.name for p, _ in Cockpit(kept.as_("王总"), FEBRUARY).parts()][-1] == "voices"
    finally:
        del FIGURES["opinions2"]


def test_a_mean_of_nothing_is_nothing() -> None:
    one = FIGURES["satisfied"]
    assert reading.value_of(one, Sum(D(0), D(0))) is None
    assert reading.value_of(one, Sum(D(1), D(3))) == D(100) / 3
    assert Month.of("2026-02", dt.date(2026, 3, 4)).last == dt.date(2026, 2, 28)
    assert after(dt.date(2026, 1, 1), -13) == dt.date(2024, 12, 1)


def test_a_part_leads_only_to_a_room_that_the_reader_may_enter(
    app: Flask, kept: Care, people: People
) -> None:
    def rooms(name: str) -> set[str]:
        page = Visitor(people.browser(app, kept.town.logins[name])).open("/cockpit").page
        return {str(a["href"]) for a in page.select(".cockpit-part a")}

    assert {"/statistics", "/analysis"} <= rooms("王总")
    assert "/statistics" not in rooms("吴经理"), "of the finance manager"
