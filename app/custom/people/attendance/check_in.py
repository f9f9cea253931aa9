"""GET /attendance/check-in: a punch by telephone, with one press, by position or by the code on the wall (4.2).

What is pressed without a connection waits in the outbox of the phone pages and is sent once (docs/phone.md).
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, jsonify, make_response, redirect, render_template, request
from flask_login import current_user
from sqlalchemy import select

from app.custom.crm.people import employee_of
from app.forms.language import current_language
from app.generated.check_in_place import CheckInPlace
from app.generated.punch import Punch
from app.runtime import clock, files, records
from app.runtime.context import Context
from app.runtime.errors import AppError, Message, RuleViolation, message
from app.runtime.field import label
from app.web.documents.codes import KEY
from app.web.headers import FOR_ALL
from app.web.mobile import sent
from app.web.staff_pages import staff_page

from . import moments
from .where import distance, is_inside

URL = "/attendance/check-in"
ROLES = ("employee",)
DEVICE = "app"
AGAIN = dt.timedelta(minutes=1)
"""A second press within so long is the first."""
LATEST = dt.timedelta(hours=24)
"""How long a press may wait in a telephone without a connection."""
WAITED = dt.timedelta(minutes=2)
ALLOWED = FOR_ALL["Permissions-Policy"].replace("geolocation=()", "geolocation=(self)")
"""This page alone may ask where the telephone is."""


@dataclass(frozen=True, slots=True)
class Press:
    """What the telephone says: where it is, how sure of it (metres), the code that was scanned, when it was pressed."""

    position: Mapping[str, float] | None
    accuracy: float
    place: int | None
    code: str
    at: dt.datetime
    waited: bool


@staff_page(URL, name="check_in", label=label(zh="打卡", en="Check in"), roles=ROLES, module="hr", methods=("GET", "POST"))  # fmt: skip
def check_in(ctx: Context) -> Any:
    """The button, and today's punches."""
    return _answer(ctx) if request.method == "POST" else _page(ctx)


@staff_page(
    f"{URL}/<int:id>",
    name="check_in_at",
    label=label(zh="扫码打卡", en="Check in here"),
    roles=ROLES,
    scanned=CheckInPlace,
)
def check_in_at(ctx: Context, id: int) -> Any:
    """What the label on the wall leads to: one press is enough, no position is asked."""
    return _page(ctx, id, request.args.get(KEY, "")[:40])


def _page(ctx: Context, place: int | None = None, code: str = "") -> Any:
    me = employee_of(ctx.within(ctx.operation), ctx.actor.id)
    at = _place(ctx, place, code) if place is not None else None
    day = clock.local(ctx.now).date()
    since = moments.midnight(day)
    rows: Sequence[Any] = ()
    if me is not None:
        rows = ctx.session.execute(
            select(Punch.at, Punch.source, Punch.distance_m, CheckInPlace.name)
            .outerjoin(CheckInPlace, CheckInPlace.id == Punch.place_id)
            .where(Punch.employee_id == me.id, Punch.at >= since, Punch.deleted_at.is_(None))
            .order_by(Punch.at)
        ).all()
    answer = make_response(
        render_template(
            "people/attendance/check_in.html", person=current_user, rows=rows, at=at, code=code, me=me,
            now=clock.local(ctx.now), url=URL, local=clock.local,
        )
    )  # fmt: skip
    answer.headers["Permissions-Policy"] = ALLOWED
    return answer


def _answer(ctx: Context) -> Any:
    once = sent.key_of(request.headers.get(sent.HEADER))
    zh = current_language() == "zh"
    if once is not None and sent.was_sent(ctx, once):
        return jsonify(done="已打卡" if zh else "Checked in.", version=0)
    try:
        with records.writing(ctx):
            if once is not None:
                sent.claim(ctx, once)
            told = take(ctx, _press(ctx))
    except sent.SentAlready:
        return jsonify(done="已打卡" if zh else "Checked in.", version=0)
    except AppError as refused:
        text = refused.message.in_language(current_language())
        if once is not None:
            return jsonify(refused=text), 422
        flash(text, "danger")
        return redirect(URL)
    text = told.in_language(current_language())
    if once is not None:
        return jsonify(done=text, version=0)
    flash(text, "success")
    return redirect(URL)


