"""Bank lines and what they are: what is beyond doubt is matched, what is not stays open (3.1). Pure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.custom.finance.cash.bank.matching import BankRow, Claim, candidates, match, plain

D = Decimal
DAY = dt.date(2026, 3, 4)


def row(
    id: int, amount: str, name: str = "", *, on: int = 0, ref: str = "", memo: str = ""
) -> BankRow:
    return BankRow(id, DAY + dt.timedelta(on), D(amount), name, ref, memo)


def claim(
    id: int,
    amount: str,
    name: str = "",
    *,
    on: int = 0,
    ref: str = "",
    batch: str = "",
    kind: str = "payment",
) -> Claim:
    return Claim(
        kind, id, DAY + dt.timedelta(on), D(amount), frozenset({name} - {""}), frozenset({ref} - {""}), batch,  # type: ignore[arg-type]
    )  # fmt: skip


def found(rows: list[BankRow], claims: list[Claim]) -> list[tuple[int, str, list[int]]]:
    return [(one.line, one.how, [c.id for c in one.claims]) for one in match(rows, claims)]


def test_the_same_reference_and_amount_is_the_payment() -> None:
    assert found([row(1, "10", ref="F1")], [claim(5, "10", ref="F1", on=-20)]) == [
        (1, "exact", [5])
    ]


def test_a_remark_that_names_the_payment_is_a_reference() -> None:
    rows = [row(1, "10", memo="物业费 SK20260304-000001 谢谢")]
    assert found(rows, [claim(5, "10", ref="SK20260304-000001")]) == [(1, "exact", [5])]


def test_the_same_reference_with_another_amount_is_left_to_a_person() -> None:
    rows = [row(1, "10", "张三丰", ref="F1")]
    assert found(rows, [claim(5, "11", ref="F1"), claim(6, "10", "张三丰")]) == []


def test_amount_name_and_a_day_within_three_are_near() -> None:
    claims = [claim(5, "10", "雅信物业有限公司", on=-3)]
    assert found([row(1, "10", "雅信物业")], claims) == [(1, "near", [5])]
    assert found([row(1, "10", "雅信物业", on=1)], claims) == []
    assert found([row(1, "10", "别人")], claims) == []


def test_a_short_name_is_no_part_of_another() -> None:
    assert found([row(1, "10", "张三丰")], [claim(5, "10", "张三")]) == []


def test_two_payments_that_fit_one_line_leave_it_open() -> None:
    assert found([row(1, "10", "张三")], [claim(5, "10", "张三"), claim(6, "10", "张三")]) == []


def test_two_lines_that_fit_one_payment_stay_open() -> None:
    assert found([row(1, "10", "张三"), row(2, "10", "张三")], [claim(5, "10", "张三")]) == []


def test_several_of_one_payer_and_day_come_to_one_line() -> None:
    claims = [
        claim(5, "10", "张三"),
        claim(6, "20.50", "张三"),
        claim(7, "3", "张三"),
        claim(8, "33.50", "李四"),
    ]
    assert found([row(1, "30.50", "张三", on=1)], claims) == [(1, "subset", [6, 5])]


def test_a_sum_that_comes_about_in_two_ways_stays_open() -> None:
    claims = [
        claim(5, "10", "张三"),
        claim(6, "20", "张三"),
        claim(7, "15", "张三"),
        claim(8, "15", "张三"),
    ]
    assert found([row(1, "30", "张三")], claims) == []


def test_six_parts_are_too_many() -> None:
    claims = [claim(id, f"{2**id}", "张三") for id in range(1, 7)]
    assert found([row(1, "126", "张三")], claims) == []
    assert found([row(1, "62", "张三")], claims)[0][1] == "subset"


def test_the_cards_of_a_day_arrive_as_one_sum_whatever_their_number() -> None:
    claims = [claim(id, "7.10", f"客户{id}", batch="pos") for id in range(1, 9)]
    assert found([row(1, "56.80", "银联商务", on=1)], claims) == [
        (1, "subset", [1, 2, 3, 4, 5, 6, 7, 8])
    ]


def test_money_out_is_a_refund_and_never_a_payment() -> None:
    claims = [claim(5, "-10", "张三", kind="refund"), claim(6, "10", "张三")]
    assert found([row(1, "-10", "张三")], claims) == [(1, "near", [5])]


def test_candidates_begin_with_the_likeliest() -> None:
    claims = [
        claim(5, "10", on=9),
        claim(6, "10", "张三"),
        claim(7, "4", "张三"),
        claim(8, "99"),
        claim(9, "12", ref="F1"),
    ]
    assert [one.id for one in candidates(row(1, "10", "张三", ref="F1"), claims)] == [9, 6, 5, 7]


def test_names_are_compared_without_what_companies_are_called_besides() -> None:
    assert plain("雅信 物业（北京）有限公司") == plain("雅信物业北京")


def test_too_many_alike_are_given_up_instead_of_tried_in_every_way() -> None:
    claims = [claim(id, "1.01", "张三", on=id % 3) for id in range(400)]
    assert match([row(id, "4.04", "张三") for id in range(200)], claims) == []


AMOUNTS = st.integers(1, 12).map(lambda n: f"{n}")
NAMES = st.sampled_from(["张三", "李四", "雅信物业"])


@given(
    st.lists(st.tuples(AMOUNTS, NAMES, st.integers(-1, 1)), max_size=8),
    st.lists(st.tuples(AMOUNTS, NAMES, st.integers(-1, 1)), max_size=8),
)
def test_what_is_matched_has_the_amount_of_its_line_and_belongs_to_one_line_alone(
    lines: list[tuple[str, str, int]], paid: list[tuple[str, str, int]]
) -> None:
    rows = [row(id, amount, name, on=on) for id, (amount, name, on) in enumerate(lines)]
    claims = [claim(id, amount, name, on=on) for id, (amount, name, on) in enumerate(paid)]
    made = match(rows, claims)
    for one in made:
        assert sum(c.amount for c in one.claims) == rows[one.line].amount
        assert all(
            plain(name) == plain(rows[one.line].name) for c in one.claims for name in c.names
        )
    used = [c.id for one in made for c in one.claims]
    assert len(used) == len(set(used))
    assert len({one.line for one in made}) == len(made)
