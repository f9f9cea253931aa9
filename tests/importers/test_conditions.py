"""Conditions of SQL, JavaScript and Python in our expressions: said alike, or refused."""

from __future__ import annotations

import pytest

from generator.importers.conditions import Found, NotUnderstood, Untranslatable, parse, render

FIELDS = {
    "a": Found("a", "int"), "s": Found("s", "string"), "f": Found("f", "bool"), "d": Found("d", "date"), "at": Found("at", "datetime"),
    "e": Found("e", "enum", {"Open": "open", "Closed": "closed"}), "r": Found("r", "ref", key="r.code"), "l": Found("l", "list"),
}  # fmt: skip


class Fields:
    def look(self, names: list[str]) -> Found | None:
        names = [name for name in names if name != "doc"]
        return FIELDS.get(names[0]) if len(names) == 1 else None


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("doc.a && !doc.f", "a != 0 and not f"),
        ("in_list(['Open','Closed'], doc.e) || doc.s == 'x'", "e in ['open', 'closed'] or s == 'x'"),
        ("doc.e == 'Open' ? doc.a > 1 : doc.f", "e == 'open' and a > 1 or not e == 'open' and f"),
        ("doc.e != 'Open'", "not e == 'open'"),
        ("['Open','Closed'].indexOf(doc.e) === -1", "not e in ['open', 'closed']"),
        ("doc.f == 1 && doc.f", "f"),
        ("!(doc.a > 1 || doc.f)", "not a > 1 and not f"),
        ("doc.at > frappe.datetime.get_today()", "days(at, today()) < 0"),
        ("doc.s.length > 3", "len(s) > 3"),
        ("doc.r == 'A' and not doc.get('s')", "r.code == 'A' and s == null"),
        ("doc.l", "len(l) > 0"),
    ],
)  # fmt: skip
def test_javascript_and_python_say_the_same_here(source: str, ours: str) -> None:
    assert render(parse(source), Fields()) == ours


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("((e)::text = ANY ((ARRAY['Open'::character varying, 'Closed'::character varying])::text[]))", "e in ['open', 'closed']"),
        ("a BETWEEN 1 AND 5 AND s LIKE 'x%'", "a >= 1 and a <= 5 and starts(s, 'x')"),
        ('"e" IN ("Open")', "e == 'open'"),
        ("CASE WHEN f THEN a > 1 ELSE a > 2 END", "f and a > 1 or not f and a > 2"),
        ("length(trim(s)) >= 2 AND d <= date('now')", "len(s) >= 2 and d <= today()"),
        ("NOT (s IS NULL)", "s != null"),
        ("abs(a) < 3", "max(a, -a) < 3"),
    ],
)  # fmt: skip
def test_sql_says_the_same_here(source: str, ours: str) -> None:
    assert render(parse(source, sql=True), Fields(), loose=True) == ours


@pytest.mark.parametrize(
    "source", ["doc.a(", "a = = b", "{x: 1}", "a > 1; b", "x" * 5_000, "(" * 200]
)
def test_what_is_no_condition_is_not_understood(source: str) -> None:
    with pytest.raises(NotUnderstood):
        parse(source)


@pytest.mark.parametrize(
    "source",
    ["doc.missing", "doc.s > 'a'", "doc.f + 1", "frappe.db.count('X')", "doc.s == doc.a"],
)
def test_what_our_expressions_cannot_say_is_refused(source: str) -> None:
    with pytest.raises(Untranslatable):
        render(parse(source), Fields())
