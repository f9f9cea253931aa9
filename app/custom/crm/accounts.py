"""Logins of customers: made at registration, opened when the person is verified (1.1)."""

from __future__ import annotations

import re

from sqlalchemy import select

from app.generated.customer import Customer
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import FieldError, ValidationFailed, message

MIN_LENGTH = 8
TOO_COMMON = frozenset(
    {
        "00000000",
        "11111111",
        "12345678",
        "123123123",
        "123456789",
        "1234567890",
        "5201314520",
        "88888888",
        "a1234567",
        "abcd1234",
        "admin123",
        "iloveyou",
        "password",
        "password1",
        "qwerty123",
        "qwertyui",
        "woaini520",
    }
)


def refuse_weak(password: str, *, name: str, phone: str) -> None:
    """Raises ValidationFailed on `password`: too short, common, or made of the person's own data."""
    plain = password.casefold()
    if len(password) < MIN_LENGTH:
        _refuse("至少 8 位", "Use 8 characters or more.")
    if plain in TOO_COMMON or re.fullmatch(r"(.)\1*", plain):
        _refuse("这个密码太常见，请换一个", "This password is too common; choose another.")
    if plain in (phone, phone[-8:]) or plain == name.casefold():
        _refuse("不要用手机号或姓名作密码", "Do not use your phone number or name as the password.")


def _refuse(zh: str, en: str) -> None:
    raise ValidationFailed([FieldError("password", "weak", message(zh=zh, en=en))])


def open_for(
    ctx: Context, customer: Customer, password_hash: str | None, *, active: bool
) -> User | None:
    """Make the customer's login (user name = phone, else customer number); None without a password.

    A customer who has a login keeps it: a second registration must not change who can log in.
    """
    if customer.login_id is not None or not password_hash:
        return None
    session = ctx.session
    role = session.scalars(select(Role).where(Role.name == "customer")).one()
    taken = session.scalar(select(User.id).where(User.username == customer.phone))
    username = customer.phone if taken is None else str(customer.customer_no).lower()
    user = User(
        username=username,
        first_name=customer.name[:64],
        last_name="",
        # AppBuilder wants an address that nobody else has; none is ever sent there.
        email=f"{username}@customer.invalid",
        password=password_hash,
        active=active,
        roles=[role],
    )
    session.add(user)
    session.flush()
    ctx.update(customer, login=user.id)
    return user


def enable(ctx: Context, user_id: int | None, *, active: bool) -> None:
    """Open or close a login."""
    if user_id is None:
        return
    user = ctx.session.get(User, user_id)
    if user is not None and user.active != active:
        user.active = active
