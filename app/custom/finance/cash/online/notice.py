"""What Alipay and WeChat Pay have in common when they tell that somebody paid: amounts and times as text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from app.runtime import clock

from ..gateway import BadNotice

CHINA = ZoneInfo(clock.DEFAULT_ZONE)
"""Both channels say times without a zone in that of Shanghai, whatever ours is."""
_YUAN = re.compile(r"\d{1,10}(\.\d{1,2})?")


def yuan(text: Any) -> Decimal:
    """`12.30` → yuan. Raises BadNotice."""
    if not isinstance(text, str) or not _YUAN.fullmatch(text):
        raise BadNotice(f"{text!r} is no amount")
    return Decimal(text)


def fen(number: Any) -> Decimal:
    """1230 → 12.30 yuan. Raises BadNotice."""
    if type(number) is not int or not 0 <= number < 10**12:
        raise BadNotice(f"{number!r} is no amount in fen")
    return (Decimal(number) / 100).quantize(Decimal("0.01"))


def in_fen(amount: Decimal) -> int:
    """12.30 yuan → 1230."""
    return int((amount * 100).to_integral_exact())


def moment(text: Any) -> dt.datetime | None:
    """`2026-03-04 10:00:00` (China's time) or ISO 8601 with a zone → UTC; None without one. Raises BadNotice."""
    if not text:
        return None
    try:
        read = dt.datetime.fromisoformat(str(text))
    except ValueError:
        raise BadNotice(f"{text!r} is no time") from None
    return read.replace(tzinfo=read.tzinfo or CHINA).astimezone(dt.UTC)
