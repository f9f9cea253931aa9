"""The one-time code that shows whose mobile it is (1.1, domain.md §3.1).

Neither the code nor a hash of it is stored: it follows from a random number of the row and the secret key, which is
not in the database. Whether the number belongs to a customer or an owner is never asked here.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from http.client import HTTPException

from sqlalchemy import ColumnElement, func, select

from app.generated.phone_code import PhoneCode
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import FieldError, RuleViolation, message

from .. import locks, normalise
from ..contact import sms

FIELD = "phone_code"
LIFETIME = dt.timedelta(minutes=5)
KEPT = dt.timedelta(minutes=30)
"""So long a typed code counts for the same form, which may still have to be corrected."""
TRIES = 5
PAUSE = dt.timedelta(minutes=1)
A_DAY = dt.timedelta(days=1)
PER_PHONE = 5
PER_ADDRESS = 30


@dataclass(frozen=True, slots=True)
class Sender:
    """How codes get to people: by the gateway, or, in a demo without one, on the page itself."""

    key: str
    gateway: sms.Gateway | None
    shown: bool
    """The page shows the code: this is a demo."""

    def send(self, ctx: Context, *, token: str, phone: str) -> PhoneCode:
        """Make a code for this form and number and send it; once more within a minute is the one on its way.

        Raises RuleViolation on `phone_code`: too soon, too often, or the gateway did not take it.
        """
        number = str(normalise.phone(phone))
        with records.writing(ctx):
            for who in (number, ctx.ip or ""):
                locks.hold(ctx, locks.CODES, who)
            known = latest(ctx, token, number)
            if known is not None and known.sent_at > ctx.now - PAUSE:
                return known
            _refuse_too_many(ctx, number)
            made = ctx.create(
                PhoneCode,
                token=token,
                phone=number,
                salt=secrets.token_hex(16),
                address=ctx.ip,
                expires_at=ctx.now + LIFETIME,
            )
            code, id = self.code(made), made.id
        if self.gateway is not None:
            self._hand_over(ctx, self.gateway, number, code, id)
        return ctx.get(PhoneCode, id)

    def code(self, row: PhoneCode) -> str:
        """The six digits of a row."""
        told = f"phone-code:{row.salt}:{row.phone}:{row.token}"
        digest = hmac.digest(self.key.encode(), told.encode(), "sha256")
        return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"

    def prove(self, ctx: Context, *, token: str, phone: str, typed: str) -> FieldError | None:
        """None: the code was right. Else what is wrong; a wrong try counts whatever becomes of the form."""
        number = str(normalise.phone(phone))
        with records.writing(ctx):
            row = latest(ctx, token, number, lock=True)
            if row is None:
                return _wrong("请先获取验证码", "Ask for a code first.")
            if is_fresh(ctx, row):
                return None
            if row.tries >= TRIES:
                return _wrong(
                    "输错次数过多，请重新获取验证码", "Too many wrong tries; ask for a new code."
                )
            if row.expires_at <= ctx.now:
                return _wrong(
                    "验证码已失效，请重新获取", "This code is too old; ask for a new one."
                )
            digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed))
            if hmac.compare_digest(digits.encode(), self.code(row).encode()):
                ctx.update(row, proved_at=ctx.now)
                return None
            if not digits:
                return _wrong("请填写收到的 6 位验证码", "Type the 6 digits that you received.")
            ctx.update(row, tries=row.tries + 1)
        return _wrong("验证码不正确，请核对", "This is not the code; check it.")

    @staticmethod
    def _hand_over(ctx: Context, gateway: sms.Gateway, phone: str, code: str, id: int) -> None:
        minutes = LIFETIME // dt.timedelta(minutes=1)
        text = (
            f"登记验证码 {code}，{minutes} 分钟内有效。请勿告诉他人。"
            if ctx.language == "zh"
            else f"Your registration code is {code}, good for {minutes} minutes. Tell it to nobody."
        )
        try:
            gateway.send(phone, text, key=f"phone-code-{id}")
        except (OSError, HTTPException) as problem:
            with records.writing(ctx):
                ctx.delete(ctx.get(PhoneCode, id))
            raise RuleViolation(
                "短信暂时发不出去，请一分钟后再试 / The message could not be sent; try again in a minute.",
                field=FIELD,
            ) from problem


def sender(*, key: str, demo: bool) -> Sender | None:
    """How codes are sent here; None: not at all, so that customer service verifies everybody."""
    way = sms.gateway()
    return Sender(key, way, shown=demo and way is None) if way is not None or demo else None


def latest(ctx: Context, token: str, phone: str, *, lock: bool = False) -> PhoneCode | None:
    """The last code of this form for this number."""
    statement = (
        select(PhoneCode)
        .where(PhoneCode.token == token, PhoneCode.phone == phone, PhoneCode.deleted_at.is_(None))
        .order_by(PhoneCode.id.desc())
        .limit(1)
    )
    found: PhoneCode | None = ctx.query(statement.with_for_update() if lock else statement).first()
    return found


def is_fresh(ctx: Context, row: PhoneCode) -> bool:
    """Was the right code typed, and not too long ago?"""
    return row.proved_at is not None and row.proved_at > ctx.now - KEPT


def is_proved(ctx: Context, token: str, phone: str) -> bool:
    """Whether the sender of this form has shown that the mobile is in his hands."""
    row = latest(ctx, token, phone)
    return row is not None and is_fresh(ctx, row)


def _refuse_too_many(ctx: Context, phone: str) -> None:
    same_phone = PhoneCode.phone == phone
    if _count(ctx, same_phone, PAUSE):
        raise RuleViolation(
            "刚刚已向该号码发送过验证码，请一分钟后再试 / "
            "A code was just sent to this number; try again in a minute.",
            field=FIELD,
        )
    many = _count(ctx, same_phone, A_DAY) >= PER_PHONE
    if many or (ctx.ip and _count(ctx, PhoneCode.address == ctx.ip, A_DAY) >= PER_ADDRESS):
        raise RuleViolation(
            "今天获取验证码的次数已达上限，请明天再试或联系客服 / "
            "No more codes today; try again tomorrow or ask customer service.",
            field=FIELD,
        )


def _count(ctx: Context, condition: ColumnElement[bool], span: dt.timedelta) -> int:
    counted = select(func.count()).where(condition, PhoneCode.sent_at > ctx.now - span)
    return int(ctx.session.scalar(counted.select_from(PhoneCode)) or 0)


def _wrong(zh: str, en: str) -> FieldError:
    return FieldError(FIELD, "invalid", message(zh=zh, en=en))
