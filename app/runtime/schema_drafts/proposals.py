"""Proposing the draft for publication, deciding on it, withdrawing it. The rule of two administrators stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from .. import audit
from ..errors import Forbidden, InvalidState, NotFound, RuleViolation, message
from ..publication.structure import fingerprint
from ..writing.transaction import settled, transaction
from .hands import administrator, must_be_another
from .splices import Files
from .store import StaleDraft, digest, mark_of, opened
from .tables import SchemaProposal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ..context import Context
    from .store import Mark

KEY: Final = SchemaProposal.__tablename__
"""Under this name proposals stand in the audit log."""
MOST_REASON: Final = 500
OPEN: Final = ("waiting", "approved", "publishing")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed: the files in use, those wanted, and what the plan says of the difference.

    `plan`: lines of `zh`, `en` and `danger`; `drops`: tables and `table.column`s whose values may go to the trash.
    """

    before: Files
    files: Files
    plan: Sequence[Mapping[str, Any]]
    drops: Sequence[str] = field(default=())

    @property
    def dangers(self) -> int:
        return sum(1 for line in self.plan if line["danger"])


class StalePlan(InvalidState):
    """409: what the plan was made of has changed. Nothing was published."""

    def __init__(self, what_zh: str, what_en: str) -> None:
        super().__init__(
            message(
                zh=f"计划已过时：{what_zh}。请撤回后重新提交",
                en=f"The plan is stale: {what_en}. Withdraw it and submit it again.",
            ),
            code="stale_plan",
        )


def current(ctx: Context) -> SchemaProposal | None:
    """The open proposal; one statement."""
    return ctx.session.scalar(select(SchemaProposal).where(SchemaProposal.is_open))


def find(ctx: Context, id: int) -> SchemaProposal:
    """Raises NotFound."""
    found = ctx.session.get(SchemaProposal, id)
    if found is None:
        raise NotFound
    return found


def files_of(ctx: Context, id: int) -> tuple[Files, Files]:
    """In use when it was made, and wanted. Raises NotFound."""
    found = find(ctx, id)
    return found.before, found.files


def propose(ctx: Context, seen: Mark, proposed: Proposed, reason: str) -> int:
    """The draft as it was `seen` is submitted; its id. Raises StaleDraft, InvalidState, RuleViolation, Forbidden."""
    person = administrator(ctx)
    said = _said(reason)

    def act() -> int:
        with transaction(ctx) as session:
            draft = opened(session)
            if draft is None:
                raise InvalidState("没有草稿 / There is no draft.")
            if mark_of(draft, {}) != seen:
                raise StaleDraft
            if draft.base != digest(proposed.before):
                raise StalePlan(
                    "使用中的文件在草稿开始后已改变",
                    "the files in use were changed since the draft began",
                )
            return _put(ctx, session, person, proposed, said, draft=(draft.id, draft.version))

    return settled(ctx, act)


def propose_way_back(ctx: Context, of: int, proposed: Proposed, reason: str) -> int:
    """The newest publication is proposed to be taken back; the id of the proposal. The rules of `propose` hold."""
    person = administrator(ctx)
    said = _said(reason)

    def act() -> int:
        with transaction(ctx) as session:
            newest = session.scalar(_published())
            if newest is None or newest.id != of or newest.reverts_id is not None:
                raise InvalidState(
                    "只能撤回最近一次发布 / Only the newest publication can be taken back."
                )
            if digest(newest.files) != digest(proposed.before):
                raise StalePlan(
                    "使用中的文件在发布后已改变",
                    "the files in use were changed since it was published",
                )
            return _put(ctx, session, person, proposed, said, reverts=of)

    return settled(ctx, act)


def approve(ctx: Context, id: int, note: str) -> None:
    """A second administrator lets it be published. Raises Forbidden for its author, InvalidState."""
    _judged(ctx, id, note, "approved")


def refuse(ctx: Context, id: int, note: str) -> None:
    """Another administrator refuses it; the draft stays as it is."""
    _judged(ctx, id, note, "refused")


def withdraw(ctx: Context, id: int) -> None:
    """Any administrator, while nothing is being published."""
    administrator(ctx)

    def act() -> None:
        with transaction(ctx) as session:
            moved(ctx, session, held(session, id, ("waiting", "approved")), "withdrawn")

    settled(ctx, act)


