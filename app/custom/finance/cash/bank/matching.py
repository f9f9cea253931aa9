"""Which lines of a bank statement are which payments: by reference, by amount with day and name, as a sum of several. Pure.

Only what is beyond doubt is matched. Where two lines could be one payment, or two payments one line, both stay open and a
person chooses among the candidates. Amounts in yuan; in is positive, out negative.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Literal

How = Literal["exact", "near", "subset"]
Refused = AbstractSet[tuple[int, str, int]]
"""(line, kind, id of the claim): what a person said that a line is not."""
NEAR = dt.timedelta(days=3)
MOST_PARTS = 5
MOST_TRIED = 5_000
"""Steps of the search for a sum, for each line: who needs more has too many alike, and a person decides."""
LONG = 4
"""Characters from which on a name may be a part of another: companies, not people."""
NOISE = re.compile(r"[\s()（）·.,，。\-—*]|(有限责任公司|股份有限公司|有限公司|公司)$")


@dataclass(frozen=True, slots=True)
class BankRow:
    """An open line."""

    id: int
    on: dt.date
    amount: Decimal
    name: str = ""
    ref: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What may stand behind a line: `kind` payment, settlement or refund (its amount is negative).

    `refs`: numbers that the line may name; `names`: who may be its counterparty; `batch`: with what else it arrives as one
    sum (the cards of a day).
    """

    kind: Literal["payment", "settlement", "refund"]
    id: int
    on: dt.date
    amount: Decimal
    names: frozenset[str] = frozenset()
    refs: frozenset[str] = frozenset()
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A line and what it is."""

    line: int
    how: How
    claims: tuple[Claim, ...]


def plain(name: str | None) -> str:
    """A name without blanks, brackets and what a company is called besides."""
    return NOISE.sub("", NOISE.sub("", name or "")).lower()


def same_name(name: str, claim: Claim) -> bool:
    """Whether the counterparty is one of the claim's names."""
    told = plain(name)
    return any(_are_one(told, plain(one)) for one in claim.names)


def _are_one(a: str, b: str) -> bool:
    """The bank may cut a long name, or add to it; 张三 is not 张三丰."""
    if min(len(a), len(b)) < LONG:
        return len(a) > 1 and a == b
    return a in b or b in a


def match(
    rows: Sequence[BankRow], claims: Sequence[Claim], refused: Refused = frozenset()
) -> list[Match]:
    """What is beyond doubt and was not refused, by the order of the lines. Linear but for sums, which are bounded."""
    desk = _Desk(list(rows), list(claims), refused)
    desk.exact()
    desk.near()
    desk.sums()
    place = {row.id: number for number, row in enumerate(rows)}
    return sorted(desk.found, key=lambda one: place[one.line])


def candidates(row: BankRow, claims: Sequence[Claim], most: int = 20) -> list[Claim]:
    """What this line might be, the likeliest first: same reference, then amount, name, nearest day."""
    scored = []
    for claim in claims:
        if (claim.amount > 0) != (row.amount > 0):
            continue
        named = bool(row.ref and row.ref in claim.refs)
        same, known = claim.amount == row.amount, same_name(row.name, claim)
        days = abs((claim.on - row.on).days)
        if named or same or (known and abs(claim.amount) < abs(row.amount)):
            scored.append(((not named, not same, not known, days, claim.id), claim))
    scored.sort(key=lambda one: one[0])
    return [claim for _, claim in scored[:most]]