def _press(ctx: Context) -> Press:
    given = request.form
    position, accuracy = None, 0.0
    try:
        if given.get("latitude") and given.get("longitude"):
            position = {name: float(given[name]) for name in ("latitude", "longitude")}
            accuracy = float(given.get("accuracy") or 0)
            if not (-90 <= position["latitude"] <= 90 and -180 <= position["longitude"] <= 180):
                raise ValueError("no position on earth")
        at = dt.datetime.fromisoformat(given["pressed_at"]) if given.get("pressed_at") else ctx.now
        place = int(given["place"]) if given.get("place") else None
    except (ValueError, OverflowError):
        raise RuleViolation("打卡数据不完整，请刷新后重试 / Something is missing: load the page anew.") from None  # fmt: skip
    at = at.astimezone(dt.UTC).replace(microsecond=0) if at.tzinfo is not None else ctx.now
    waited = ctx.now - at > WAITED
    if at > ctx.now + WAITED or ctx.now - at > LATEST:
        raise RuleViolation(
            "手机时间不对，或打卡已超过 24 小时，请申请补卡 / "
            "The telephone's clock is wrong, or the press is over a day old: ask for a correction.",
            code="too_old",
        )
    return Press(position, accuracy, place, given.get("code", "")[:40], min(at, ctx.now), waited)


def take(ctx: Context, press: Press) -> Message:
    """Store a punch of whoever is logged in; what he is told. Raises RuleViolation where it may not count."""
    me = employee_of(ctx.within(ctx.operation), ctx.actor.id)
    if me is None:
        raise RuleViolation(
            "此账号没有对应的员工，请联系人事 / No employee has this account: ask HR."
        )
    just = ctx.session.scalar(
        select(Punch.at)
        .where(
            Punch.employee_id == me.id, Punch.device == DEVICE,
            Punch.at.between(press.at - AGAIN, press.at + AGAIN),
        )
        .limit(1)
    )  # fmt: skip
    if just is not None:
        return message(zh=f"{clock.local(just):%H:%M} 已打过卡", en=f"You have checked in at {clock.local(just):%H:%M}.")  # fmt: skip
    values = _by_code(ctx, press) if press.place is not None else _by_position(ctx, press)
    photo = request.files.get("photo")
    if photo is not None and photo.filename:
        values["photo"] = files.store(ctx, photo.stream, photo.filename, kind="image").id
    raw = (
        f"pressed {press.at:%Y-%m-%dT%H:%M:%SZ}, sent {ctx.now:%H:%M:%SZ}" if press.waited else None
    )
    ctx.within(ctx.operation).create(
        Punch, employee=me.id, at=press.at, device=DEVICE, source="app", raw=raw, **values
    )
    return message(zh=f"打卡成功 {clock.local(press.at):%H:%M}", en=f"Checked in at {clock.local(press.at):%H:%M}.")  # fmt: skip


def _place(ctx: Context, id: int, code: str) -> CheckInPlace | None:
    """The place whose secret was scanned; None for whoever does not know it."""
    found = ctx.session.get(CheckInPlace, id)
    if found is None or found.deleted_at is not None or not found.active or not found.by_code:
        return None
    return found if hmac.compare_digest(str(found.code).encode(), code.encode()) else None


def _by_code(ctx: Context, press: Press) -> dict[str, Any]:
    place = _place(ctx, press.place or 0, press.code)
    if place is None:
        raise RuleViolation(
            "二维码无效或已停用，请用定位打卡 / This code is not valid any more: check in by position.",
            code="bad_code",
        )
    found: dict[str, Any] = {"place": place.id, "by": "code"}
    if press.position is not None:
        found |= _where(press, place)
    return found


def _by_position(ctx: Context, press: Press) -> dict[str, Any]:
    if press.position is None:
        raise RuleViolation(
            "没有取得定位：请允许浏览器使用位置，或扫描现场二维码 / "
            "There is no position: allow the browser to use it, or scan the code on the wall.",
            code="no_position",
        )
    places = ctx.session.scalars(
        select(CheckInPlace).where(CheckInPlace.active.is_(True), CheckInPlace.deleted_at.is_(None))
    ).all()
    by_distance = sorted((distance(press.position, one.location), one.id, one) for one in places)
    for metres, _, place in by_distance:
        if is_inside(metres, place.radius_m, press.accuracy):
            return {"place": place.id, "by": "position", **_where(press, place)}
    if not by_distance:
        raise RuleViolation(
            "还没有设置打卡地点，请联系人事 / No place to check in is set up: ask HR."
        )
    metres, _, nearest = by_distance[0]
    raise RuleViolation(
        f"不在打卡范围内：距 {nearest.name} {metres:,.0f} 米，范围 {nearest.radius_m} 米，定位精度 {press.accuracy:.0f} 米 / "
        f"Not within reach: {metres:,.0f} m from {nearest.name}, which reaches {nearest.radius_m} m (accuracy {press.accuracy:.0f} m).",
        code="too_far",
    )


def _where(press: Press, place: CheckInPlace) -> dict[str, Any]:
    assert press.position is not None  # noqa: S101 - asked by the callers
    return {
        "location": dict(press.position),
        "accuracy_m": min(round(press.accuracy), 1_000_000),
        "distance_m": round(distance(press.position, place.location)),
    }
