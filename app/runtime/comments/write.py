"""Comments written, corrected and taken back, each in one transaction with its row in the audit log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from .. import audit, notify
from ..accounts.users import User
from ..audit.subject import Personal
from ..errors import FieldError, Forbidden, NotFound, ValidationFailed, message
from ..query.titles import person
from ..system import Notification
from ..writing.transaction import transaction
from .access import must_write
from .mentions import named
from .tables import Comment

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

LONGEST = 4000
EXCERPT = 120
CORRECTED_WITHIN = dt.timedelta(minutes=15)
"""Afterwards others have read it, and may have acted on it."""

ADD, EDIT, DELETE = "comment:add", "comment:edit", "comment:delete"

notify.kind("comment", zh="评论", en="Comments")
notify.template(
    "comment.mention",
    zh="{who} 在评论中提到了您：{text}",
    en="{who} mentioned you in a comment: {text}",
    title=message(zh="有人在评论中提到了您", en="Somebody mentioned you in a comment"),
)
notify.template(
    "comment.withdrawn",
    zh="{who} 撤回了提到您的评论",
    en="{who} took back a comment that mentioned you",
)


@dataclass(frozen=True, slots=True)
class Written:
    """`missed`: what was typed after an @ and reached nobody, because no such person may read the record."""

    id: int
    missed: tuple[str, ...] = ()


def add(ctx: Context, entity: type[Entity], id: int, text: str) -> Written:
    """Say something about a record. Raises NotFound, ValidationFailed on `text`."""
    said = _checked(text)
    with transaction(ctx) as session:
        record = must_write(ctx, entity, id)
        comment = Comment(
            entity=entity.key(), record_id=id, author_id=ctx.actor.id, text=said, created_at=ctx.now
        )
        session.add(comment)
        session.flush()
        _log(ctx, ADD, comment, None, said)
        return Written(comment.id, _call(ctx, record, comment))


def edit(ctx: Context, entity: type[Entity], id: int, comment_id: int, text: str) -> Written:
    """Correct one's own comment while it is new. Raises NotFound, Forbidden when it is too late."""
    said = _checked(text)
    with transaction(ctx) as session:
        record = must_write(ctx, entity, id)
        comment = _own(ctx, entity, id, comment_id)
        if not may_correct(ctx, comment):
            raise Forbidden(
                "评论只能在发表后 15 分钟内修改，请另写一条 / "
                "A comment can be changed for 15 minutes; write another one."
            )
        before, comment.text, comment.edited_at = comment.text, said, ctx.now
        session.flush()
        _log(ctx, EDIT, comment, before, said)
        _tell_anew(ctx, comment, "comment.mention", text=_excerpt(said))
        return Written(comment.id, _call(ctx, record, comment))


def delete(ctx: Context, entity: type[Entity], id: int, comment_id: int) -> None:
    """Take one's own comment back: nobody reads it any more, the audit log keeps it. Raises NotFound."""
    with transaction(ctx) as session:
        must_write(ctx, entity, id)
        comment = _own(ctx, entity, id, comment_id)
        before, comment.text, comment.deleted_at = comment.text, "", ctx.now
        session.flush()
        _log(ctx, DELETE, comment, before, None)
        _tell_anew(ctx, comment, "comment.withdrawn")


def may_correct(ctx: Context, comment: Comment) -> bool:
    """Whether the reader wrote it, a little while ago."""
    return is_own(ctx, comment) and ctx.now - comment.created_at <= CORRECTED_WITHIN


def is_own(ctx: Context, comment: Comment) -> bool:
    return comment.author_id == ctx.actor.id and comment.deleted_at is None


def _own(ctx: Context, entity: type[Entity], id: int, comment_id: int) -> Comment:
    comment = ctx.session.get(Comment, comment_id, with_for_update=True)
    if comment is None or (comment.entity, comment.record_id) != (entity.key(), id):
        raise NotFound
    if not is_own(ctx, comment):
        raise NotFound
    return comment


def _checked(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        problem = message(zh="请先写点什么", en="Write something first.")
        raise ValidationFailed([FieldError("text", "required", problem)])
    if len(said) > LONGEST or "\x00" in said:
        problem = message(
            zh=f"评论最多 {LONGEST} 个字符，请分成几条",
            en=f"A comment may have {LONGEST} characters at most; write several.",
        )
        raise ValidationFailed([FieldError("text", "max", problem)])
    return said


def _log(ctx: Context, action: str, comment: Comment, before: str | None, now: str | None) -> None:
    pair = [None if one is None else Personal(one) for one in (before, now)]
    told = {"comment:id": comment.id, "comment:text": pair}
    audit.log(ctx, action, comment.entity, comment.record_id, told)


def _call(ctx: Context, record: Entity, comment: Comment) -> tuple[str, ...]:
    """Tell those who are named and may read it, each once for one comment; returns who was missed."""
    found = named(ctx.session, type(record), record.id, comment.text)
    told = [one for one in found.people if one != ctx.actor.id]
    if told:
        notify.send(
            ctx,
            told,
            "comment.mention",
            record=record,
            dedup_key=_key(comment),
            who=_author(ctx, comment),
            text=_excerpt(comment.text),
        )
    return found.others


def _tell_anew(ctx: Context, comment: Comment, template: str, **params: str) -> None:
    """Who was told before reads what the comment says now; of one that was taken back no word."""
    ctx.session.execute(
        update(Notification)
        .where(
            Notification.entity == comment.entity,
            Notification.record_id == comment.record_id,
            Notification.dedup_key == _key(comment),
        )
        .values(template=template, params={"who": _author(ctx, comment), **params})
        .execution_options(synchronize_session=False)
    )


def _key(comment: Comment) -> str:
    return f"comment {comment.id}"


def _author(ctx: Context, comment: Comment) -> str:
    author = ctx.session.get_one(User, comment.author_id)
    return person(author.first_name, author.last_name, author.username)


def _excerpt(text: str) -> str:
    return text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")
