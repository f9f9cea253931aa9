"""Hand-written rules: their phases, what they may do, and that raising undoes everything."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine

from app.runtime import clock, jobs, records
from app.runtime.context import Context
from app.runtime.errors import Forbidden, RuleViolation, ValidationFailed
from app.runtime.hooks import EntityHooks
from app.runtime.system import AuditLog, Job
from tests.sample.models import Article, Posting, Sale, SaleLine, Store
from tests.sample.registry import registry as sample


def count(entity: Any) -> int:
    with Context.system() as ctx:
        return int(ctx.session.scalar(sa.select(sa.func.count()).select_from(entity)) or 0)


def test_a_check_refuses_before_anything_is_written(shop: Any, hooks: Any) -> None:
    @hooks.check
    def says_something(sale: Sale, ctx: Context) -> None:
        if len(sale.summary) < 5:
            raise RuleViolation("至少 5 个字 / 5 characters or more.", field="summary")

    with pytest.raises(RuleViolation) as caught:
        shop.sale(summary="abc")
    assert caught.value.errors[0].field == "summary"
    assert count(Sale) == 0
    shop.sale(summary="abcde")


def test_the_refusals_of_several_checks_are_told_together(shop: Any, hooks: Any) -> None:
    @hooks.check
    def one(sale: Sale, ctx: Context) -> None:
        raise RuleViolation("一 / One", field="summary")

    @hooks.check
    def two(sale: Sale, ctx: Context) -> None:
        raise RuleViolation("二 / Two", field="level")

    with pytest.raises(ValidationFailed) as caught:
        shop.sale()
    assert [error.field for error in caught.value.errors] == ["summary", "level"]


def test_a_check_sees_the_new_values_the_old_ones_and_the_step(shop: Any, hooks: Any) -> None:
    seen: list[Any] = []
    sale = shop.sale()

    @hooks.check
    def look(sale: Sale, ctx: Context) -> None:
        seen.append((sale.summary, dict(ctx.changes), ctx.transition_name, ctx.actor.username))

    records.update(shop.ann, Sale, sale.id, {"summary": "screws"})
    assert seen == [("screws", {"summary": ("nails", "screws")}, None, "ann")]
    records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    assert seen[1][2] == "pack"
    assert seen[1][1]["state"] == ("new", "packing")


def test_a_check_that_writes_is_a_bug_that_shows(shop: Any, hooks: Any) -> None:
    @hooks.check
    def writes(sale: Sale, ctx: Context) -> None:
        sale.summary = "changed"

    with pytest.raises(RuntimeError, match="checks write nothing"):
        shop.sale()
    hooks._hooks.clear()

    @hooks.check
    def creates(sale: Sale, ctx: Context) -> None:
        ctx.create(Store, code="Z", name="Z")

    with pytest.raises(RuntimeError, match="A check hook writes nothing"):
        shop.sale()
    assert count(Store) == 2


def test_a_hook_knows_whether_a_person_asked_for_the_act_or_another_hook(
    shop: Any, hooks: Any
) -> None:
    seen: list[tuple[str, bool]] = []

    @hooks.check
    def look(sale: Sale, ctx: Context) -> None:
        seen.append((sale.summary, ctx.by_person))

    @hooks.on_transition("pack")
    def rename(sale: Sale, ctx: Context) -> None:
        seen.append(("the hook of his step", ctx.by_person))
        ctx.update(sale, summary="by the hook")

    sale = shop.sale(summary="by ann")
    records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    with Context.system() as ctx, records.writing(ctx):
        ctx.update(ctx.get(Sale, sale.id), summary="by a job")
    assert seen == [
        ("by ann", True),
        ("by ann", True),
        ("the hook of his step", True),
        ("by the hook", False),
        ("by a job", False),
    ]


def test_what_happens_after_the_commit_is_not_asked_for_by_the_person(
    shop: Any, hooks: Any
) -> None:
    seen: list[tuple[str, bool]] = []

    @hooks.after_create
    def look(sale: Sale, ctx: Context) -> None:
        seen.append((ctx.actor.username, ctx.by_person))

    shop.sale()
    jobs.run_due()
    assert seen == [("ann", False)]


def test_a_hook_writes_for_the_person_with_the_rights_of_the_system(shop: Any, hooks: Any) -> None:
    @hooks.on_transition("deliver")
    def post(sale: Sale, ctx: Context) -> None:
        ctx.create(Posting, sale=sale, amount=sale.total)

    sale = shop.delivered(lines=[shop.line(1, 12)])
    with Context.system() as ctx:
        row = ctx.session.scalars(sa.select(Posting)).one()
    assert (row.amount, row.sale_id, row.created_by_id) == (12, sale.id, shop.ann.actor.id)
    assert shop.audit(row)[0].by_system


def test_a_hook_that_raises_undoes_the_step_and_what_was_written_with_it(
    shop: Any, hooks: Any
) -> None:
    @hooks.on_transition("pack")
    def fails(sale: Sale, ctx: Context) -> None:
        ctx.create(Posting, sale=sale, amount=1)
        ctx.enqueue("hooks.after", entity="sale", id=sale.id, hook="x", phase="after_create",
                    transition=None, note="", user=None)  # fmt: skip
        raise RuleViolation("不行 / No.")

    sale = shop.sale()
    before = (count(AuditLog), count(Job))
    with pytest.raises(RuleViolation):
        records.transition(shop.ann, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    assert shop.fresh(sale).state == "new"
    assert count(Posting) == 0
    assert (count(AuditLog), count(Job)) == before


@time_machine.travel("2026-03-04T10:00:00+08:00", tick=False)
def test_what_a_hook_sets_on_the_record_is_written_computed_and_logged(
    shop: Any, hooks: Any
) -> None:
    @hooks.on_create
    def gift(sale: Sale, ctx: Context) -> None:
        sale.delivery, sale.address, sale.freight = True, "7 High Street", 7
        sale.level = "high"

    sale = shop.sale()
    assert (sale.total, sale.level, sale.version) == (7, "high", 1)
    assert shop.audit(sale)[0].diff["total"] == [None, "7.00"]
    # The clock was set anew for the level that the hook chose.
    assert sale.pack_due is not None
    from app.runtime.calendar import named

    assert sale.pack_due == named("working").add_work(sale.created_at, 30)


def test_a_hook_may_take_a_further_step_on_its_record(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def at_once(sale: Sale, ctx: Context) -> None:
        ctx.transition(sale, "pack", clerk=shop.ann_as_clerk)

    sale = shop.sale()
    assert sale.state == "packing"
    assert [(s.transition, s.to_state) for s in shop.steps(sale)] == [
        ("create", "new"),
        ("pack", "packing"),
    ]
    assert {row.action: row.diff.get("state") for row in shop.audit(sale)} == {
        "create": [None, "new"],
        "pack": ["new", "packing"],
    }


def test_a_hook_that_sets_the_state_itself_is_a_bug_that_shows(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def cheat(sale: Sale, ctx: Context) -> None:
        sale.state = "closed"

    with pytest.raises(RuntimeError, match=r"ctx\.transition"):
        shop.sale()


def test_a_hook_finds_records_whatever_the_person_may_see(shop: Any, hooks: Any) -> None:
    found: list[int] = []

    @hooks.on_create
    def count_lines(sale: Sale, ctx: Context) -> None:
        found.append(len(ctx.query(sa.select(Store)).all()))
        found.append(ctx.get(Store, shop.other_store).id)

    shop.sale(shop.buyer, buyer=shop.bob)
    assert found == [2, shop.other_store]


def test_outside_hooks_a_person_has_no_such_rights(shop: Any) -> None:
    with pytest.raises(RuntimeError, match="outside a hook"):
        shop.ann.create(Store, code="Z", name="Z")
    with pytest.raises(RuntimeError, match="outside a hook"):
        shop.ann.query(sa.select(Store))


def test_a_refusal_that_a_hook_catches_leaves_nothing_of_the_refused_write(
    shop: Any, hooks: Any
) -> None:
    @hooks.on_create
    def tries(sale: Sale, ctx: Context) -> None:
        ctx.create(SaleLine, sale=sale, article=shop.article, count=1, price=5)
        with pytest.raises(ValidationFailed):
            ctx.create(SaleLine, sale=sale, article=shop.article, count=-1, price=5)

    assert shop.sale().total == 5


def test_deleting_runs_its_hook_for_what_goes_along_too(shop: Any) -> None:
    gone: list[int] = []
    line_hooks: Any = sample.entity(SaleLine).hooks
    before = list(line_hooks._hooks)

    @line_hooks.on_delete
    def note(line: SaleLine, ctx: Context) -> None:
        gone.append(line.id)

    sale = shop.sale(lines=[shop.line(), shop.line()])
    records.delete(shop.manager, Sale, sale.id)
    line_hooks._hooks[:] = before
    assert len(gone) == 2


def later(minutes: int) -> dt.datetime:
    return clock.now() + dt.timedelta(minutes=minutes)


def test_an_after_hook_runs_once_after_the_commit_for_the_person(shop: Any, hooks: Any) -> None:
    seen: list[Any] = []

    @hooks.after_transition("pack")
    def tell(sale: Sale, ctx: Context) -> None:
        seen.append((sale.state, ctx.actor.username, ctx.transition_name, ctx.trusted))

    shop.packing()
    assert seen == []
    jobs.run_due()
    jobs.run_due()
    assert seen == [("packing", "ann", "pack", True)]


def test_an_after_hook_that_fails_is_tried_again_and_undoes_nothing(shop: Any, hooks: Any) -> None:
    attempts: list[int] = []

    @hooks.after_create
    def flaky(sale: Sale, ctx: Context) -> None:
        ctx.create(Posting, sale=sale, amount=1)
        attempts.append(len(attempts))
        if len(attempts) < 3:
            raise ConnectionError("nobody there")

    sale = shop.sale()
    for minutes in (0, 5, 10, 60):
        jobs.run_due(later(minutes))
    assert attempts == [0, 1, 2]
    assert shop.fresh(sale).state == "new"
    # What the failed attempts wrote was undone with them.
    assert count(Posting) == 1


def test_an_after_hook_is_not_asked_for_when_the_act_is_refused(shop: Any, hooks: Any) -> None:
    @hooks.after_create
    def tell(sale: Sale, ctx: Context) -> None:
        raise AssertionError("never")

    with pytest.raises(Forbidden):
        shop.sale(store=shop.other_store)
    assert count(Job) == 0


def test_only_the_named_hooks_run_inside_only(shop: Any, hooks: Any) -> None:
    ran: list[str] = []

    @hooks.on_create
    def one(sale: Sale, ctx: Context) -> None:
        ran.append("one")

    @hooks.on_create
    def two(sale: Sale, ctx: Context) -> None:
        ran.append("two")

    with hooks.only(two):
        shop.sale()
    assert ran == ["two"]


def test_a_misspelt_step_is_found_at_import() -> None:
    hooks: Any = EntityHooks(Sale, transitions=("pack", "deliver"))
    with pytest.raises(ValueError, match="did you mean 'deliver'"):
        hooks.on_transition("delivr")


def test_a_hook_on_another_entity_than_its_own_is_told_apart(shop: Any, hooks: Any) -> None:
    """A formula that a hook disturbs is right again: the article's margin follows its price."""
    article_hooks: Any = sample.entity(Article).hooks
    before = list(article_hooks._hooks)

    @article_hooks.on_update
    def dearer(article: Article, ctx: Context) -> None:
        article.price = article.price + 1

    article = records.update(shop.manager, Article, shop.article, {"cost": 1})
    article_hooks._hooks[:] = before
    assert (article.price, article.margin) == (article.price, article.price - 1)


def test_a_ref_that_a_hook_sets_brings_its_lookups_along(shop: Any, hooks: Any) -> None:
    @hooks.on_create
    def belongs_to_bob(sale: Sale, ctx: Context) -> None:
        sale.buyer_id = shop.bob

    sale = shop.sale()
    assert (shop.fresh(sale).buyer_id, shop.fresh(sale).phone) == (shop.bob, "13800001111")
