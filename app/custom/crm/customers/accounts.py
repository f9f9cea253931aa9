"""Logins of customers: made at registration, opened when the person is verified (1.1)."""

from __future__ import annotations

from sqlalchemy import select

from app.generated.customer import Customer
from app.runtime.accounts import passwords
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import FieldError, ValidationFailed


def refuse_weak(password: str, *, name: str, phone: str) -> None:
    """Raises ValidationFailed on `password`: the one policy of all logins, with this person's name and number."""
    problem = passwords.weakness(password, about=(name, phone, phone[-8:]))
    if problem is not None:
        raise ValidationFailed([FieldError("password", "weak", problem)])


def open_for(
    ctx: Context, customer: Customer, password_hash: str | None, *, active: bool
) -> User | None:
    """Make the customer's login (user name = phone, else customer number); None without a password.

    A customer who has a login keeps it: a second registration must not change who can log in. Only a login
    that was never opened gets the password of the registration that opens it.
    """
    session = ctx.session
    if customer.login_id is not None:
        known = session.get(User, customer.login_id)
        if active and known is not None and was_never_open(known):
            known.password = password_hash or known.password
            known.active = bool(known.password)
        return None
    if not password_hash:
        return None
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


def was_never_open(user: User) -> bool:
    """Made at a registration that nobody has approved yet."""
    return not user.active and not user.login_count


def is_open(ctx: Context, user_id: int | None) -> bool:
    """Whether the person can log in, and so read what he is told."""
    user = ctx.session.get(User, user_id) if user_id is not None else None
    return user is not None and bool(user.active)


def withdraw(ctx: Context, customer: Customer) -> None:
    """The login of a refused registration: it was never open, and its name is free for the next one."""
    user = ctx.session.get(User, customer.login_id) if customer.login_id is not None else None
    if user is None or not was_never_open(user):
        return
    user.username = f"refused-{user.id}"
    user.email = f"{user.username}@customer.invalid"
    ctx.update(customer, login=None)


def enable(ctx: Context, user_id: int | None, *, active: bool) -> None:
    """Open or close a login."""
    if user_id is None:
        return
    user = ctx.session.get(User, user_id)
    if user is not None and user.active != active:
        user.active = active
