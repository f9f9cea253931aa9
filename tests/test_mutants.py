"""The mutation runner of the long proofs finds what tests notice, and what they do not."""

from __future__ import annotations

import ast

from tests.proofs.mutation.mutants import mutants

SOURCE = '''"""A module."""
from __future__ import annotations

LIMIT: int = 3

def may(role: str | None, 年: int) -> bool:
    """Says so."""
    if role is None or not role:
        raise ValueError("没有")
    return (年 + 1) < LIMIT
'''.encode()


def _told() -> list[str]:
    return [mutant.told(SOURCE) for mutant in mutants(SOURCE)]


def test_each_kind_of_change_is_made_where_it_belongs() -> None:
    assert _told() == [
        "number: `3` → `4`",
        "comparison: `is` → `is not`",
        "condition: `or` → `and`",
        "not left out: `not role` → `(role)`",
        'not raised: `raise ValueError("没有")` → `pass`',
        "result lost: `(年 + 1) < LIMIT` → `None`",
        "operator: `+` → `-`",
        "number: `1` → `2`",
        "comparison: `<` → `<=`",
    ]


def test_every_mutant_is_a_module_that_can_be_read_and_differs() -> None:
    for mutant in mutants(SOURCE):
        changed = mutant.apply(SOURCE)
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(SOURCE))


def test_false_is_made_true_and_not_nothing_which_says_the_same() -> None:
    source = b"def may() -> bool:\n    return False\n"
    assert [mutant.told(source) for mutant in mutants(source)] == ["truth: `False` \u2192 `True`"]
