"""1.1: equal people are found again (domain.md §4.1, O1.1–O1.4)."""

from decimal import Decimal

import pytest

from app.custom.crm import normalise
from app.custom.crm.customers.duplicates import Person, best_match, compare, name_similarity, score

UNIT = frozenset({7})


def test_an_identity_number_is_checked_by_its_last_digit() -> None:
    assert normalise.id_is_valid("11010519491231002X")
    assert normalise.id_is_valid("11010519491231002x ")
    assert not normalise.id_is_valid("110105194912310021")
    assert not normalise.id_is_valid("11010519491231")


@pytest.mark.parametrize(
    "text",
    [
        "+86 138-0000 0000",
        "8613800000000",
        "138 0000 0000",
        "１３８００００００００",
        "0086-13800000000",
    ],
)
def test_a_phone_number_has_one_form(text: str) -> None:
    assert normalise.phone(text) == "13800000000"
    assert normalise.is_mobile(text)


@pytest.mark.parametrize("text", ["12800000000", "1380000000", "021-5555", "", None])
def test_what_is_no_mobile_number_is_said_to_be_none(text: str | None) -> None:
    assert not normalise.is_mobile(text)


def test_a_phone_number_is_masked_in_the_middle() -> None:
    assert normalise.masked_phone("13812345678") == "138****5678"
    assert normalise.masked_phone(None) is None


def test_names_are_compared_without_width_blanks_and_traditional_forms() -> None:
    assert normalise.name("陳 小 華") == normalise.name("陈小华")
    assert normalise.name("ＡＣＭＥ Ltd") == normalise.name("acmeltd")


def test_a_company_number_is_checked_by_its_last_character() -> None:
    body = "91310000MA1K35H00"
    assert normalise.uscc_is_valid(body + normalise.uscc_check_character(body))
    assert not normalise.uscc_is_valid(body + "?")
    assert not normalise.uscc_is_valid("91310000")


def test_one_wrong_character_in_the_name_is_a_duplicate() -> None:
    """O1.2"""
    new = Person("王小明", "13900000001", units=UNIT)
    known = Person("王晓明", "13900000001", units=UNIT)
    assert round(name_similarity("王小明", "王晓明"), 4) == Decimal("0.6667")
    match = compare(new, known)
    assert (match.score, match.verdict) == (Decimal("0.9231"), "duplicate")


def test_same_name_and_home_with_another_phone_is_somebody_else() -> None:
    """O1.3"""
    match = compare(
        Person("王小明", "13900000001", units=UNIT), Person("王小明", "13900000002", units=UNIT)
    )
    assert (match.score, match.verdict) == (Decimal("0.3846"), "new")


def test_a_shared_family_phone_is_reviewed() -> None:
    """O1.4"""
    match = compare(
        Person("王小明", "13900000001", units=UNIT), Person("李红", "13900000001", units=UNIT)
    )
    assert (match.score, match.verdict) == (Decimal("0.7692"), "review")


def test_the_same_identity_number_decides_whatever_else_differs() -> None:
    match = compare(
        Person("王小明", "13900000001", "11010519491231002X"),
        Person("王大明", "13900000002", "11010519491231002x"),
    )
    assert (match.verdict, match.rule) == ("same", "same ID number")


def test_the_same_phone_and_name_decide() -> None:
    match = compare(Person("陳小华", "+86 13900000001"), Person("陈小华", "13900000001"))
    assert (match.verdict, match.rule) == ("same", "same phone and name")


def test_two_different_identity_numbers_are_never_linked_unseen() -> None:
    match = compare(
        Person("王小明", "13900000001", "11010519491231002X", UNIT),
        Person("王小明", "13900000001", "999999199001010012", UNIT),
    )
    assert match.verdict in ("review", "new")


def test_weights_count_only_what_both_sides_have() -> None:
    assert score(Person("王小明"), Person("王小明", "13900000001")) == Decimal("1.0000")
    assert score(Person(""), Person("王小明")) == 0


def test_a_hard_rule_beats_a_higher_score_and_ties_go_to_the_older_record() -> None:
    new = Person("王小明", "13900000001", units=UNIT)
    older = Person("王小明", "13900000001", id=3)
    younger = Person("王小明", "13900000001", id=9)
    near = Person("王晓明", "13900000001", units=UNIT, id=1)
    match = best_match(new, [near, younger, older])
    assert match is not None
    assert match.candidate.id == 3
    assert best_match(new, [Person("赵六", "13700000000")]) is None
