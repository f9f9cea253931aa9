"""What the open lines of an account may be: beyond doubt, or worth a look; what was refused is not suggested again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from app.generated.bank_account import BankAccount
from app.runtime.context import Context

from . import claims
from .matching import NEAR, BankRow, Claim, candidates, match, plain, same_name

How = Literal["exact", "near", "subset", "amount", "differs", ""]
COMPARED = 2_000
"""Open lines that are compared with each other, the oldest first."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A line and what it may be. `how`: as `Match.how`; amount: only the sum agrees; differs: number or payer agree, the
    amount does not, so that it cannot be accepted as it is; nothing is known of it: "".
    """

    line: BankRow
    how: How = ""
    claims: tuple[Claim, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((one.amount for one in self.claims), Decimal(0))

    @property
    def fits(self) -> bool:
        return bool(self.claims) and self.how != "differs"

    def ids(self, kind: str) -> list[int]:
        """Of what it may be, those of one kind: payment, settlement, refund."""
        return [one.id for one in self.claims if one.kind == kind]


def suggested(
    ctx: Context, account: BankAccount, until: dt.date, most: int = 50
) -> list[Suggested]:
    """The oldest open lines up to that day, each with its likeliest suggestion. Five statements, one more for each project."""
    # Names and numbers of payments are not all the reader's: whose title he may see, the page asks the policy.
    system = Context.system(ctx.session)
    system.sessions = ctx.sessions
    rows = claims.rows(system, account.id, most=COMPARED)
    if not rows:
        return []
    some, refused = claims.of(system, account), claims.refused(system, account.id)
    return of(rows, some, refused, until, most)


def of(
    rows: Sequence[BankRow],
    some: Sequence[Claim],
    refused: set[tuple[int, str, int]],
    until: dt.date,
    most: int,
) -> list[Suggested]:
    """Pure: the same for lines and claims that were read."""
    certain = {one.line: one for one in match(rows, some, refused)}
    taken = {(claim.kind, claim.id) for one in certain.values() for claim in one.claims}
    free = _Known([one for one in some if (one.kind, one.id) not in taken])
    found: list[Suggested] = []
    for row in rows:
        if row.on > until:
            continue
        if len(found) == most:
            break
        sure = certain.get(row.id)
        if sure is not None:
            found.append(Suggested(row, sure.how, sure.claims))
        else:
            found.append(free.likeliest(row, refused))
    return found


class _Known:
    """Claims by amount, number and day, so that a line is compared with few of them."""

    def __init__(self, some: Sequence[Claim]) -> None:
        self.amounts: dict[Decimal, list[Claim]] = defaultdict(list)
        self.refs: dict[str, list[Claim]] = defaultdict(list)
        self.days: dict[dt.date, list[Claim]] = defaultdict(list)
        for one in some:
            self.amounts[one.amount].append(one)
            self.days[one.on].append(one)
            for ref in one.refs:
                self.refs[ref].append(one)

    def likeliest(self, row: BankRow, refused: set[tuple[int, str, int]]) -> Suggested:
        def left(some: Sequence[Claim]) -> list[Claim]:
            return [one for one in some if (row.id, one.kind, one.id) not in refused]

        same = candidates(row, left([*self.amounts[row.amount], *self.refs.get(row.ref, ())]), 1)
        if same:
            return Suggested(
                row, "amount" if same[0].amount == row.amount else "differs", tuple(same)
            )
        if len(plain(row.name)) > 1:
            near = left(self._around(row.on))
            known = [
                one
                for one in near
                if (one.amount > 0) == (row.amount > 0) and same_name(row.name, one)
            ]
            known.sort(key=lambda one: (abs(one.amount - row.amount), one.id))
            if known:
                return Suggested(row, "differs", (known[0],))
        return Suggested(row)

    def _around(self, day: dt.date) -> list[Claim]:
        days = range(-NEAR.days, NEAR.days + 1)
        return [one for more in days for one in self.days.get(day + dt.timedelta(days=more), ())]
