"""Days named by where they lie from today, in the application's time zone and at the time of the question."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.runtime import clock, filters, periods, query, records
from app.runtime.context import Context
from app.runtime.errors import BadRequest

WEDNESDAY = dt.date(2026, 3, 4)
CASES = {
    "today": ("2026-03-04", "2026-03-04"),
    "yesterday": ("2026-03-03", "2026-03-03"),
    "tomorrow": ("2026-03-05", "2026-03-05"),
    "this_week": ("2026-03-02", "2026-03-08"),
    "last_week": ("2026-02-23", "2026-03-01"),
    "next_week": ("2026-03-09", "2026-03-15"),
    "this_month": ("2026-03-01", "2026-03-31"),
    "last_month": ("2026-02-01", "2026-02-28"),
    "next_month": ("2026-04-01", "2026-04-30"),
    "this_quarter": ("2026-01-01", "2026-03-31"),
    "last_quarter": ("2025-10-01", "2025-12-31"),
    "this_year": ("2026-01-01", "2026-12-31"),
    "last_year": ("2025-01-01", "2025-12-31"),
    "last_7_days": ("2026-02-26", "2026-03-04"),
    "next_7_days": ("2026-03-04", "2026-03-10"),
}


def test_every_word_is_the_days_that_people_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY)
    found = {word: tuple(map(str, periods.days(word) or ())) for word in CASES}
    assert found == CASES
    assert set(periods.PERIODS) <= set(CASES)
    assert all(periods.told(word) for word in CASES)
    assert periods.days("last_0_days") is periods.told("last_0_days") is None


@pytest.fixture
def sales(ctx: Context) -> dict[str, int]:
    """A sale at the last minute of Sunday in Shanghai, one at the first of Monday, one without a time."""
    from tests.sample.models import Sale, Store

    store = records.create(ctx, Store, {"code": "N", "name": "店"}).id
    moments = {
        "sunday": dt.datetime(2026, 3, 1, 15, 59, tzinfo=dt.UTC),
        "monday": dt.datetime(2026, 3, 1, 16, 0, tzinfo=dt.UTC),
        "none": None,
    }
    found = {}
    for name, moment in moments.items():
        sale = records.create(ctx, Sale, {"store": store, "summary": name})
        found[name] = sale.id
        with records.writing(ctx):
            ctx.session.get(Sale, sale.id).pack_due = moment
    return found


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("pack_due=this_week", {"monday"}),
        ("pack_due=last_week", {"sunday"}),
        ("pack_due__ne=this_week", {"sunday"}),
        ("pack_due__lt=this_week", {"sunday"}),
        ("pack_due__gte=this_week", {"monday"}),
        ("pack_due__gt=last_week", {"monday"}),
        ("pack_due__lte=last_week", {"sunday"}),
        ("pack_due__between=last_week,this_week", {"sunday", "monday"}),
        ("pack_due__between=2026-03-01,yesterday", {"sunday", "monday"}),
    ],
)
def test_a_week_begins_at_midnight_in_shanghai(
    ctx: Context,
    sales: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    names: set[str],
) -> None:
    from tests.sample.models import Sale

    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY)
    key, _, value = asked.partition("=")
    where = filters.parse(Sale, ctx.actor, [(key, value)])
    page: Any = query.rows(ctx, Sale, where=where, columns=["summary"])
    assert {row["summary"] for row in page.items} == names


def test_a_word_that_is_none_is_refused_and_never_all_rows(ctx: Context) -> None:
    from tests.sample.models import Sale

    for text in ("sometime", "last_0_days", "last_99999_days", "this_decade"):
        with pytest.raises(BadRequest):
            filters.parse(Sale, ctx.actor, [("created_at", text)])
