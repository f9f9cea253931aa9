"""From a rule and the amounts of an event to the lines of a voucher. Pure: no database. Amounts in yuan, Decimal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

DIMENSIONS = ("customer", "project", "department", "employee", "fee_item")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several shares of an event: a bill that is paid, a device that loses value.

    `amounts`: yuan by name; `aux`: dimension → id; `accounts`: name in the rule → id or code of an account. What
    a part does not say is said by the event.
    """

    amounts: Mapping[str, Decimal]
    aux: Mapping[str, int | None] = field(default_factory=dict)
    accounts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """A line of a rule: which side, which account (a code, or a name), which amount, which dimensions."""

    side: str
    account: str
    amount: str
    negative: bool = False
    aux: tuple[str, ...] = ()
    cashflow: str | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What a line must know of its account. `aux`: the dimensions that it insists on."""

    id: int
    code: str
    name: str
    leaf: bool = True
    active: bool = True
    cash: bool = False
    aux: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a voucher, with its own dimensions; a red amount is negative."""

    account: AccountFacts
    debit: Decimal
    credit: Decimal
    aux: Mapping[str, int]
    cashflow: str | None
    summary: str


def lines_of(
    templates: Sequence[Template],
    event: Part,
    parts: Sequence[Part],
    account_of: Callable[[str, Part], AccountFacts],
) -> list[Line]:
    """The lines in the order of the rule, those of zero left out.

    An amount that some of the `parts` name is taken from them, each with its own dimensions and accounts; lines that
    agree in all but the amount become one. Any other amount is taken from the event.
    """
    sums: dict[tuple[object, ...], Decimal] = {}
    first: dict[tuple[object, ...], tuple[Template, AccountFacts, dict[str, int]]] = {}
    for place, template in enumerate(templates):
        shares = [part for part in parts if template.amount in part.amounts] or [event]
        for share in shares:
            amount = Decimal(share.amounts.get(template.amount, NOTHING))
            if not amount:
                continue
            known = Part({}, {**event.aux, **share.aux}, {**event.accounts, **share.accounts})
            account = account_of(template.account, known)
            aux = dimensions(template, account, known.aux)
            key = (place, account.id, *sorted(aux.items()))
            sums[key] = sums.get(key, NOTHING) + amount
            first.setdefault(key, (template, account, aux))
    found = []
    for key, amount in sums.items():
        if not amount:
            continue
        template, account, aux = first[key]
        signed = -amount if template.negative else amount
        found.append(
            Line(
                account,
                signed if template.side == "dr" else NOTHING,
                signed if template.side == "cr" else NOTHING,
                aux,
                None if account.cash else template.cashflow or None,
                template.summary,
            )
        )
    return found


def dimensions(
    template: Template, account: AccountFacts, given: Mapping[str, int | None]
) -> dict[str, int]:
    """What the rule asks for and what the account insists on, as far as the event knows it."""
    wanted = [name for name in DIMENSIONS if name in template.aux or name in account.aux]
    return {name: id for name in wanted if (id := given.get(name)) is not None}


def missing(line: Line) -> list[str]:
    """Dimensions that the account insists on and the line does not have."""
    return [name for name in DIMENSIONS if name in line.account.aux and name not in line.aux]


def totals(lines: Sequence[Line]) -> tuple[Decimal, Decimal]:
    """(debit, credit) of all lines."""
    return sum((line.debit for line in lines), NOTHING), sum(
        (line.credit for line in lines), NOTHING
    )
