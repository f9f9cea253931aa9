"""Saving, taking back, doing again and discarding; each act in one transaction, with an audit row."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from .. import audit
from ..accounts.users import User
from ..errors import AppError, InvalidState, Message, RuleViolation, message
from ..writing.transaction import settled, transaction
from .hands import administrator, called
from .splices import Files, applied, between
from .tables import SchemaDraft, SchemaProposal, SchemaStep

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session

    from ..context import Context

KEY: Final = SchemaDraft.__tablename__
"""Under this name drafts stand in the audit log."""
MOST_CHARACTERS: Final = 4 * 1024 * 1024
MOST_FILES: Final = 500
_NAME: Final = re.compile(r"(?:[A-Za-z0-9_-]+/){0,3}[A-Za-z0-9_-]+\.ya?ml")
_MARK: Final = re.compile(r"(\d{1,12})\.(\d{1,9})\.([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody has seen: which draft (0: none), at which version, upon which published files."""

    id: int
    version: int
    base: str

    def __str__(self) -> str:
        return f"{self.id}.{self.version}.{self.base}"

    @classmethod
    def parse(cls, text: str) -> Mark | None:
        found = _MARK.fullmatch(text)
        return cls(int(found[1]), int(found[2]), found[3]) if found else None


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history. `undone`: taken back, and can be done again."""

    number: int
    at: dt.datetime
    who: str
    title: Message
    files: tuple[str, ...]
    undone: bool


class StaleDraft(AppError):
    """409: another administrator has changed the draft since it was read. Nothing was saved, nothing is lost."""

    def __init__(self, who: str = "") -> None:
        zh = f"{who} 已在您之后修改了草稿" if who else "草稿已被其他管理员修改"
        en = (
            f"{who} has changed the draft since."
            if who
            else "Another administrator has changed the draft since."
        )
        told = message(
            zh=f"{zh}：您的内容仍在，请对照后再保存",
            en=f"{en} What you wrote is still here: compare, then save again.",
        )
        super().__init__(told, [], 409, "stale")


def digest(files: Files) -> str:
    text = json.dumps(dict(files), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def current(ctx: Context) -> SchemaDraft | None:
    """The open draft; one statement."""
    return ctx.session.scalar(select(SchemaDraft).where(SchemaDraft.state == "open"))


def mark_of(draft: SchemaDraft | None, published: Files) -> Mark:
    if draft is None:
        return Mark(0, 0, digest(published)[:12])
    return Mark(draft.id, draft.version, draft.base[:12])


def steps(ctx: Context, draft: SchemaDraft, *, most: int = 200) -> list[Step]:
    """The newest first; one statement."""
    rows = ctx.session.execute(
        select(SchemaStep, User.first_name, User.last_name, User.username)
        .join(User, User.id == SchemaStep.user_id)
        .where(SchemaStep.draft_id == draft.id)
        .order_by(SchemaStep.number.desc())
        .limit(most)
    ).all()
    return [
        Step(
            step.number,
            step.at,
            called(first, last, login),
            Message(step.title),
            tuple(one["file"] for one in step.splices),
            step.number > draft.head,
        )
        for step, first, last, login in rows
    ]


def save(
    ctx: Context,
    seen: Mark,
    published: Files,
    changed: Mapping[str, str | None],
    title: Message,
) -> Mark:
    """Files → their new texts (None: the file goes) as one more step; the mark that holds now.

    The first save begins the draft, upon `published`. Raises StaleDraft, RuleViolation, Forbidden.
    """
    person = administrator(ctx)
    _acceptable(changed)

    def act() -> Mark:
        with transaction(ctx) as session:
            draft = opened(session)
            _as_seen(ctx, draft, seen, published)
            before = dict(draft.files) if draft else dict(published)
            after = {
                name: text for name, text in (before | dict(changed)).items() if text is not None
            }
            splices = between(before, after)
            if not splices:
                return seen
            if len(after) > MOST_FILES or sum(map(len, after.values())) > MOST_CHARACTERS:
                raise RuleViolation(
                    "草稿过大：全部文件合计最多 4 MiB / The draft is too large: all files together may have 4 MiB."
                )
            if draft is None:
                draft = _begun(ctx, session, person, published)
            session.execute(
                delete(SchemaStep).where(
                    SchemaStep.draft_id == draft.id, SchemaStep.number > draft.head
                )
            )
            draft.head = draft.last = draft.head + 1
            session.add(
                SchemaStep(
                    draft_id=draft.id,
                    number=draft.head,
                    user_id=person,
                    at=ctx.now,
                    title=dict(title.texts),
                    splices=splices,
                )
            )
            _moved(ctx, session, draft, after)
            names = [one["file"] for one in splices]
            audit.log(
                ctx, "update", KEY, draft.id, {"step": [draft.head - 1, draft.head], "files": [None, names], "title": [None, title.in_language("zh")]},
            )  # fmt: skip
            return mark_of(draft, published)

    return settled(ctx, act)


def undo(ctx: Context, seen: Mark) -> Mark:
    """The last step is taken back. Raises StaleDraft, InvalidState."""
    return _walked(ctx, seen, back=True)


def redo(ctx: Context, seen: Mark) -> Mark:
    """The step that was taken back last is done again. Raises StaleDraft, InvalidState."""
    return _walked(ctx, seen, back=False)


def discard(ctx: Context, seen: Mark) -> None:
    """The draft is closed; its steps stay in the database. Raises StaleDraft, InvalidState."""
    administrator(ctx)

    def act() -> None:
        with transaction(ctx) as session:
            draft = _needed(ctx, session, seen)
            _no_longer_proposed(ctx, session, draft)
            draft.state = "discarded"
            draft.version += 1
            draft.updated_at = ctx.now
            session.flush()
            audit.log(ctx, "update", KEY, draft.id, {"state": ["open", "discarded"]})

    settled(ctx, act)


# -- inside the transaction -----------------------------------------------------------------------


def _walked(ctx: Context, seen: Mark, *, back: bool) -> Mark:
    administrator(ctx)

    def act() -> Mark:
        with transaction(ctx) as session:
            draft = _needed(ctx, session, seen)
            number = draft.head if back else draft.head + 1
            step = session.get(SchemaStep, (draft.id, number))
            if step is None:
                raise InvalidState(
                    "没有可撤销的步骤 / There is nothing to undo."
                    if back
                    else "没有可重做的步骤 / There is nothing to redo."
                )
            files = applied(draft.files, step.splices, back=back)
            before, draft.head = draft.head, number - 1 if back else number
            _moved(ctx, session, draft, files)
            audit.log(ctx, "update", KEY, draft.id, {"step": [before, draft.head]})
            return Mark(draft.id, draft.version, draft.base[:12])

    return settled(ctx, act)


def _moved(ctx: Context, session: Session, draft: SchemaDraft, files: dict[str, str]) -> None:
    _no_longer_proposed(ctx, session, draft)
    draft.files = files
    draft.version += 1
    draft.updated_at = ctx.now
    session.flush()


def _no_longer_proposed(ctx: Context, session: Session, draft: SchemaDraft) -> None:
    """What was submitted is not what the draft says from now on. Raises InvalidState while it is being published."""
    found = session.scalar(
        select(SchemaProposal)
        .where(SchemaProposal.is_open, SchemaProposal.draft_id == draft.id)
        .with_for_update()
    )
    if found is None:
        return
    if found.state == "publishing":
        raise InvalidState("草稿正在发布，请稍候 / The draft is being published: wait a moment.")
    before, found.state, found.is_open = found.state, "withdrawn", False
    found.updated_at = ctx.now
    session.flush()
    audit.log(
        ctx, "update", SchemaProposal.__tablename__, found.id, {"state": [before, "withdrawn"]}
    )


def _begun(ctx: Context, session: Session, person: int, published: Files) -> SchemaDraft:
    draft = SchemaDraft(
        state="open",
        version=0,
        head=0,
        last=0,
        base=digest(published),
        began_with=dict(published),
        files=dict(published),
        owner_id=person,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    session.add(draft)
    # Two who begin at once: the second meets the index, looks again, and finds the first one's draft.
    session.flush()
    audit.log(ctx, "create", KEY, draft.id, {"base": [None, draft.base[:12]]})
    return draft


def opened(session: Session) -> SchemaDraft | None:
    """The open draft, locked."""
    return session.scalar(select(SchemaDraft).where(SchemaDraft.state == "open").with_for_update())


def _needed(ctx: Context, session: Session, seen: Mark) -> SchemaDraft:
    draft = opened(session)
    if draft is None:
        raise InvalidState("没有草稿 / There is no draft.")
    _as_seen(ctx, draft, seen, {})
    return draft


def _as_seen(ctx: Context, draft: SchemaDraft | None, seen: Mark, published: Files) -> None:
    if mark_of(draft, published) != seen:
        raise StaleDraft(_last_hand(ctx, draft))


def _last_hand(ctx: Context, draft: SchemaDraft | None) -> str:
    """Who made the step that holds; empty when nobody did."""
    if draft is None:
        return ""
    found = ctx.session.execute(
        select(User.first_name, User.last_name, User.username)
        .join(SchemaStep, SchemaStep.user_id == User.id)
        .where(SchemaStep.draft_id == draft.id, SchemaStep.number == draft.head)
    ).first()
    return called(*found) if found else ""


def _acceptable(changed: Mapping[str, str | None]) -> None:
    for name in changed:
        if not _NAME.fullmatch(name) or len(name) > 120:
            raise RuleViolation(
                message(
                    zh=f"文件名 {name[:60]} 不可用：请用 schema/名称.yaml",
                    en=f"{name[:60]} is no name for a file of the schema: use schema/name.yaml.",
                ),
                field="file",
            )
