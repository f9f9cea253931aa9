"""When the quiet hours that a moment lies in end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.runtime.notify.channels import BadChannels, parsed
from app.runtime.notify.quiet import release

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    """A moment in Shanghai, in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("now", "begin", "end", "free"),
    [
        ("2026-07-01 23:30", "22:00", "07:00", "2026-07-02 07:00"),
        ("2026-07-01 22:00", "22:00", "07:00", "2026-07-02 07:00"),
        ("2026-07-01 06:59", "22:00", "07:00", "2026-07-01 07:00"),
        ("2026-07-01 07:00", "22:00", "07:00", None),
        ("2026-07-01 21:59", "22:00", "07:00", None),
        ("2026-07-01 12:30", "12:00", "14:00", "2026-07-01 14:00"),
        ("2026-07-01 14:00", "12:00", "14:00", None),
        ("2026-12-31 23:59", "22:00", "07:00", "2027-01-01 07:00"),
        ("2026-07-01 12:30", "12:00", "12:00", None),
        ("2026-07-01 12:30", None, None, None),
    ],
)
def test_the_end_of_the_quiet_hours(
    now: str, begin: str | None, end: str | None, free: str | None
) -> None:
    assert release(at(now), begin, end, SHANGHAI) == (at(free) if free else None)


def test_a_night_with_a_changed_clock_ends_on_the_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    night = dt.datetime(2026, 3, 28, 23, 0, tzinfo=berlin)
    assert release(night, "22:00", "07:00", berlin) == dt.datetime(2026, 3, 29, 5, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ([], "channels"),
        ({"channel": {}}, "channel:"),
        ({"channels": {"Mail": {"url": "smtp://x"}}}, "channels.Mail"),
        ({"channels": {"mail": {}}}, "channels.mail"),
        ({"channels": {"mail": {"url": "smtp://x", "label": {"zh": "信"}}}}, "channels.mail.label"),
        ({"defaults": {"*": {"*": ["pigeon"]}}}, "defaults.*.*"),
        ({"defaults": {"*": ["pigeon"]}}, "defaults.*"),
        ({"quiet": {"from": "22:00"}}, "quiet.until"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_place(given: object, place: str) -> None:
    with pytest.raises(BadChannels) as told:
        parsed(given)
    assert place in str(told.value)
    assert " / " in str(told.value)
