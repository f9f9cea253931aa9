"""What a business event means in the books: its voucher, in the same transaction, once (3.1, domain.md §4.9).

    from app.custom.finance.books.posting import Part, post_event

    post_event(ctx, "payment_settled", payment, on=payment_day,
               amounts={"amount": …, "principal": …, "prepaid": …},
               aux={"customer": …, "project": …}, accounts={"received": account_id})

The active rule of the event says which accounts, on which side, take which amount. docs/books.md lists the amounts and the
names of accounts of every event. Nothing is committed here: the caller's transaction carries both, or neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.generated import enums
from app.generated.bill_run import BillRun
from app.generated.fee_item import FeeItem
from app.generated.voucher import Voucher
from app.generated.voucher_rule import VoucherRule
from app.generated.voucher_rule_line import VoucherRuleLine
from app.runtime import money
from app.runtime.context import Context
from app.runtime.entity import Entity
from app.runtime.errors import RuleViolation
from app.runtime.field import Label

from . import chart, codes, deferred, making, periods
from .company import Books, books
from .rules import AccountFacts, Line, Part, Template, lines_of, missing, totals

__all__ = ["Part", "post_event", "post_run", "voucher_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """An active voucher rule with its lines."""

    id: int
    code: str
    word: str
    auto_check: bool
    templates: tuple[Template, ...]


def post_event(
    ctx: Context,
    event: str,
    source: Entity,
    *,
    on: dt.date,
    amounts: Mapping[str, Decimal],
    aux: Mapping[str, int | None] | None = None,
    accounts: Mapping[str, int | str] | None = None,
    lines: Sequence[Part] | None = None,
    key: str = "",
    summary: str = "",
) -> Voucher | None:
    """Make the voucher of this event; a second call for the same source, event and key returns the first one.

    `amounts`: yuan by name. `aux`: dimension (customer, project, department, employee, fee_item) → id. `accounts`: name in
    the rule → id or code; `revenue` may be left out where `fee_item` is known. `lines`: shares of the event with amounts,
    dimensions and accounts of their own. `on`: the day of the business; what belongs to a closed period is dated the
    first day of the next open one. None when every amount is zero.
    Raises RuleViolation, and writes nothing, without an active rule, with an account that is missing, divided or not in
    use, a dimension that the account insists on, or when debit and credit differ.
    """
    there = voucher_of(ctx, event, source, key)
    if there is not None:
        return there
    kept = books(ctx)
    rule = active_rule(ctx, kept, event, on)
    whole = Part(amounts, aux or {}, accounts or {})
    made = _lines(ctx, kept, rule, whole, lines or ())
    if not made:
        return None
    _must_hold(rule, made)
    period, day = periods.open_for(ctx, on)
    head = making.Head(
        period=period.id,
        date=day,
        word=rule.word,
        summary=summary or title(event, on),
        event=event,
        source_type=source.key(),
        source_id=source.id,
        source_key=key,
        rule=rule.id,
        auto_check=rule.auto_check,
    )
    return making.make(ctx, head, [making.row(line) for line in made])


def voucher_of(ctx: Context, event: str, source: Entity, key: str = "") -> Voucher | None:
    """The voucher of this event, if it was made."""
    ctx.session.flush()
    found: Voucher | None = ctx.session.scalar(
        select(Voucher).where(
            Voucher.source_type == source.key(),
            Voucher.source_id == source.id,
            Voucher.event == event,
            Voucher.source_key == key,
            Voucher.deleted_at.is_(None),
        )
    )
    return found


def title(event: str, on: dt.date) -> str:
    """What a voucher is called when nobody says: the event and its day."""
    return f"{label_of_event(event).in_language('zh')} {on}"


def label_of_event(event: str) -> Label:
    """How people call it. Raises RuntimeError for an event that the schema does not name."""
    found = enums.book_event.get(event)
    if found is None:
        raise RuntimeError(f"There is no business event {event!r}.")
    return found.label


def active_rule(ctx: Context, kept: Books, event: str, on: dt.date) -> Rule:
    """The rule of the company's standard that holds that day. Raises RuleViolation without one."""
    row = ctx.session.execute(
        select(VoucherRule.id, VoucherRule.code, VoucherRule.word, VoucherRule.auto_check)
        .where(
            VoucherRule.standard == kept.standard,
            VoucherRule.event == event,
            VoucherRule.state == "active",
            VoucherRule.from_on <= on,
            VoucherRule.deleted_at.is_(None),
        )
        .order_by(VoucherRule.from_on.desc(), VoucherRule.id.desc())
        .limit(1)
    ).first()
    if row is None:
        label = label_of_event(event)
        zh, en = label.in_language("zh"), label.in_language("en")
        raise RuleViolation(
            f"“{zh}”没有启用的凭证规则，请财务经理在凭证规则中启用 / "
            f"There is no active voucher rule for “{en}”: the finance manager activates one.",
            code="no_voucher_rule",
        )
    templates = ctx.session.execute(
        select(VoucherRuleLine)
        .where(VoucherRuleLine.rule_id == row.id, VoucherRuleLine.deleted_at.is_(None))
        .order_by(VoucherRuleLine.line)
    ).scalars()
    return Rule(
        row.id,
        row.code,
        row.word,
        bool(row.auto_check),
        tuple(
            Template(
                one.side,
                one.account_of,
                one.amount_of,
                bool(one.negative),
                tuple(one.aux or ()),
                one.cashflow,
                one.summary or "",
            )
            for one in templates
        ),
    )


