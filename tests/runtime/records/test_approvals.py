"""Steps that need several people: votes are collected in the source state, and cleared by a no or a change."""

from __future__ import annotations

from typing import Any

import pytest

from app.runtime import records
from app.runtime.errors import Forbidden, ValidationFailed
from tests.sample.models import Sale, SaleLine
from tests.sample.registry import registry as sample


def release(shop: Any, ctx: Any) -> Any:
    # A request's context lives shortly; these live as long as the test and must look anew.
    ctx.session.rollback()
    sale = shop.fresh(shop.subject)
    return next(
        a
        for a in sample.entity(Sale).workflow.available(ctx, sale)  # type: ignore[union-attr]
        if a.name == "release"
    )


@pytest.fixture
def subject(shop: Any) -> Sale:
    shop.subject = shop.packing(delivery=True, address="7 High Street", freight=10)
    return shop.subject  # type: ignore[no-any-return]


def approve(ctx: Any, sale: Sale) -> Sale:
    return records.transition(ctx, Sale, sale.id, "release")


def test_the_state_moves_with_the_last_vote_needed(shop: Any, subject: Sale) -> None:
    assert approve(shop.manager, subject).state == "packing"
    told = release(shop, shop.auditor)
    assert (told.votes, told.need, told.allowed) == (1, 2, True)
    assert approve(shop.auditor, subject).state == "delivered"


def test_one_person_counts_once(shop: Any, subject: Sale) -> None:
    approve(shop.manager, subject)
    with pytest.raises(Forbidden, match="1 more is needed"):
        approve(shop.manager, subject)


def test_who_is_in_no_approving_role_has_no_vote(shop: Any, subject: Sale) -> None:
    with pytest.raises(Forbidden):
        approve(shop.ann, subject)


def test_the_creator_has_no_vote(shop: Any) -> None:
    shop.subject = shop.sale(shop.manager, store=shop.store)
    records.transition(shop.manager, Sale, shop.subject.id, "pack", {"clerk": shop.ann_as_clerk})
    with pytest.raises(Forbidden, match="who created it"):
        approve(shop.manager, shop.subject)


def test_the_system_approves_nothing(shop: Any, subject: Sale) -> None:
    with pytest.raises(Forbidden, match="People have to approve"):
        approve(shop.system, subject)


def test_one_rejection_clears_what_was_collected(shop: Any, subject: Sale) -> None:
    approve(shop.manager, subject)
    assert release(shop, shop.auditor).may_reject
    records.reject(shop.auditor, Sale, subject.id, "release", note="too dear")
    assert release(shop, shop.manager).votes == 0
    assert approve(shop.second_manager, subject).state == "packing"
    assert approve(shop.manager, subject).state == "delivered"


def test_who_has_voted_may_think_again_and_reject(shop: Any, subject: Sale) -> None:
    approve(shop.manager, subject)
    records.reject(shop.manager, Sale, subject.id, "release", note="a mistake")
    assert release(shop, shop.auditor).votes == 0
    records.reject(shop.manager, Sale, subject.id, "release", note="still one")
    assert approve(shop.manager, subject).state == "packing"


def test_who_may_not_approve_may_not_reject(shop: Any, subject: Sale) -> None:
    with pytest.raises(Forbidden):
        records.reject(shop.ann, Sale, subject.id, "release")


def test_a_change_of_what_was_approved_clears_the_votes(shop: Any, subject: Sale) -> None:
    approve(shop.manager, subject)
    records.update(shop.ann, Sale, subject.id, {"internal_note": "no matter"})
    assert release(shop, shop.auditor).votes == 1
    records.update(shop.ann, Sale, subject.id, {"freight": 11})
    assert release(shop, shop.auditor).votes == 0


