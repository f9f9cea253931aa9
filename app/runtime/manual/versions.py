"""Publishing a manual, reading it, reminding: each leaves an audit row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from .. import audit, notify, registry
from ..accounts.users import Role, User, user_roles
from ..errors import Forbidden, InvalidState, message
from ..query.titles import person
from ..writing.transaction import settled, transaction
from . import document
from .tables import ManualReading, ManualVersion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..entity import Entity

ADMINISTRATOR = "sysadmin"
LONGEST_NOTE = 500
LOG = "manual"

notify.kind(LOG, zh="流程手册", en="Manual")
notify.template(
    "manual.published",
    zh="流程手册《{zh}》第 {number} 版已发布，请阅读并确认",
    en="Version {number} of the manual “{en}” is published: please read it and say so.",
    title=message(zh="有流程手册待阅读", en="A manual is waiting to be read"),
)
notify.template(
    "manual.reminder",
    zh="请阅读并确认流程手册《{zh}》第 {number} 版",
    en="Please read version {number} of the manual “{en}” and say so.",
    title=message(zh="流程手册尚未阅读", en="A manual is still waiting to be read"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose role appears in a manual; `at` is when he said that he has read it."""

    id: int
    name: str
    at: dt.datetime | None


def may_publish(ctx: Context) -> bool:
    """Roles with `publishes: true`; the system administrator where the schema names none."""
    named = {role.name for role in registry.current().roles if role.publishes}
    return ctx.actor.scopes is None and not ctx.actor.roles.isdisjoint(named or {ADMINISTRATOR})


def latest(session: Session) -> dict[str, ManualVersion]:
    """entity → the version that holds; one statement."""
    newest = select(func.max(ManualVersion.id)).group_by(ManualVersion.entity)
    rows = session.scalars(select(ManualVersion).where(ManualVersion.id.in_(newest)))
    return {row.entity: row for row in rows}


def versions(session: Session, entity: type[Entity]) -> list[ManualVersion]:
    """Of one entity, the newest first."""
    statement = select(ManualVersion).where(ManualVersion.entity == entity.meta.name)
    return list(session.scalars(statement.order_by(ManualVersion.number.desc())))


def is_stale(version: ManualVersion | None, entity: type[Entity]) -> bool:
    """Whether what runs is not what was published last; a process that was never published is not stale but new."""
    now = document.of(entity)
    return version is not None and now is not None and version.digest != now.digest


def processes() -> list[type[Entity]]:
    """Entities whose manual is about a workflow, in the order of the schema."""
    found = [entry.entity for entry in registry.current().entities()]
    return [one for one in found if (told := document.of(one)) is not None and told.is_process]


def stale(session: Session) -> list[type[Entity]]:
    """Processes that run otherwise than published."""
    known = latest(session)
    return [one for one in processes() if is_stale(known.get(one.meta.name), one)]


def readers(session: Session, version: ManualVersion) -> list[Reader]:
    """Active staff whose role appears in the version, who has not read it first; one statement."""
    rows = session.execute(
        select(User.id, User.first_name, User.last_name, User.username, ManualReading.at)
        .outerjoin(
            ManualReading,
            (ManualReading.user_id == User.id) & (ManualReading.version_id == version.id),
        )
        .where(User.active.is_(True), User.id.in_(_concerned(version.roles)))
        .order_by(ManualReading.at.is_not(None), User.username)
    )
    return [Reader(id, person(first, last, name), at) for id, first, last, name, at in rows]


def is_due(ctx: Context, version: ManualVersion | None) -> bool:
    """Whether the person still has to say that he has read it."""
    if version is None or ctx.actor.roles.isdisjoint(_staff(version.roles)):
        return False
    return ctx.session.get(ManualReading, (version.id, ctx.actor.id)) is None


def read_at(ctx: Context, version: ManualVersion) -> dt.datetime | None:
    """When the person said that he has read it."""
    reading = ctx.session.get(ManualReading, (version.id, ctx.actor.id))
    return reading.at if reading is not None else None


def due(ctx: Context) -> list[ManualVersion]:
    """The versions that the person has not read yet; two statements."""
    waiting = [
        one
        for one in latest(ctx.session).values()
        if not ctx.actor.roles.isdisjoint(_staff(one.roles)) and registry.current().has(one.entity)
    ]
    read = set(
        ctx.session.scalars(
            select(ManualReading.version_id).where(ManualReading.user_id == ctx.actor.id)
        )
    )
    return [one for one in waiting if one.id not in read]


