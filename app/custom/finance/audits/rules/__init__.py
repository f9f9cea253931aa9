"""The nineteen checks (domain.md §4.12), each in a module of its own, in their order."""

from __future__ import annotations

from collections.abc import Mapping

from app.custom.crm.bilingual_lines import Lines

from ..rule import Rule
from . import (
    access,
    balance,
    bank_accounts,
    cash,
    chains,
    dormant,
    duties,
    first_digits,
    late_posting,
    limits,
    numbers,
    odd_hours,
    old_debts,
    payments,
    reckoning,
    red_entries,
    reductions,
    round_amounts,
    unmatched,
)

RULES: Mapping[str, Rule] = {
    module.RULE.code: module.RULE
    for module in (
        numbers, balance, payments, duties, late_posting, odd_hours, round_amounts, limits,
        first_digits, unmatched, reckoning, reductions, red_entries, dormant, chains, old_debts,
        cash, bank_accounts, access,
    )
}  # fmt: skip
"""Code → check."""
NIGHTLY = " ".join(code for code, rule in RULES.items() if rule.nightly)
SAID = Lines(sentence for rule in RULES.values() for sentence in rule.said.values())
"""Reads the stored sentences back, in one language."""
NAMES = Lines((rule.zh, rule.en) for rule in RULES.values())