def test_a_stored_sum_that_moves_clears_the_votes_too(
    shop: Any, subject: Sale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`reset_on` may name an aggregate: a new line changes what was approved."""
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    mapping = workflow.transitions["release"][0]
    on_goods = replace(mapping, approve=replace(mapping.approve, reset_on=("goods",)))
    monkeypatch.setitem(workflow.transitions, "release", [on_goods])
    approve(shop.manager, subject)
    records.create(shop.ann, SaleLine, {"sale": subject, **shop.line(1, 5)})
    assert release(shop, shop.auditor).votes == 0


def test_another_step_out_of_the_state_ends_the_collection(shop: Any, subject: Sale) -> None:
    approve(shop.manager, subject)
    records.transition(shop.ann, Sale, subject.id, "hold", note="no stock")
    records.transition(shop.ann, Sale, subject.id, "pack", {"clerk": shop.ann_as_clerk})
    assert release(shop, shop.auditor).votes == 0


def test_a_refused_vote_is_not_kept(shop: Any, subject: Sale) -> None:
    with pytest.raises(ValidationFailed):
        records.transition(shop.manager, Sale, subject.id, "release", {"summary": "x"})
    assert release(shop, shop.auditor).votes == 0


def test_lines_changed_together_with_their_sale_clear_the_votes_too(
    shop: Any, subject: Sale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form sends a sale with its lines: the sum moves in the sale's own write."""
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    mapping = workflow.transitions["release"][0]
    on_total = replace(mapping, approve=replace(mapping.approve, reset_on=("total",)))
    monkeypatch.setitem(workflow.transitions, "release", [on_total])
    approve(shop.manager, subject)
    records.update(shop.ann, Sale, subject.id, {"lines": [shop.line(1, 5)]})
    assert release(shop, shop.auditor).votes == 0


def test_every_one_of_several_approvers_did_the_step(
    shop: Any, subject: Sale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`actor_of(release)` means the first vote as well as the last one."""
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    cancel, refund = workflow.transitions["refund"]
    apart = replace(refund, exclude=("actor_of(release)",))
    monkeypatch.setitem(workflow.transitions, "refund", [cancel, apart])
    approve(shop.manager, subject)
    approve(shop.auditor, subject)
    with pytest.raises(Forbidden, match="somebody else"):
        records.transition(shop.manager, Sale, subject.id, "refund", note="broken")
    refunded = records.transition(shop.second_manager, Sale, subject.id, "refund", note="broken")
    assert refunded.state == "refunded"


def test_a_vote_that_was_cleared_bars_nobody(
    shop: Any, subject: Sale, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    cancel, refund = workflow.transitions["refund"]
    apart = replace(refund, exclude=("actor_of(release)",))
    monkeypatch.setitem(workflow.transitions, "refund", [cancel, apart])
    approve(shop.manager, subject)
    records.update(shop.ann, Sale, subject.id, {"freight": 12})
    approve(shop.second_manager, subject)
    approve(shop.auditor, subject)
    refunded = records.transition(shop.manager, Sale, subject.id, "refund", note="broken")
    assert refunded.state == "refunded"


def test_a_button_says_whose_vote_and_whose_veto_it_takes(shop: Any, subject: Sale) -> None:
    def buttons(ctx: Any) -> dict[str, tuple[bool, int, int, bool]]:
        ctx.session.rollback()
        sale = shop.fresh(subject)
        return {
            found.name: (found.allowed, found.votes, found.need, found.may_reject)
            for found in sample.entity(Sale).workflow.available(ctx, sale)  # type: ignore[union-attr]
        }

    assert buttons(shop.manager)["release"] == (True, 0, 2, True)
    assert buttons(shop.ann)["release"] == (False, 0, 2, False)
    assert buttons(shop.ann)["hold"] == (True, 0, 0, False)
    approve(shop.manager, subject)
    assert buttons(shop.auditor)["release"] == (True, 1, 2, True)


def test_what_an_approver_fills_in_is_there_for_the_next_one(
    shop: Any, subject: Sale, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    workflow: Any = sample.entity(Sale).workflow
    mapping = workflow.transitions["release"][0]
    asking = replace(mapping, asks=("solution",))
    monkeypatch.setitem(workflow.transitions, "release", [asking])
    told = shop.fresh(subject).version
    records.transition(shop.manager, Sale, subject.id, "release", {"solution": "by lorry"})
    voted = shop.fresh(subject)
    assert (voted.state, voted.solution, voted.version) == ("packing", "by lorry", told + 1)
    assert release(shop, shop.auditor).votes == 1
    assert approve(shop.auditor, subject).state == "delivered"