def publish(ctx: Context, entity: type[Entity], *, note: str = "") -> ManualVersion:
    """The running definition becomes the next version, and those whose role appears in it are asked to read it.

    Raises Forbidden; InvalidState when this very definition is published already.
    """
    must_publish(ctx)
    from . import reviews

    now = document.of(entity)
    if now is None or not now.is_process:
        raise InvalidState("没有流程可发布 / There is no process to publish.")

    def act() -> ManualVersion:
        with transaction(ctx) as session:
            before = session.scalars(
                select(ManualVersion)
                .where(ManualVersion.entity == entity.meta.name)
                .order_by(ManualVersion.number.desc())
                .limit(1)
            ).first()
            if before is not None and before.digest == now.digest:
                raise InvalidState(
                    f"第 {before.number} 版就是当前流程，无需再发布 / Version {before.number} is what runs: there is nothing new."
                )
            made = ManualVersion(
                entity=entity.meta.name,
                number=before.number + 1 if before else 1,
                digest=now.digest,
                at=ctx.now,
                by_id=ctx.actor.id,
                note=note.strip()[:LONGEST_NOTE],
                roles=[*now.roles],
                document={**now.as_json(), "moves": _moves(entity)},
            )
            reviews.close(ctx, session, entity)
            session.add(made)
            session.flush()
            audit.log(
                ctx,
                "publish",
                LOG,
                made.id,
                {"entity": [None, made.entity], "number": [None, made.number]},
            )
            _tell(ctx, made, "manual.published", [one.id for one in readers(session, made)])
            return made

    return settled(ctx, act)


def acknowledge(ctx: Context, entity: type[Entity], number: int) -> None:
    """The person says that he has read this version. Twice is once; an older version is refused: there is a newer."""
    version = latest(ctx.session).get(entity.meta.name)
    if version is None or version.number != number:
        raise InvalidState(
            "已有新版本，请阅读后确认 / There is a newer version: read that one, then say so.",
            code="newer_version",
        )
    if not is_due(ctx, version):
        return

    def act() -> None:
        with transaction(ctx) as session:
            if session.get(ManualReading, (version.id, ctx.actor.id)) is None:
                session.add(ManualReading(version_id=version.id, user_id=ctx.actor.id, at=ctx.now))
                audit.log(ctx, "read", LOG, version.id, {"number": [None, number]})

    settled(ctx, act)


def remind(ctx: Context, entity: type[Entity]) -> int:
    """A message to everybody who has not read the version that holds, once a day; returns to how many."""
    must_publish(ctx)
    version = latest(ctx.session).get(entity.meta.name)
    if version is None:
        raise InvalidState("手册尚未发布 / The manual is not published yet.")
    with transaction(ctx) as session:
        people = [one.id for one in readers(session, version) if one.at is None]
        _tell(ctx, version, "manual.reminder", people, day=f"{ctx.now:%Y-%m-%d}")
        audit.log(ctx, "remind", LOG, version.id, {"people": [None, len(people)]})
    return len(people)


def _moves(entity: type[Entity]) -> dict[str, Any]:
    """What the definition lets happen, for those who later ask whether cases went by it."""
    workflow = registry.current().entity(entity).workflow
    return workflow.moves() if workflow is not None else {"steps": [], "begins": []}


def _tell(
    ctx: Context, version: ManualVersion, name: str, people: list[int], *, day: str = ""
) -> None:
    meta = registry.current().entity(version.entity).entity.meta
    notify.send(
        ctx,
        people,
        name,
        dedup_key=f"{name} {version.id} {day}".strip(),
        key=registry.current().entity(version.entity).entity.key(),
        zh=meta.label.in_language("zh"),
        en=meta.label.in_language("en"),
        number=version.number,
    )


def must_publish(ctx: Context) -> None:
    """Raises Forbidden that says who publishes."""
    if not may_publish(ctx):
        named = [role.label for role in registry.current().roles if role.publishes]
        zh = "、".join(label.in_language("zh") for label in named) or "系统管理员"
        en = ", ".join(label.in_language("en") for label in named) or "the system administrator"
        raise Forbidden(
            message(zh=f"发布手册的角色：{zh}", en=f"The manual is published by: {en}.")
        )


def _staff(names: Iterable[str]) -> set[str]:
    """Roles of the back office: residents are not asked."""
    known = registry.current()
    return {name for name in names if (role := known.role(name)) is not None and not role.portal}


def _concerned(names: Iterable[str]) -> Select[tuple[int]]:
    return (
        select(user_roles.c.user_id)
        .join(Role, Role.id == user_roles.c.role_id)
        .where(Role.name.in_(sorted(_staff(names))))
    )
