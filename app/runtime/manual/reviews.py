"""Before a manual is published: who keeps the process asks that it be looked at, who publishes does so or sends it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from .. import audit, notify, registry
from ..accounts.users import Role, User, user_roles
from ..errors import Forbidden, InvalidState, message
from ..writing.transaction import settled, transaction
from . import document, versions
from .tables import ManualReview

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from ..entity import Entity

notify.template(
    "manual.review",
    zh="流程手册《{zh}》请您审阅并发布：{note}",
    en="The manual “{en}” waits for you to look at it and to publish it: {note}",
    title=message(zh="有流程手册待审阅", en="A manual waits to be looked at"),
)
notify.template(
    "manual.returned",
    zh="流程手册《{zh}》被退回：{note}",
    en="The manual “{en}” was sent back: {note}",
    title=message(zh="流程手册被退回", en="A manual was sent back"),
)


def may_ask(ctx: Context) -> bool:
    """The system administrator, who keeps the definition; whoever publishes may look at it as it is."""
    return ctx.actor.scopes is None and versions.ADMINISTRATOR in ctx.actor.roles


def waiting(session: Session, entity: type[Entity]) -> ManualReview | None:
    """The review that is open for what runs; one of an earlier definition is overtaken."""
    now = document.of(entity)
    return session.scalars(
        _open(entity).where(ManualReview.digest == (now.digest if now else ""))
    ).first()


def returned(session: Session, entity: type[Entity]) -> ManualReview | None:
    """The last review of what runs, when it was sent back and none was asked for since."""
    now = document.of(entity)
    found = session.scalars(
        select(ManualReview)
        .where(
            ManualReview.entity == entity.meta.name,
            ManualReview.digest == (now.digest if now else ""),
        )
        .order_by(ManualReview.id.desc())
        .limit(1)
    ).first()
    return found if found is not None and found.verdict == "returned" else None


def ask(ctx: Context, entity: type[Entity], *, note: str = "") -> None:
    """Those who publish get a message. Asked twice is once. Raises Forbidden; InvalidState when it is published already."""
    if not may_ask(ctx):
        raise Forbidden("提请审阅的是系统管理员 / The system administrator asks for a review.")
    now = document.of(entity)
    if now is None or not now.is_process:
        raise InvalidState("没有流程可审阅 / There is no process to look at.")
    latest = versions.latest(ctx.session).get(entity.meta.name)
    if latest is not None and latest.digest == now.digest:
        raise InvalidState(
            f"第 {latest.number} 版就是当前流程，无需审阅 / Version {latest.number} is what runs: there is nothing to look at."
        )

    def act() -> None:
        with transaction(ctx) as session:
            before = session.scalars(_open(entity)).first()
            if before is not None and before.digest == now.digest:
                return
            if before is not None:
                before.closed_at, before.verdict = ctx.now, "overtaken"
                session.flush()
            made = ManualReview(
                entity=entity.meta.name,
                digest=now.digest,
                at=ctx.now,
                by_id=ctx.actor.id,
                note=note.strip()[: versions.LONGEST_NOTE],
            )
            session.add(made)
            session.flush()
            audit.log(ctx, "review", versions.LOG, made.id, {"entity": [None, made.entity]})
            _tell(ctx, entity, _publishers(session), "manual.review", made, made.note)

    settled(ctx, act)


def send_back(ctx: Context, entity: type[Entity], *, comment: str) -> None:
    """Raises Forbidden; InvalidState without a word of why, or when nothing waits."""
    versions.must_publish(ctx)
    said = comment.strip()[: versions.LONGEST_NOTE]
    if not said:
        raise InvalidState("请写明退回原因 / Say why you send it back.")

    def act() -> None:
        with transaction(ctx) as session:
            found = waiting(session, entity)
            if found is None:
                raise InvalidState("没有待审阅的手册 / No review waits.")
            found.closed_at, found.closed_by_id = ctx.now, ctx.actor.id
            found.verdict, found.comment = "returned", said
            audit.log(ctx, "return", versions.LOG, found.id, {"comment": [None, said]})
            people = [found.by_id] if found.by_id is not None else []
            _tell(ctx, entity, people, "manual.returned", found, said)

    settled(ctx, act)


def close(ctx: Context, session: Session, entity: type[Entity]) -> None:
    """In the transaction that publishes. Who asked for the review does not publish himself: raises Forbidden."""
    found = session.scalars(_open(entity)).first()
    if found is None:
        return
    if found.by_id == ctx.actor.id:
        raise Forbidden(
            "审阅由您提请，须由他人发布 / You asked for the review: somebody else publishes."
        )
    found.closed_at, found.closed_by_id, found.verdict = ctx.now, ctx.actor.id, "published"


def _open(entity: type[Entity]) -> Any:
    return select(ManualReview).where(
        ManualReview.entity == entity.meta.name, ManualReview.closed_at.is_(None)
    )


def _publishers(session: Session) -> list[int]:
    named = [role.name for role in registry.current().roles if role.publishes]
    return list(
        session.scalars(
            select(User.id)
            .where(
                User.active.is_(True),
                User.id.in_(
                    select(user_roles.c.user_id)
                    .join(Role, Role.id == user_roles.c.role_id)
                    .where(Role.name.in_(named))
                ),
            )
            .order_by(User.id)
        )
    )


def _tell(
    ctx: Context, entity: type[Entity], people: list[int], name: str, of: ManualReview, note: str
) -> None:
    notify.send(
        ctx,
        people,
        name,
        dedup_key=f"{name} {of.id}",
        key=entity.key(),
        zh=entity.meta.label.in_language("zh"),
        en=entity.meta.label.in_language("en"),
        note=note or "—",
    )
