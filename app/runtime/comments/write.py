"""Comments written, corrected and taken back, each in one transaction with its row in the audit log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import audit
from ..access.staff import is_staff
from ..audit.subject import Personal
from ..errors import FieldError, Forbidden, NotFound, ValidationFailed, message
from ..writing.transaction import transaction
from . import telling
from .access import is_shown_in_portal, must_write
from .tables import Comment

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

LONGEST = 4000
CORRECTED_WITHIN = dt.timedelta(minutes=15)
"""Afterwards others have read it, and may have acted on it."""

ADD, EDIT, DELETE = "comment:add", "comment:edit", "comment:delete"

_NOT_SHOWN = message(
    zh="这类记录的评论不在门户中显示；请去掉此选项",
    en="Comments on such records are not shown in the portal; leave this out.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """`missed`: what was typed after an @ and reached nobody, because no such person may read the record."""

    id: int
    missed: tuple[str, ...] = ()


def add(
    ctx: Context, entity: type[Entity], id: int, text: str, *, in_portal: bool = False
) -> Written:
    """Say something about a record; `in_portal`: whoever reads it in the portal is meant, too, and what he says is always so.

    Raises NotFound, Forbidden, ValidationFailed on `text` or `in_portal`.
    """
    said = _checked(text)
    with transaction(ctx) as session:
        record = must_write(ctx, entity, id)
        if in_portal and not is_shown_in_portal(entity):
            raise ValidationFailed([FieldError("in_portal", "invalid", _NOT_SHOWN)])
        comment = Comment(
            entity=entity.key(), record_id=id, author_id=ctx.actor.id, text=said, created_at=ctx.now,
            in_portal=in_portal or not is_staff(ctx.actor),
        )  # fmt: skip
        session.add(comment)
        session.flush()
        _log(ctx, ADD, comment, None, said)
        if comment.in_portal:
            telling.answer(ctx, record, comment)
        return Written(comment.id, telling.call(ctx, record, comment))


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
        telling.anew(ctx, comment)
        return Written(comment.id, telling.call(ctx, record, comment))


def delete(ctx: Context, entity: type[Entity], id: int, comment_id: int) -> None:
    """Take one's own comment back: nobody reads it any more, the audit log keeps it. Raises NotFound."""
    with transaction(ctx) as session:
        must_write(ctx, entity, id)
        comment = _own(ctx, entity, id, comment_id)
        before, comment.text, comment.deleted_at = comment.text, "", ctx.now
        session.flush()
        _log(ctx, DELETE, comment, before, None)
        telling.anew(ctx, comment)


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
    if comment.in_portal:
        told["comment:in_portal"] = True
    audit.log(ctx, action, comment.entity, comment.record_id, told)