@dataclass
class _Desk:
    """What is still open while one way after the other is tried."""

    rows: list[BankRow]
    claims: list[Claim]
    refused: Refused = frozenset()
    found: list[Match] = field(default_factory=list)
    _known: dict[str, list[Claim]] = field(default_factory=dict)
    _names: dict[str, list[Claim]] | None = None

    def may_be(self, row: BankRow, claim: Claim) -> bool:
        """Nobody said that it is not."""
        return (row.id, claim.kind, claim.id) not in self.refused

    def of_name(self, name: str) -> list[Claim]:
        """The claims with that counterparty; each name is compared with each other one once."""
        if self._names is None:
            self._names = defaultdict(list)
            for claim in self.claims:
                for one in {plain(name) for name in claim.names}:
                    self._names[one].append(claim)
        told = plain(name)
        if told not in self._known:
            found = (
                {
                    (claim.kind, claim.id): claim
                    for one, some in self._names.items()
                    if _are_one(told, one)
                    for claim in some
                }
                if len(told) >= LONG
                else {
                    (claim.kind, claim.id): claim
                    for claim in (self._names.get(told, ()) if len(told) > 1 else ())
                }
            )
            self._known[told] = list(found.values())
        return self._known[told]

    def _take(self, matches: Sequence[Match]) -> None:
        self.found += matches
        lines = {one.line for one in matches}
        gone = {(claim.kind, claim.id) for one in matches for claim in one.claims}
        self.rows = [row for row in self.rows if row.id not in lines]
        self.claims = [one for one in self.claims if (one.kind, one.id) not in gone]
        self._known, self._names = {}, None

    def exact(self) -> None:
        """The same number and amount. A number with another amount is left to a person."""
        by_ref: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for ref in claim.refs:
                by_ref[ref].append(claim)
        pairs, doubtful = [], set()
        for row in self.rows:
            named = {
                one.id: one
                for ref in _numbers(row)
                for one in by_ref.get(ref, ())
                if self.may_be(row, one)
            }
            fit = [one for one in named.values() if one.amount == row.amount]
            if len(fit) == 1:
                pairs.append((row, fit[0]))
            elif named:
                doubtful.add(row.id)
        self._take([Match(row.id, "exact", (claim,)) for row, claim in _once(pairs)])
        self.rows = [row for row in self.rows if row.id not in doubtful]

    def near(self) -> None:
        """The same amount within three days, of the same name; the only pair of its kind."""
        pairs = [
            (row, claim)
            for row in self.rows
            for claim in self.of_name(row.name)
            if claim.amount == row.amount
            and abs(claim.on - row.on) <= NEAR
            and self.may_be(row, claim)
        ]
        self._take([Match(row.id, "near", (claim,)) for row, claim in _alone(pairs)])
        # Who has several that fit alone is not a sum of them either.
        doubtful = {row.id for row, _ in pairs}
        self.rows = [row for row in self.rows if row.id not in doubtful]

    def sums(self) -> None:
        """Several of one payer and day, or all of one batch, that come to the very amount in one way only."""
        proposals: list[Match] = []
        payments = [one for one in self.claims if one.kind == "payment" and one.amount > 0]
        batches: dict[tuple[str, dt.date], list[Claim]] = defaultdict(list)
        for claim in payments:
            if claim.batch:
                batches[claim.batch, claim.on].append(claim)
        totals = {
            key: sum((one.amount for one in some), Decimal(0)) for key, some in batches.items()
        }
        for row in self.rows:
            if row.amount <= 0:
                continue
            ways = [
                tuple(some)
                for key, some in batches.items()
                if len(some) > 1 and totals[key] == row.amount and abs(key[1] - row.on) <= NEAR
            ]
            by_day: dict[dt.date, list[Claim]] = defaultdict(list)
            for claim in self.of_name(row.name):
                if claim.kind == "payment" and claim.amount > 0 and abs(claim.on - row.on) <= NEAR:
                    by_day[claim.on].append(claim)
            for same in by_day.values():
                ways += _subsets(same, row.amount)
                if len(ways) > 1:
                    break
            ways = [way for way in ways if all(self.may_be(row, one) for one in way)]
            if len(ways) == 1:
                proposals.append(Match(row.id, "subset", ways[0]))
        taken: dict[tuple[str, int], int] = defaultdict(int)
        for one in proposals:
            for claim in one.claims:
                taken[claim.kind, claim.id] += 1
        self._take([one for one in proposals if all(taken[c.kind, c.id] == 1 for c in one.claims)])


def _numbers(row: BankRow) -> Iterator[str]:
    """The reference, and every number of ours that the remark names."""
    if row.ref:
        yield row.ref
    yield from re.findall(r"[A-Z]{2}[0-9]{6,8}-[0-9]{4,8}", row.memo)


def _once(pairs: Sequence[tuple[BankRow, Claim]]) -> list[tuple[BankRow, Claim]]:
    """Pairs whose claim no other line names."""
    count: dict[tuple[str, int], int] = defaultdict(int)
    for _, claim in pairs:
        count[claim.kind, claim.id] += 1
    return [(row, claim) for row, claim in pairs if count[claim.kind, claim.id] == 1]


def _alone(pairs: Sequence[tuple[BankRow, Claim]]) -> list[tuple[BankRow, Claim]]:
    """Pairs of which neither side has another one."""
    lines: dict[int, int] = defaultdict(int)
    for row, _ in pairs:
        lines[row.id] += 1
    return [(row, claim) for row, claim in _once(pairs) if lines[row.id] == 1]


def _subsets(claims: Sequence[Claim], amount: Decimal) -> list[tuple[Claim, ...]]:
    """Two to five of them that come to the amount: at most two ways, for two are as many as too many.

    Largest first, so that what exceeds the rest is left out at once; after MOST_TRIED steps nothing is certain, which is
    told as two ways.
    """
    some = sorted(claims, key=lambda one: (-one.amount, one.id))
    after = [Decimal(0)] * (len(some) + 1)
    for place in range(len(some) - 1, -1, -1):
        after[place] = after[place + 1] + some[place].amount
    tried = 0

    def ways(start: int, rest: Decimal, chosen: tuple[Claim, ...]) -> Iterator[tuple[Claim, ...]]:
        nonlocal tried
        for place in range(start, len(some)):
            tried += 1
            if tried > MOST_TRIED or after[place] < rest:
                return
            one = some[place]
            if one.amount > rest:
                continue
            if one.amount == rest:
                if chosen:
                    yield (*chosen, one)
            elif len(chosen) + 1 < MOST_PARTS:
                yield from ways(place + 1, rest - one.amount, (*chosen, one))

    found = list(islice(ways(0, amount, ()), 2))
    if tried > MOST_TRIED and len(found) < 2:
        return [(), ()]
    return found
