"""Who is told of a comment: those whom it names; of one that is shown in the portal those who talk there and whoever made the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from .. import notify
from ..access.staff import is_staff
from ..accounts.users import User
from ..errors import message
from ..query.titles import person
from ..system import Notification
from .mentions import may_read, named
from .tables import Comment

if TYPE_CHECKING:
    from ..context import Context
    from ..entity import Entity

EXCERPT = 120
MOST = 20
"""So many people are told of an answer, those who wrote last."""
LOOKED_AT = 400
"""Comments among which those people are looked for."""

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
    title=message(zh="一条提到您的评论已撤回", en="A comment that mentioned you was taken back"),
)
notify.template(
    "comment.portal",
    zh="{who} 给您留言：{text}",
    en="{who} wrote to you: {text}",
    title=message(zh="您有新的留言", en="Somebody wrote to you"),
)
notify.template(
    "comment.portal_withdrawn",
    zh="{who} 撤回了给您的留言",
    en="{who} took back what was written to you",
    title=message(zh="一条给您的留言已撤回", en="What was written to you was taken back"),
)


def call(ctx: Context, record: Entity, comment: Comment) -> tuple[str, ...]:
    """Tell those who are named and may read it, each once for one comment; returns who was missed.

    Who is not one of the staff calls nobody: he would learn which logins there are.
    """
    if not is_staff(ctx.actor):
        return ()
    found = named(ctx.session, type(record), record.id, comment.text)
    told = [one for one in found.people if one != ctx.actor.id]
    if told:
        notify.send(
            ctx, told, "comment.mention", record=record, dedup_key=_of_mention(comment), **_said(ctx, comment)
        )  # fmt: skip
    return found.others


def answer(ctx: Context, record: Entity, comment: Comment) -> None:
    """Each of them once, but not who wrote it, nor who may no longer read the record; a few statements for each."""
    wrote = ctx.session.scalars(
        select(Comment.author_id)
        .where(
            Comment.entity == comment.entity,
            Comment.record_id == comment.record_id,
            Comment.in_portal.is_(True),
            Comment.deleted_at.is_(None),
        )
        .order_by(Comment.id.desc())
        .limit(LOOKED_AT)
    )
    people = dict.fromkeys([*wrote, *([record.created_by_id] if record.created_by_id else [])])
    people.pop(comment.author_id, None)
    told = [
        one
        for one in list(people)[:MOST]
        if may_read(ctx.session, one, type(record), record.id, staff=False)
    ]
    if told:
        notify.send(
            ctx, told, "comment.portal", record=record, dedup_key=_of_answer(comment), **_said(ctx, comment)
        )  # fmt: skip


def anew(ctx: Context, comment: Comment) -> None:
    """Who was told before reads what the comment says now; of one that was taken back no word."""
    is_gone = comment.deleted_at is not None
    said = _said(ctx, comment)
    if is_gone:
        del said["text"]
    for key, template, gone in (
        (_of_mention(comment), "comment.mention", "comment.withdrawn"),
        (_of_answer(comment), "comment.portal", "comment.portal_withdrawn"),
    ):
        ctx.session.execute(
            update(Notification)
            .where(
                Notification.entity == comment.entity,
                Notification.record_id == comment.record_id,
                Notification.dedup_key == key,
            )
            .values(template=gone if is_gone else template, params=said)
            .execution_options(synchronize_session=False)
        )


def _of_mention(comment: Comment) -> str:
    return f"comment {comment.id}"


def _of_answer(comment: Comment) -> str:
    return f"portal comment {comment.id}"


def _said(ctx: Context, comment: Comment) -> dict[str, str]:
    """Who says it, and as much of it as a message tells."""
    author = ctx.session.get_one(User, comment.author_id)
    text = comment.text[:EXCERPT] + ("…" if len(comment.text) > EXCERPT else "")
    return {"who": person(author.first_name, author.last_name, author.username), "text": text}
