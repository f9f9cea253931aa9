"""What one person wants outside the application: channels for each kind, quiet hours, addresses, language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sqlalchemy import select

from .. import audit, clock, i18n
from ..accounts.users import Role, user_roles
from ..errors import FieldError, Message, ValidationFailed, message
from ..writing.transaction import settled, transaction
from . import channels, templates
from .tables import NotificationChoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context

MOST_ADDRESS = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says; None: as it is usual."""

    channels: Mapping[str, list[str]] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    timezone: str | None = None
    quiet_from: str | None = None
    quiet_until: str | None = None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for one person: the choice, completed by the defaults of the roles and the settings."""

    choice: Choice
    roles: frozenset[str]

    def channels_for(self, kind: str) -> list[str]:
        """The channels of a kind of message, in the order of the settings."""
        if kind in self.choice.channels:
            wanted: Iterable[str] = self.choice.channels[kind]
        else:
            wanted = _defaults(self.roles, kind)
        there = {*wanted, *required(kind)}
        return [name for name in channels.settings().channels if name in there]

    @property
    def quiet(self) -> tuple[str | None, str | None]:
        if self.choice.quiet_from and self.choice.quiet_until:
            return self.choice.quiet_from, self.choice.quiet_until
        return channels.settings().quiet or (None, None)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; one that is no longer known counts as the application's."""
        try:
            return ZoneInfo(self.choice.timezone) if self.choice.timezone else clock.zone()
        except ZoneInfoNotFoundError:
            return clock.zone()

    @property
    def language(self) -> str:
        known = i18n.languages()
        return self.choice.language if self.choice.language in known else known[0]


def required(kind: str) -> set[str]:
    """The channels on which this kind of message reaches everybody, whatever he chose."""
    given = channels.settings().required
    return {*given.get(kind, ()), *given.get(channels.ALL, ())}


def _defaults(roles: Iterable[str], kind: str) -> set[str]:
    """A kind that a role names counts before its `*`; several roles add up; `*` is for who has none of them."""
    given = channels.settings().defaults
    held = [given[role] for role in roles if role in given] or [given.get(channels.ALL, {})]
    found: set[str] = set()
    for choices in held:
        found.update(choices.get(kind, choices.get(channels.ALL, [])))
    return found


def preferences(session: Session, users: Iterable[int]) -> dict[int, Preferences]:
    """What holds for each of these people, in two statements."""
    ids = sorted(set(users))
    chosen = {
        row.user_id: Choice(
            row.channels, row.addresses, row.language, row.timezone, row.quiet_from, row.quiet_until
        )
        for row in session.scalars(
            select(NotificationChoice).where(NotificationChoice.user_id.in_(ids))
        )
    }
    roles: dict[int, set[str]] = {id: set() for id in ids}
    held = (
        select(user_roles.c.user_id, Role.name)
        .join(Role, Role.id == user_roles.c.role_id)
        .where(user_roles.c.user_id.in_(ids))
    )
    for user_id, role in session.execute(held):
        roles[user_id].add(role)
    return {id: Preferences(chosen.get(id, Choice()), frozenset(roles[id])) for id in ids}


def save(ctx: Context, choice: Choice) -> None:
    """Keep what the person who asks chose. Raises ValidationFailed with the fields."""
    _check(choice)
    values: dict[str, Any] = {
        "channels": {kind: list(names) for kind, names in choice.channels.items()},
        "addresses": dict(choice.addresses),
        "language": choice.language,
        "timezone": choice.timezone,
        "quiet_from": choice.quiet_from,
        "quiet_until": choice.quiet_until,
        "changed_at": ctx.now,
    }

    def act() -> None:
        with transaction(ctx) as session:
            row = session.get(NotificationChoice, ctx.actor.id)
            if row is None:
                session.add(NotificationChoice(user_id=ctx.actor.id, **values))
            else:
                for name, value in values.items():
                    setattr(row, name, value)
            # Which channels; where the person is found on them is nobody else's business.
            audit.log(
                ctx,
                "update",
                "ab_user",
                ctx.actor.id,
                {"notifications": [None, values["channels"]]},
            )

    settled(ctx, act)


def _check(choice: Choice) -> None:
    wrong: list[FieldError] = []

    def refuse(field: str, said: Message) -> None:
        wrong.append(FieldError(field, "invalid", said))

    known = channels.settings().channels
    names = {kind.name for kind in templates.kinds()}
    for kind, wanted in choice.channels.items():
        if kind not in names or not set(wanted) <= set(known):
            refuse("channels", message(zh="没有这个选项", en="There is no such choice."))
    for name, address in choice.addresses.items():
        if name not in known or not known[name].asks_address:
            refuse(f"address_{name}", message(zh="没有这个渠道", en="There is no such channel."))
        elif len(address) > MOST_ADDRESS or not address.isprintable():
            refuse(f"address_{name}", message(zh="地址无效", en="This is no address."))
    if choice.language is not None and choice.language not in i18n.languages():
        refuse("language", message(zh="没有这种语言", en="There is no such language."))
    if choice.timezone is not None and choice.timezone not in available_timezones():
        refuse("timezone", message(zh="没有这个时区", en="There is no such time zone."))
    for name in ("quiet_from", "quiet_until"):
        text = getattr(choice, name)
        if text is not None and not channels.TIME.fullmatch(text):
            refuse(name, message(zh="时间写作 22:00", en="A time is written 22:00."))
    if (choice.quiet_from is None) != (choice.quiet_until is None):
        refuse("quiet_until", message(zh="请填写起止时间", en="Give both the begin and the end."))
    if wrong:
        raise ValidationFailed(wrong)
