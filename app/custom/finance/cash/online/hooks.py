"""POST /hooks/wechat and /hooks/alipay: a channel says that somebody paid. Its signature alone says who it is.

Each is answered in its own words. Whatever was not booked for good is answered so that the channel says it again; what
will never be booked (another amount, no such order) is an alert for people, and refused as well.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from app.rest import inbound
from app.runtime import records
from app.runtime.context import Context

from .. import gateway
from ..gateway import BadNotice
from . import alerts, channels
from .booking import Outcome, book_once
from .settings import ALIPAY, WECHAT

LOG = logging.getLogger(__name__)
# Said at the start of whoever serves, not to the first payer.
channels.check()

TEXT, JSON = "text/plain; charset=utf-8", "application/json"


@inbound.door(WECHAT)
def from_wechat(ctx: Context, headers: Mapping[str, str], body: bytes) -> inbound.Answer:
    """200 once it is booked; else a status that makes WeChat say it again."""
    outcome = take(ctx, WECHAT, headers, body)
    if outcome is not None and outcome.became != "refused":
        return inbound.Answer(200, b'{"code":"SUCCESS","message":""}', JSON)
    why = "SIGN_ERROR" if outcome is None else outcome.why
    told = json.dumps({"code": "FAIL", "message": why}).encode()
    return inbound.Answer(401 if outcome is None else 422, told, JSON)


@inbound.door(ALIPAY)
def from_alipay(ctx: Context, headers: Mapping[str, str], body: bytes) -> inbound.Answer:
    """The seven letters `success` once it is booked: anything else makes Alipay say it again."""
    outcome = take(ctx, ALIPAY, headers, body)
    if outcome is not None and outcome.became != "refused":
        return inbound.Answer(200, b"success", TEXT)
    return inbound.Answer(401 if outcome is None else 422, b"failure", TEXT)


def take(ctx: Context, channel: str, headers: Mapping[str, str], body: bytes) -> Outcome | None:
    """What came of a notice; None for one that the channel did not sign."""
    if channel not in channels.offered():
        return None
    way = gateway.of(channel)
    try:
        trade = way.verify_notice(headers, body)
    except BadNotice as problem:
        LOG.warning("A notice of %s from %s is not theirs: %s", channel, ctx.ip, problem)
        with records.writing(ctx):
            alerts.forged(ctx, channel)
        return None
    return book_once(ctx, channel, trade, way.merchant)
