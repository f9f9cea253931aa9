"""Ageing of receivables by the day they were due, and the allowance on them (domain.md §4.13, O13.2). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.runtime import money

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """Days since the due day, both counted; `last` None has no end. `rate`: allowance in per cent (企业会计准则)."""

    name: str
    zh: str
    en: str
    first: int | None
    last: int | None
    rate: int

    def label(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def days(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """(first, last) due day of the bills in it, as of `today`."""
        earliest = None if self.last is None else today - dt.timedelta(days=self.last)
        latest = None if self.first is None else today - dt.timedelta(days=self.first)
        return earliest, latest


BANDS = (
    Band("due", "未到期", "Not due yet", None, -1, 0),
    Band("d30", "0–30 天", "0–30 days", 0, 30, 0),
    Band("d90", "31–90 天", "31–90 days", 31, 90, 0),
    Band("d180", "91–180 天", "91–180 days", 91, 180, 5),
    Band("d365", "181–365 天", "181–365 days", 181, 365, 10),
    Band("y2", "1–2 年", "1–2 years", 366, 730, 30),
    Band("y3", "2–3 年", "2–3 years", 731, 1095, 50),
    Band("older", "3 年以上", "Over 3 years", 1096, None, 100),
)


def allowance(amounts: Mapping[str, Decimal]) -> Decimal:
    """What the business standard sets aside on receivables by band, in yuan. The small business standard sets nothing
    aside: it writes off what is lost."""
    return money.rounded(
        sum((amounts.get(band.name, NOTHING) * band.rate / 100 for band in BANDS), NOTHING)
    )