def _lines(ctx: Context, kept: Books, rule: Rule, whole: Part, parts: Sequence[Part]) -> list[Line]:
    names = codes.named(kept)
    if kept.vat_point == "bill":
        # The tax was due with the bill already.
        whole = Part({**whole.amounts, "vat_due": Decimal(0)}, whole.aux, whole.accounts)
    revenue = _revenue_accounts(ctx, rule, [whole, *parts])
    known = chart.facts(ctx, _wanted(rule, names, revenue, [whole, *parts]))

    def account_of(name: str, part: Part) -> AccountFacts:
        which: int | str | None = part.accounts.get(name)
        if which is None and name == "revenue":
            which = revenue.get(part.aux.get("fee_item"))
        if which is None:
            which = names.get(name, name if name.isdigit() else None)
        if which is None:
            raise RuleViolation(
                f"凭证规则 {rule.code} 的科目“{name}”没有取到值 / "
                f"The account “{name}” of the voucher rule {rule.code} was not supplied."
            )
        found = known.get(which)
        if found is None:
            raise RuleViolation(
                f"凭证规则 {rule.code} 的科目 {which} 不在科目表中 / "
                f"The account {which} of the voucher rule {rule.code} is not in the chart."
            )
        return chart.usable(found)

    return lines_of(rule.templates, whole, parts, account_of)


def _wanted(
    rule: Rule,
    names: Mapping[str, str],
    revenue: Mapping[int | None, int],
    parts: Sequence[Part],
) -> set[int | str]:
    wanted: set[int | str] = {one.account for one in rule.templates if one.account.isdigit()}
    wanted |= {names[one.account] for one in rule.templates if one.account in names}
    wanted |= set(revenue.values())
    return wanted | {which for part in parts for which in part.accounts.values()}


def _revenue_accounts(ctx: Context, rule: Rule, parts: Sequence[Part]) -> dict[int | None, int]:
    """Fee item → its account, where the rule asks for it."""
    items = {id for part in parts if (id := part.aux.get("fee_item")) is not None}
    if not items or all(one.account != "revenue" for one in rule.templates):
        return {}
    rows = ctx.session.execute(
        select(FeeItem.id, FeeItem.revenue_account_id).where(FeeItem.id.in_(items))
    )
    return dict(rows.all())


def _must_hold(rule: Rule, lines: Sequence[Line]) -> None:
    debit, credit = totals(lines)
    if debit != credit:
        raise RuleViolation(
            f"按凭证规则 {rule.code} 借方 {debit} 与贷方 {credit} 不平，请检查规则 / "
            f"By the voucher rule {rule.code} debit {debit} and credit {credit} differ: check the rule.",
            code="unbalanced",
        )
    for line in lines:
        if line.debit + line.credit != money.rounded(line.debit + line.credit):
            raise ValueError(
                f"{line.debit + line.credit} 元 is no whole number of 分: round it before."
            )
        lacks = missing(line)
        if lacks:
            raise _lacks(line.account, lacks)


def _lacks(account: AccountFacts, dims: Sequence[str]) -> RuleViolation:
    labels = [making.label_of(name) for name in dims]
    zh = "、".join(label.in_language("zh") for label in labels)
    en = ", ".join(label.in_language("en").lower() for label in labels)
    return RuleViolation(
        f"科目 {account.code} {account.name} 须核算{zh} / {account.code} {account.name} needs: {en}.",
        code="aux_missing",
    )


def post_run(ctx: Context, run: BillRun, *, on: dt.date) -> Voucher | None:
    """The one voucher of a bill run, made of its bills inside the database: a line for every customer, the revenue, and what of it is deferred.

    Constant SQL, whatever the number of bills; the second call returns the first voucher. Raises as
    `post_event` does.
    """
    there = voucher_of(ctx, "bill_run_posted", run)
    if there is not None:
        return there
    kept = books(ctx)
    rule = active_rule(ctx, kept, "bill_run_posted", on)
    period, day = periods.open_for(ctx, on)
    spread = any(one.amount == "deferred" for one in rule.templates)
    of = deferred.of_run(ctx, run, period.period, spread=spread)
    aux = {"project": run.project_id, "fee_item": run.fee_item_id}
    head_lines = [one for one in rule.templates if one.amount != "gross"]
    rest = Rule(rule.id, rule.code, rule.word, rule.auto_check, tuple(head_lines))
    made = _lines(
        ctx, kept, rest, Part({"net": of.earned, "deferred": of.deferred, "vat": of.vat}, aux), ()
    )
    debts = [one for one in rule.templates if one.amount == "gross"]
    owed = _lines(
        ctx, kept, Rule(rule.id, rule.code, rule.word, rule.auto_check, tuple(debts)),
        Part({"gross": of.net + of.vat}, aux), (),
    )  # fmt: skip
    if not made:
        return None
    if len(owed) != 1 or totals([*made, *owed])[0] != totals([*made, *owed])[1]:
        _must_hold(rule, [*made, *owed])
    deferred.keep(ctx, run, of.later)
    head = making.Head(
        period.id, day, rule.word, title("bill_run_posted", on), "bill_run_posted",
        run.key(), run.id, "", rule.id, rule.auto_check,
    )  # fmt: skip
    rest_of_it = (making.row(line) for line in made)
    return making.make(ctx, head, rest_of_it, before=making.debts_of_run(run, owed[0]))
