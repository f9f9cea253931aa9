"""Each reason why a step is refused: its words in both languages, its code, and the questions that were asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.runtime import records
from app.runtime.access import judgement
from app.runtime.access.judgement import Available
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, Forbidden, InvalidState, RuleViolation
from app.runtime.expression import expression
from app.runtime.registry import RoleSeparation
from tests.sample.models import Sale, Store
from tests.sample.registry import registry as sample


def buttons(ctx: Context, sale: Sale) -> dict[str, Available]:
    ctx.session.rollback()
    found = judgement.available(ctx, ctx.session.get_one(Sale, sale.id))
    return {one.name: one for one in found}


def refused(ctx: Context, sale: Sale, step: str, **values: Any) -> AppError:
    """What the act answers; the button, when there is one, says the same."""
    with pytest.raises(AppError) as caught:
        records.transition(ctx, Sale, sale.id, step, values)
    button = buttons(ctx, sale).get(step)
    if button is not None and not button.allowed:
        assert type(button.error()) is caught.type
        assert (button.error().message, button.error().code) == (
            caught.value.message,
            caught.value.code,
        )
    return caught.value


def lines(button: Available, language: str) -> list[str]:
    return [line for part in button.verdict.parts for line in part.lines(language)]


def test_another_role_is_told_whose_step_it_is(shop: Any) -> None:
    sale = shop.packing()
    told = refused(shop.auditor, sale, "hold")
    assert (type(told), told.code) == (Forbidden, "forbidden")
    assert told.message.texts == {"zh": "此操作限：店员", "en": "This step is for: Clerk."}
    assert lines(buttons(shop.auditor, sale)["hold"], "en") == ["✗ role clerk: not yours"]
    assert lines(buttons(shop.auditor, sale)["hold"], "zh") == ["✗ 角色 clerk：您没有"]


def test_a_step_of_the_system_alone_says_so(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, "close", by={"system": None})
    told = refused(shop.manager, shop.delivered(), "close")
    assert told.message.texts == {
        "zh": "此操作只由系统执行",
        "en": "Only the system takes this step.",
    }


def test_a_record_outside_the_scope_of_the_step_says_so(shop: Any) -> None:
    sale = shop.packing()
    other = shop.people.user("clerk", username="otto")
    with Context.system() as system:
        records.create(
            system, sample.entity("StoreRole").entity, {"user": other, "store": shop.store}
        )
    with Context.for_user(other) as otto:
        told = refused(otto, sale, "deliver", solution="done")
        assert (type(told), told.code) == (Forbidden, "scope")
        assert told.message.texts == {
            "zh": "此记录不在您的职责范围内",
            "en": "This record is outside your area of responsibility.",
        }
        button = buttons(otto, sale)["deliver"]
        assert lines(button, "en") == [
            "✗ role clerk on the rows mine",
            "✗ role manager: not yours",
        ]
        assert lines(button, "zh") == ["✗ 角色 clerk：范围 mine", "✗ 角色 manager：您没有"]


def test_what_may_be_done_says_by_which_role(shop: Any) -> None:
    sale = shop.packing()
    button = buttons(shop.ann, sale)["hold"]
    assert (button.allowed, button.reason) == (True, None)
    assert lines(button, "en") == [
        "✓ role clerk on the rows it may read",
        "✓ separate duties: no conflict",
    ]
    assert lines(button, "zh") == ["✓ 角色 clerk", "✓ 职责分离：无冲突"]


def test_two_roles_that_must_be_separate_are_told_apart_from_none(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = shop.delivered()
    monkeypatch.setattr(sample, "separations", [])
    person = shop.people.user("manager", "auditor")
    monkeypatch.setattr(sample, "separations", [RoleSeparation("manager", "auditor")])
    with Context.for_user(person) as both:
        told = refused(both, sale, "close")
        assert (type(told), told.code) == (Forbidden, "separation")
        assert told.message.texts == {
            "zh": "您同时担任互斥的岗位，不能执行此操作",
            "en": "You hold two roles that must be separate; this step is not yours to take.",
        }
        button = buttons(both, sale)["close"]
        assert (
            lines(button, "en")[0] == "✗ role manager: must be separate from another one of yours"
        )
        assert lines(button, "zh")[0] == "✗ 角色 manager：与您的另一角色互斥"


def test_the_maker_and_who_did_the_other_step_are_told_why(shop: Any) -> None:
    sale = shop.sale(shop.manager, store=shop.store)
    records.transition(shop.second_manager, Sale, sale.id, "pack", {"clerk": shop.ann_as_clerk})
    records.transition(shop.second_manager, Sale, sale.id, "deliver", {"solution": "done"})
    made = refused(shop.manager, sale, "refund")
    assert made.code == "separation"
    assert made.message.texts == {
        "zh": "不能由创建人本人执行",
        "en": "The person who created it may not take this step.",
    }
    did = refused(shop.second_manager, sale, "refund")
    assert did.code == "separation"
    assert did.message.texts == {
        "zh": "您已执行“交付”，此操作须换人",
        "en": "You did “Deliver”; somebody else has to take this step.",
    }
    assert lines(buttons(shop.second_manager, sale)["refund"], "en")[-1] == (
        "✗ You did “Deliver”; somebody else has to take this step."
    )


@pytest.mark.parametrize(("need", "left"), [(2, "1 more is needed"), (3, "2 more are needed")])
def test_who_has_voted_is_told_how_many_are_missing(
    shop: Any, monkeypatch: pytest.MonkeyPatch, need: int, left: str
) -> None:
    mapping = step("release")
    change(monkeypatch, "release", approve=replace(mapping.approve, need=need))
    sale = shop.packing()
    records.transition(shop.manager, Sale, sale.id, "release")
    told = refused(shop.manager, sale, "release")
    assert told.code == "voted"
    assert told.message.texts == {
        "zh": f"您已同意，还需 {need - 1} 人审批",
        "en": f"You have approved; {left}.",
    }
    mine, others = buttons(shop.manager, sale)["release"], buttons(shop.auditor, sale)["release"]
    assert (mine.votes, mine.need, mine.allowed, mine.may_reject) == (1, need, False, True)
    assert (others.votes, others.need, others.allowed, others.may_reject) == (1, need, True, True)


def test_a_step_that_nobody_approves_is_not_rejected(shop: Any) -> None:
    sale = shop.packing()
    with pytest.raises(Forbidden) as caught:
        records.reject(shop.ann, Sale, sale.id, "hold")
    assert caught.value.message.texts == {
        "zh": "此操作无需审批",
        "en": "This step needs no approval.",
    }
    button = buttons(shop.ann, sale)["hold"]
    assert (button.votes, button.need, button.may_reject) == (0, 0, False)


def test_a_guard_speaks_the_words_of_the_schema_or_shows_the_condition(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = shop.packing(lines=[shop.line(1, 6000)])
    records.update(shop.ann, Sale, sale.id, {"solution": "handed over"})
    told = refused(shop.ann, sale, "deliver")
    assert (type(told), told.code) == (RuleViolation, "when")
    assert told.message.in_language("zh") == "超过 5000 元须店长放行"
    change(monkeypatch, "deliver", message=None)
    told = refused(shop.ann, sale, "deliver")
    assert told.message.texts == {
        "zh": "不满足条件：total <= 5000",
        "en": "A condition is not met: total <= 5000.",
    }


def test_a_hand_written_guard_is_asked(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([False, False, True])
    monkeypatch.setitem(sample._custom, ("guard", "Sale", "ready"), lambda sale, ctx: next(answers))
    change(monkeypatch, "hold", when=expression("custom: ready", ["custom", "ready"]), note=None)
    sale = shop.packing()
    told = refused(shop.ann, sale, "hold")
    assert told.message.in_language("en") == "A condition is not met: custom: ready."
    assert records.transition(shop.ann, Sale, sale.id, "hold").state == "waiting"


def test_the_wrong_state_is_told_with_the_right_ones(shop: Any) -> None:
    told = refused(shop.ann, shop.sale(), "hold")
    assert isinstance(told, InvalidState)
    assert told.message.texts == {
        "zh": "当前为“新建”，不能“缺货”；须为备货中",
        "en": "Cannot Hold while New; it must be Packing.",
    }
    told = refused(shop.ann, shop.packing(), "pack", clerk=shop.ann_as_clerk)
    assert told.message.texts == {
        "zh": "当前为“备货中”，不能“备货”；须为新建、缺货",
        "en": "Cannot Pack while Packing; it must be New or Waiting.",
    }


def test_a_step_that_does_not_exist_is_a_bad_request(shop: Any) -> None:
    told = refused(shop.ann, shop.sale(), "pakc")
    assert (type(told), told.code) == (BadRequest, "unknown_transition")
    assert told.message.in_language("zh") == "没有操作 'pakc'"
    assert told.message.in_language("en").startswith("There is no transition 'pakc'")
    with pytest.raises(BadRequest) as caught:
        records.transition(shop.manager, Store, shop.store, "pack")
    assert caught.value.message.texts == {
        "zh": "没有操作 'pack'",
        "en": "There is no transition 'pack'.",
    }


def test_what_has_no_workflow_or_is_deleted_has_no_buttons(shop: Any) -> None:
    assert judgement.available(shop.manager, shop.manager.session.get_one(Store, shop.store)) == []
    sale = shop.sale()
    assert buttons(shop.manager, sale)
    records.delete(shop.manager, Sale, sale.id)
    assert buttons(shop.manager, sale) == {}


def test_a_button_says_what_its_dialog_asks_for(shop: Any) -> None:
    new = buttons(shop.ann, shop.sale())
    assert list(new) == ["pack", "refund"]
    pack = new["pack"]
    assert (pack.label.in_language("en"), pack.asks, pack.needs, pack.note) == (
        "Pack",
        ("clerk",),
        ("clerk",),
        None,
    )
    assert buttons(shop.ann, shop.packing())["hold"].note == "required"


def step(name: str) -> Any:
    workflow: Any = sample.entity(Sale).workflow
    return workflow.transitions[name][0]


def change(monkeypatch: pytest.MonkeyPatch, name: str, **parts: Any) -> None:
    """The step as another schema would say it."""
    workflow: Any = sample.entity(Sale).workflow
    monkeypatch.setitem(workflow.transitions, name, [replace(step(name), **parts)])


def test_an_approver_keeps_to_the_rows_of_his_grant_and_the_others_to_what_they_read(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(monkeypatch, "release", by={"manager": "mine", "clerk": None})
    sale = shop.packing()
    assert refused(shop.manager, sale, "release").code == "scope"
    assert buttons(shop.auditor, sale)["release"].allowed
    # Only who is named as an approver approves.
    assert refused(shop.ann, sale, "release").message.texts == {
        "zh": "此操作限：店长、审计员",
        "en": "This step is for: Manager, Auditor.",
    }


def test_a_button_waits_for_what_is_looked_up_through_what_its_dialog_asks(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_phone = expression("phone != null", ["ne", ["field", "phone"], ["lit", "null", None]])
    sale = shop.packing()
    change(monkeypatch, "hold", when=has_phone, asks=("buyer",), note=None)
    assert buttons(shop.ann, sale)["hold"].allowed
    change(monkeypatch, "hold", when=has_phone, asks=("summary",), note=None)
    assert not buttons(shop.ann, sale)["hold"].allowed
