"""What is proposed is frozen; what is dangerous wants a second administrator, whoever asks and by whatever way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.runtime import audit, schema_drafts
from app.runtime.accounts.grants import KEY as ACCOUNTS
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState, RuleViolation, message
from app.runtime.schema_drafts import Mark, StaleDraft, proposals, releases
from app.runtime.schema_drafts.proposals import Proposed, StalePlan
from app.runtime.system import AuditLog
from app.runtime.writing.transaction import transaction
from tests.support.people import People
from tests.support.worlds import SAMPLE, World

PUBLISHED = {"schema.yaml": "version: 1\nroles: {}\n"}
WANTED = {"schema.yaml": "version: 1\nroles: {clerk: {}}\n"}
SAFE = Proposed(PUBLISHED, WANTED, [{"zh": "新增", "en": "add", "danger": False}])
RISKY = Proposed(PUBLISHED, WANTED, [{"zh": "删除", "en": "drop", "danger": True}], ["task.due_on"])

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def administrators(people: People) -> dict[str, Callable[[], Context]]:
    ids = {name: people.user("sysadmin", username=name) for name in ("first", "second")}
    return {name: lambda id=id: Context.for_user(id) for name, id in ids.items()}  # type: ignore[misc]


def _drafted(ctx: Context) -> Mark:
    seen = schema_drafts.mark_of(None, PUBLISHED)
    return schema_drafts.save(ctx, seen, PUBLISHED, WANTED, message(zh="改", en="Change"))


def _state(ctx: Context, id: int) -> str:
    ctx.session.rollback()
    ctx.session.expire_all()
    return proposals.find(ctx, id).state


def test_what_is_not_dangerous_its_author_publishes_alone(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    with administrators["first"]() as ctx:
        id = proposals.propose(ctx, _drafted(ctx), SAFE, "一个岗位")
        attempt = releases.begin(ctx, id, PUBLISHED)
        assert _state(ctx, id) == "publishing"
        with pytest.raises(InvalidState):
            releases.begin(ctx, id, PUBLISHED)
        releases.done(ctx, attempt, wrote={"schema.yaml": "ab"}, revision="0042")
        assert _state(ctx, id) == "published"
        assert schema_drafts.current(ctx) is None
        assert releases.wrote(ctx.session) == {"schema.yaml": "ab"}


def test_what_is_dangerous_nobody_publishes_before_another_administrator_has_approved_it(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    with administrators["first"]() as author, administrators["second"]() as other:
        id = proposals.propose(author, _drafted(author), RISKY, "不再需要")
        for anybody in (author, other):
            with pytest.raises(Forbidden):
                releases.begin(anybody, id, PUBLISHED)
        with pytest.raises(Forbidden):
            proposals.approve(author, id, "我自己看过了")
        with pytest.raises(RuleViolation):
            proposals.approve(other, id, " ")
        proposals.approve(other, id, "已核对")
        releases.begin(author, id, PUBLISHED)
        told = author.session.scalars(
            sa.select(AuditLog.diff).where(AuditLog.entity == proposals.KEY).order_by(AuditLog.id)
        ).all()
        assert {"judgement": [None, "已核对"]} in told
        assert {"state": ["waiting", "approved"]} in told


def test_an_account_that_another_administrator_has_just_made_or_changed_approves_nothing_of_his(
    administrators: dict[str, Callable[[], Context]], people: People
) -> None:
    with administrators["first"]() as author, administrators["second"]() as other:
        id = proposals.propose(author, _drafted(author), RISKY, "不再需要")
        with transaction(author):
            audit.log(author, "unlocked", ACCOUNTS, other.person_id)
        with transaction(other):
            audit.log(other, "update", ACCOUNTS, other.person_id, {"password": [None, "***"]})
        puppet = people.user("sysadmin", username="puppet")
        with transaction(author):
            audit.log(author, "create", ACCOUNTS, puppet, {"roles": [None, ["sysadmin"]]})
        with Context.for_user(puppet) as hand, pytest.raises(Forbidden) as refused:
            proposals.approve(hand, id, "已核对")
        assert "7" in str(refused.value)
        proposals.approve(other, id, "已核对")
        proposals.withdraw(author, id)
        # The other way round: the account that was made submits, its maker approves.
        with Context.for_user(puppet) as hand:
            mark = schema_drafts.mark_of(schema_drafts.current(hand), PUBLISHED)
            id = proposals.propose(hand, mark, RISKY, "不再需要")
        with pytest.raises(Forbidden):
            proposals.approve(author, id, "已核对")
        proposals.refuse(author, id, "再看看")
        assert _state(author, id) == "refused"


def test_only_administrators_propose_decide_and_publish(
    administrators: dict[str, Callable[[], Context]], people: People
) -> None:
    with administrators["first"]() as ctx:
        seen = _drafted(ctx)
        id = proposals.propose(ctx, seen, SAFE, "一个岗位")
    with Context.for_user(people.user("clerk", username="clerk")) as clerk:
        for act in (
            lambda: proposals.propose(clerk, seen, SAFE, "一个岗位"),
            lambda: proposals.approve(clerk, id, "好的"),
            lambda: proposals.withdraw(clerk, id),
            lambda: releases.begin(clerk, id, PUBLISHED),
        ):
            with pytest.raises(Forbidden):
                act()


def test_a_further_change_of_the_draft_withdraws_what_was_proposed_and_approved(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    with administrators["first"]() as author, administrators["second"]() as other:
        mark = _drafted(author)
        id = proposals.propose(author, mark, RISKY, "不再需要")
        proposals.approve(other, id, "已核对")
        later = schema_drafts.save(author, mark, PUBLISHED, {"schema/b.yaml": "x: 1\n"}, message(zh="改", en="Change"))  # fmt: skip
        assert _state(author, id) == "withdrawn"
        with pytest.raises(InvalidState):
            releases.begin(author, id, PUBLISHED)
        with pytest.raises(StaleDraft):
            proposals.propose(author, mark, RISKY, "不再需要")
        again = proposals.propose(author, later, SAFE, "一个岗位")
        with pytest.raises(InvalidState):
            proposals.propose(other, later, SAFE, "又一个")
        releases.begin(author, again, PUBLISHED)
        for late in (schema_drafts.undo, schema_drafts.discard):
            with pytest.raises(InvalidState):
                late(author, later)


def test_a_plan_is_stale_when_files_or_database_have_changed(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    with administrators["first"]() as ctx:
        mark = _drafted(ctx)
        with pytest.raises(StalePlan):
            proposals.propose(ctx, mark, Proposed(WANTED, WANTED, []), "一个岗位")
        id = proposals.propose(ctx, mark, SAFE, "一个岗位")
        with pytest.raises(StalePlan):
            releases.begin(ctx, id, WANTED)
        with transaction(ctx) as session:
            session.execute(sa.text("CREATE INDEX ix_by_hand ON sys_schema_step (at)"))
        with pytest.raises(StalePlan):
            releases.begin(ctx, id, PUBLISHED)
        with transaction(ctx) as session:
            session.execute(sa.text("DROP INDEX ix_by_hand"))
        assert _state(ctx, id) == "waiting"


def test_an_attempt_that_was_undone_leaves_the_proposal_as_it_was(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    with administrators["first"]() as author, administrators["second"]() as other:
        id = proposals.propose(author, _drafted(author), RISKY, "不再需要")
        proposals.approve(other, id, "已核对")
        releases.undone(author, releases.begin(author, id, PUBLISHED))
        assert _state(author, id) == "approved"
        releases.begin(other, id, PUBLISHED)


def test_only_the_newest_publication_is_taken_back_and_once(
    administrators: dict[str, Callable[[], Context]],
) -> None:
    back = Proposed(WANTED, PUBLISHED, [{"zh": "删除", "en": "drop", "danger": True}])
    with administrators["first"]() as author, administrators["second"]() as other:
        with pytest.raises(InvalidState):
            proposals.propose_way_back(author, 1, back, "用不上")
        id = proposals.propose(author, _drafted(author), SAFE, "一个岗位")
        releases.done(author, releases.begin(author, id, PUBLISHED), wrote={}, revision="0042")
        way_back = proposals.propose_way_back(author, id, back, "用不上")
        with pytest.raises(Forbidden):
            releases.begin(author, way_back, WANTED)
        proposals.approve(other, way_back, "可以")
        releases.done(other, releases.begin(other, way_back, WANTED), wrote={}, revision="0043")
        assert _state(author, id) == "reverted"
        with pytest.raises(InvalidState):
            proposals.propose_way_back(author, id, back, "再来一次")
