"""The counter (收费台): find who stands there, see what he owes, take the money, hand over the receipt (3.1).

One page for one person: his open bills are chosen already, the amount is what they come to. Less than that settles the
oldest first, more is paid ahead.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for

from app.forms.language import current_language
from app.generated import enums
from app.generated.bank_account import BankAccount
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.occupancy import Occupancy
from app.generated.payment import Payment
from app.generated.prepayment_entry import PrepaymentEntry
from app.runtime import filters, query, records
from app.runtime.context import Context
from app.runtime.errors import (
    AppError,
    BadRequest,
    FieldError,
    RuleViolation,
    ValidationFailed,
    message,
)
from app.runtime.field import label
from app.web.staff_pages import staff_page

from ..fees import balance

ROLES = ("cashier",)
CHANNELS = ("cash", "pos", "bank")
"""How money comes over the counter; online payments are settled by the channel's notice."""
MOST_PEOPLE, MOST_BILLS, MOST_HOMES = 20, 100, 100
COLUMNS = (
    "bill_no", "fee_item", "unit", "parking", "period", "balance", "due_on", "overdue", "project",
)  # fmt: skip
NOTHING = Decimal(0)
MOST = 10**11
"""Yuan; nobody types more at a counter."""


@staff_page(
    "/counter", name="counter", label=label(zh="收费台", en="Counter"), roles=ROLES, module="fee"
)
def find(ctx: Context) -> Any:
    """Who it is: by name or home. A single one is opened at once."""
    text = request.args.get("q", "").strip()[:64]
    people = _people(ctx, text) if text else []
    if len(people) == 1:
        return redirect(url_for("staff.counter_customer", id=people[0]["id"]))
    return render_template("finance/cash/counter.html", text=text, people=people, most=MOST_PEOPLE)


@staff_page(
    "/counter/<int:id>",
    name="counter_customer",
    label=label(zh="收费台", en="Counter"),
    roles=ROLES,
    methods=("GET", "POST"),
    beside=Customer,
)
def take(ctx: Context, id: int) -> Any:
    """What he owes, and the payment: written and received in one press."""
    customer = query.get(ctx, Customer, id, columns=["name", "phone_masked", "project"])
    problem: AppError | None = None
    if request.method == "POST":
        try:
            payment = _take(ctx, id)
        except AppError as error:
            problem = error
        else:
            given = _money("given")
            change = max(given - payment.amount, NOTHING) if given else NOTHING
            return redirect(
                url_for("staff.counter_customer", id=id, done=payment.id, change=f"{change:.2f}")
            )
    rows = _open(ctx, id)
    asks = balance.asked(ctx, [row["id"] for row in rows])
    chosen = set(_bills())
    return (
        render_template(
            "finance/cash/counter.html",
            text="",
            customer=customer,
            homes=_homes(ctx, id),
            bills=rows,
            asks=asks,
            total=sum(asks.values(), NOTHING),
            ahead=_ahead(ctx, id),
            ways=[(name, _called(name)) for name in CHANNELS],
            tills=_tills(ctx),
            chosen=chosen if problem else {row["id"] for row in rows},
            given=request.form,
            problem=problem,
            errors={one.field: one.message for one in getattr(problem, "errors", ())},
            done=_done(ctx),
        ),
        422 if problem else 200,
    )


def _ahead(ctx: Context, customer: int) -> Decimal:
    """What is left of what he paid ahead, of the projects that the cashier may read."""
    wanted = filters.parse(PrepaymentEntry, ctx.actor, [("customer", str(customer))])
    found = query.sums(ctx, PrepaymentEntry, paths=["delta"], where=wanted) or {}
    return found.get("delta") or NOTHING


def _bills() -> list[int]:
    """The ids that were ticked."""
    given = request.form.getlist("bill")[:MOST_BILLS]
    return [int(one) for one in given if one.isdecimal() and len(one) < 19]


def _people(ctx: Context, text: str) -> list[dict[str, Any]]:
    """By customer and by home; each once, with the home by which he was found, who pays for one first.

    A whole home number means that home alone: 2-2-1602 is not 12-2-1602.
    """
    found: dict[int, dict[str, Any]] = {}
    homes = query.rows(
        ctx, Occupancy, search=text, columns=["customer", "unit", "role", "payer", "to_date"],
        sort=["-from_date"], limit=MOST_HOMES,
    ).items  # fmt: skip
    this = [row for row in homes if (row["unit"] or {}).get("title", "").upper() == text.upper()]
    for row in this or homes[:MOST_PEOPLE]:
        if row.get("customer") and (row["to_date"] is None or row["to_date"] >= ctx.today):
            one = {"id": row["customer"]["id"], "name": row["customer"]["title"], "homes": []}
            one = found.setdefault(one["id"], one)
            one["homes"].append(row["unit"]["title"])
            one["pays"] = one.get("pays") or bool(row["payer"])
    if this:
        return _payers_first(found)
    for row in query.rows(
        ctx, Customer, search=text, columns=["name", "phone_masked", "project", "state"],
        limit=MOST_PEOPLE,
    ).items:  # fmt: skip
        one = found.setdefault(row["id"], {"id": row["id"], "name": row["name"], "homes": []})
        one["phone"] = row["phone_masked"]
    return _payers_first(found)


