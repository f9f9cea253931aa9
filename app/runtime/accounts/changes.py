"""What changes an account: a new password, a one-time link, unlocking, ending its sessions. Each in one audited write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from .. import audit, clock
from ..errors import FieldError, Message, NotFound, ValidationFailed, message
from . import attempts, keys, passwords, second_factor, sessions, settings
from .login import KEY
from .tables import PasswordLink
from .users import User

if TYPE_CHECKING:
    from ..context import Context


def weakness(user: Any, password: str) -> Message | None:
    """Why this person cannot have this password: too weak, about him, or the one that he has."""
    about = (user.username, user.first_name, user.last_name, user.email)
    found = passwords.weakness(password, about=about)
    if found is None and user.password and passwords.is_correct(user.password, password):
        return message(
            zh="新密码不能与当前密码相同", en="Choose another password than the present one."
        )
    return found


def set_password(ctx: Context, user_id: int, password: str, *, must_change: bool = False) -> None:
    """A new password within the open write; every session and token of the account ends with it.

    Raises ValidationFailed on `password`. `must_change`: somebody else knows it, so the first login asks for another.
    """
    user = _user(ctx, user_id)
    problem = weakness(user, password)
    if problem is not None:
        raise ValidationFailed([FieldError("password", "weak", problem)])
    user.password = passwords.hash_password(password)
    password_was_set(ctx, user_id, must_change=must_change)
    ctx.session.flush()
    audit.log(ctx, "update", KEY, user_id, {"password": [None, audit.MASK]})


def password_was_set(ctx: Context, user_id: int, *, must_change: bool) -> None:
    """What goes with a new password, wherever it was written: when, by whom, and that older sessions and links are over."""
    account = sessions.account(ctx.session, user_id)
    account.password_set_at, account.must_change = ctx.now, must_change
    sessions.end(ctx.session, user_id)
    ctx.session.execute(delete(PasswordLink).where(PasswordLink.user_id == user_id))


def issue_link(ctx: Context, user_id: int) -> str:
    """The key of a one-time link, valid for an hour; an earlier one no longer works. It is shown once."""
    _user(ctx, user_id)
    ctx.session.execute(delete(PasswordLink).where(PasswordLink.user_id == user_id))
    key = keys.new_key()
    ctx.session.add(
        PasswordLink(
            user_id=user_id,
            key_hash=keys.digest(key),
            expires_at=clock.now() + settings.LINK_LIFE,
        )
    )
    audit.log(ctx, "password_link", KEY, user_id)
    return key


def owner_of_link(session: Any, key: str) -> Any:
    """The active user of a link that still works; NotFound for every other key, and all are told alike."""
    user = session.scalars(
        select(User)
        .join(PasswordLink, PasswordLink.user_id == User.id)
        .where(
            PasswordLink.key_hash == keys.digest(key),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > clock.now(),
            User.active.is_(True),
        )
    ).first()
    if user is None:
        raise NotFound(
            message(
                zh="链接无效、已使用或已过期，请向管理员索取新的",
                en="This link is not valid, was used, or is over: ask the administrator for a new one.",
            )
        )
    return user


def use_link(ctx: Context, key: str, password: str) -> int:
    """Set a password by a link, once: of two at one moment one is told that the link is over."""
    user = owner_of_link(ctx.session, key)
    taken = ctx.session.execute(
        update(PasswordLink)
        .where(PasswordLink.key_hash == keys.digest(key), PasswordLink.used_at.is_(None))
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound
    audit.log(ctx, "password_link_used", KEY, user.id)
    set_password(ctx, user.id, password)
    attempts.forget(ctx.session, user.username)
    return int(user.id)


def unlock(ctx: Context, user_id: int) -> None:
    """Let a locked name try again now."""
    attempts.forget(ctx.session, _user(ctx, user_id).username)
    audit.log(ctx, "unlocked", KEY, user_id)


def end_sessions(ctx: Context, user_id: int) -> None:
    """Log a person out everywhere, programs with a token too."""
    _user(ctx, user_id)
    sessions.next_round(ctx.session, user_id)
    audit.log(ctx, "sessions_ended", KEY, user_id)


def remove_second_factor(ctx: Context, user_id: int) -> None:
    """For who has lost telephone and codes; every session ends."""
    _user(ctx, user_id)
    second_factor.turn_off(ctx.session, user_id)
    sessions.next_round(ctx.session, user_id)
    audit.log(ctx, "second_factor_off", KEY, user_id)


def _user(ctx: Context, user_id: int) -> Any:
    user = ctx.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user