def note_rehearsal(ctx: Context, id: int, told: Mapping[str, Any]) -> None:
    """What a rehearsal has said so far; the audit log hears of its end."""
    with transaction(ctx) as session:
        proposal = session.get(SchemaProposal, id)
        if proposal is not None:
            proposal.rehearsal = dict(told)
            if told.get("state") in ("passed", "stopped"):
                audit.log(ctx, "update", KEY, id, {"rehearsal": [None, told["state"]]})


# -- inside a transaction -------------------------------------------------------------------------


def held(session: Session, id: int, states: Sequence[str]) -> SchemaProposal:
    """The proposal, locked. Raises NotFound, and InvalidState when it is in none of the states."""
    found = session.get(SchemaProposal, id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    if found.state not in states:
        raise InvalidState(
            "此提案已处理，请刷新页面 / This proposal has been dealt with: reload the page."
        )
    return found


def moved(ctx: Context, session: Session, proposal: SchemaProposal, state: str) -> None:
    before, proposal.state = proposal.state, state
    proposal.is_open = state in OPEN
    proposal.updated_at = ctx.now
    session.flush()
    audit.log(ctx, "update", KEY, proposal.id, {"state": [before, state]})


def must_be_publishable(proposal: SchemaProposal) -> None:
    """Raises Forbidden while a second administrator has not approved what is dangerous."""
    if proposal.dangers and (
        proposal.state != "approved" or proposal.judge_id == proposal.author_id
    ):
        raise Forbidden(
            "此提案有风险，须由另一位系统管理员批准 / This proposal is dangerous: another administrator must approve it."
        )


def _published() -> Any:
    """The newest publication."""
    return (
        select(SchemaProposal)
        .where(SchemaProposal.state.in_(("published", "reverted")))
        .order_by(SchemaProposal.updated_at.desc(), SchemaProposal.id.desc())
        .limit(1)
    )


def newest(ctx: Context) -> SchemaProposal | None:
    """What was published last, from here; one statement."""
    found: SchemaProposal | None = ctx.session.scalar(_published())
    return found


def _put(
    ctx: Context, session: Session, person: int, proposed: Proposed, reason: str,
    *, draft: tuple[int, int] | None = None, reverts: int | None = None,
) -> int:  # fmt: skip
    if session.scalar(select(SchemaProposal.id).where(SchemaProposal.is_open)) is not None:
        raise InvalidState(
            "已有一份待发布的提案，请先发布或撤回 / A proposal is open already: publish or withdraw it first."
        )
    made = SchemaProposal(
        is_open=True,
        state="waiting",
        draft_id=draft[0] if draft else None,
        draft_version=draft[1] if draft else None,
        reverts_id=reverts,
        reason=reason,
        before=dict(proposed.before),
        files=dict(proposed.files),
        database=fingerprint(session.connection()),
        plan=[dict(line) for line in proposed.plan],
        dangers=proposed.dangers,
        drops=sorted(proposed.drops),
        author_id=person,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    session.add(made)
    # Two who submit at once: the second meets the index, looks again, and is told.
    session.flush()
    told = {"state": [None, "waiting"], "dangers": [None, made.dangers], "reason": [None, reason]}
    audit.log(ctx, "create", KEY, made.id, told)
    return made.id


def _judged(ctx: Context, id: int, note: str, state: str) -> None:
    person = administrator(ctx)
    said = _said(note)

    def act() -> None:
        with transaction(ctx) as session:
            proposal = held(session, id, ("waiting",))
            if proposal.author_id == person:
                raise Forbidden(
                    "提交人不能审批自己的提案，请由另一位系统管理员处理"
                    " / Whoever submitted it does not decide on it: another administrator must."
                )
            if state == "approved":
                must_be_another(ctx, person, proposal.author_id)
            proposal.judge_id, proposal.judgement, proposal.judged_at = person, said, ctx.now
            audit.log(ctx, "update", KEY, id, {"judgement": [None, said]})
            moved(ctx, session, proposal, state)

    settled(ctx, act)


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if len(said) < 2:
        raise RuleViolation("请填写理由 / Say why.", field="reason")
    return said[:MOST_REASON]