def _payers_first(found: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found.values(), key=lambda one: not one.get("pays"))[:MOST_PEOPLE]


def _homes(ctx: Context, customer: int) -> list[str]:
    rows = query.rows(
        ctx, Occupancy, where=filters.parse(Occupancy, ctx.actor, [("customer", str(customer))]),
        columns=["unit", "to_date"], sort=["-from_date"], limit=MOST_PEOPLE,
    ).items  # fmt: skip
    return [
        row["unit"]["title"]
        for row in rows
        if row["to_date"] is None or row["to_date"] >= ctx.today
    ]


def _open(ctx: Context, customer: int) -> list[dict[str, Any]]:
    """The oldest due day first."""
    wanted = [("state__in", ",".join(balance.OPEN)), ("customer", str(customer))]
    found: list[dict[str, Any]] = query.rows(
        ctx, Bill, where=filters.parse(Bill, ctx.actor, wanted), columns=COLUMNS, sort=["due_on"],
        limit=MOST_BILLS,
    ).items  # fmt: skip
    return found


def _tills(ctx: Context) -> list[dict[str, Any]]:
    """Bank accounts of the company that a transfer or a card may go to, where there are several."""
    rows = query.rows(
        ctx, BankAccount,
        where=filters.parse(BankAccount, ctx.actor, [("active", "true"), ("kind", "bank")]),
        columns=["name", "kind", "project"], limit=MOST_PEOPLE,
    ).items  # fmt: skip
    return rows if len(rows) > 1 else []


def _take(ctx: Context, customer: int) -> Payment:
    """Raises what the form should say; nothing is written then."""
    channel = request.form.get("channel", "")
    if channel not in CHANNELS:
        raise _at("channel", "请选择收款方式", "Choose how it is paid")
    amount = _money("amount")
    if not amount:
        raise _at("amount", "请填写金额", "Enter the amount")
    given = _money("given")
    if channel == "cash" and given and given < amount:
        raise _at("given", "实收现金少于应收金额", "Less cash than the amount")
    bills = _bills()
    values: dict[str, Any] = {
        "channel": channel, "customer": customer, "amount": amount,
        "rule": "chosen" if bills else "oldest", "chosen": bills or None,
        "channel_trade_no": request.form.get("channel_trade_no", "").strip() or None,
        "payer_name": request.form.get("payer_name", "").strip() or None,
    }  # fmt: skip
    till = request.form.get("account", "")
    if till.isdecimal() and len(till) < 19 and channel != "cash":
        values["account"] = int(till)
    project = _project_of(ctx, bills)
    if project is not None:
        values["project"] = project
    with records.writing(ctx):
        made = records.create(ctx, Payment, values)
        return records.transition(ctx, Payment, made.id, "receive")


def _project_of(ctx: Context, bills: list[int]) -> int | None:
    """All bills of one payment are of one project: its receipt numbers are counted there."""
    if not bills:
        return None
    wanted = [("id__in", ",".join(map(str, bills)))]
    rows = query.rows(
        ctx,
        Bill,
        where=filters.parse(Bill, ctx.actor, wanted),
        columns=["project"],
        limit=MOST_BILLS,
    ).items
    found = {row["project"]["id"] for row in rows}
    if len(found) > 1:
        raise RuleViolation(
            "所选账单属于不同项目，请按项目分别收款 / The bills are of several projects: take each project's by itself.",
            field="bill",
        )
    return next(iter(found), None)


def _money(name: str) -> Decimal:
    text = request.form.get(name, "").strip().replace(",", "").replace("，", "")
    if not text:
        return NOTHING
    try:
        found = Decimal(text)
    except ArithmeticError:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found < MOST or found != round(found, 2):
        raise _at(name, "金额须为正数，最多两位小数", "An amount with at most two decimals")
    return found


def _at(field: str, zh: str, en: str) -> ValidationFailed:
    return ValidationFailed([FieldError(field, "invalid", message(zh=zh, en=en))])


def _called(channel: str) -> str:
    value = enums.pay_channel.get(channel)
    return str(value.label.in_language(current_language())) if value else channel


def _done(ctx: Context) -> dict[str, Any] | None:
    """The payment that was just taken, for the receipt, and the change to give back."""
    id = request.args.get("done", "")
    if not id.isdecimal() or len(id) > 18:
        return None
    row = query.get(
        ctx, Payment, int(id), columns=["payment_no", "amount", "channel", "receipt_no", "prepaid"]
    )
    try:
        change = Decimal(request.args.get("change", "0"))
    except ArithmeticError:
        change = Decimal("NaN")
    if not change.is_finite() or not 0 <= change < MOST:
        raise BadRequest("找零金额无效 / The change is no amount.")
    return {**row, "change": change, "way": _called(row["channel"])}
