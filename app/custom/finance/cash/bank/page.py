"""GET /bank-reconciliation: 银行存款余额调节表 of an account and period, and what the open lines may be; accepted or refused here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flask import Response, flash, redirect, render_template, request
from sqlalchemy import func, select

from app.custom.finance import workbook
from app.custom.finance.books.screens import chosen
from app.forms import screens
from app.forms.language import current_language
from app.forms.numbers import as_id
from app.generated.account import Account
from app.generated.bank_account import BankAccount
from app.generated.bank_line import BankLine
from app.generated.bank_refusal import BankRefusal
from app.generated.voucher import Voucher
from app.runtime import query, records, registry
from app.runtime.access import judgement
from app.runtime.context import Context
from app.runtime.errors import AppError, BadRequest, NotFound, message
from app.runtime.field import label
from app.runtime.query.cells import titles_of
from app.web.staff_pages import staff_page

from . import reconciliation, suggesting
from .reconciliation import Group, Item

TITLE = label(zh="银行存款余额调节", en="Bank reconciliation")
PATH = "/bank-reconciliation"
ON_PAPER = 10_000
KINDS = {"payment": "Payment", "settlement": "ChannelSettlement", "refund": "Refund"}
HOW = {
    "exact": ("流水号一致", "Same reference", "green"), "near": ("金额日期相近", "Amount and date near", "teal"),
    "subset": ("多笔合计", "Sum of several", "blue"), "amount": ("仅金额相同", "Only the amount agrees", "yellow"),
    "differs": ("金额不符", "Amount differs", "orange"),
}  # fmt: skip
GROUPS = (
    ("bank_in", "银行已收、企业未收", "Received by the bank, not booked"),
    ("bank_out", "银行已付、企业未付", "Paid by the bank, not booked"),
    ("book_in", "企业已收、银行未收", "Booked as received, not at the bank"),
    ("book_out", "企业已付、银行未付", "Booked as paid, not at the bank"),
)  # fmt: skip


@staff_page(
    PATH, name="bank_reconciliation", label=TITLE, roles=chosen.READERS, module="fin"
)  # fmt: skip
def first(ctx: Context) -> Any:
    """`account` a bank account, the first one where none is asked for; `period`."""
    return render_template("finance/cash/reconciliation.html", page=Table(ctx, None))


@staff_page(
    f"{PATH}/<int:id>",
    name="bank_reconciliation_of",
    label=TITLE,
    roles=chosen.READERS,
    methods=("GET", "POST"),
    beside=BankAccount,
)
def of_account(ctx: Context, id: int) -> Any:
    """The same of one account; POST accepts or refuses a suggestion."""
    if request.method == "POST":
        try:
            _decide(ctx)
        except AppError as refused:
            flash(refused.message.in_language(current_language()), "danger")
        period = request.form.get("period", "")[:7]
        return redirect(
            chosen.address(f"{PATH}/{id}", {"period": period}) + "#open", code=303
        )  # fmt: skip
    return render_template("finance/cash/reconciliation.html", page=Table(ctx, id))


@staff_page(f"{PATH}/<int:id>.xlsx", name="bank_reconciliation_file", label=TITLE, roles=chosen.READERS)  # fmt: skip
def file(ctx: Context, id: int) -> Response:
    """The table with every item."""
    return workbook.answered(
        ctx, BankLine, Table(ctx, id, on_paper=True).sheet(), "bank-reconciliation"
    )


def _decide(ctx: Context) -> None:
    """What the form says of a line: `accept` matches it, `refuse` keeps that it is not."""
    line = as_id(request.form.get("line", ""))
    ids = {kind: _ids(kind) for kind in KINDS}
    if line is None or not any(ids.values()):
        raise BadRequest("没有选择流水或匹配对象 / No line, or nothing that it may be.")
    if request.form.get("do") == "accept":
        values: dict[str, Any] = {"payments": ids["payment"]} if ids["payment"] else {}
        values |= {kind: ids[kind][0] for kind in ("settlement", "refund") if ids[kind]}
        records.transition(ctx, BankLine, line, "match", values)
        flash(message(zh="已匹配", en="Matched.").in_language(current_language()))
        return
    query.get(ctx, BankLine, line, columns=["id"])
    with records.writing(ctx):
        for kind, some in ids.items():
            for id in some:
                records.create(ctx, BankRefusal, {"line": line, kind: id})
    flash(message(zh="已否定，不再建议", en="Refused; it is not suggested again.").in_language(current_language()))  # fmt: skip


def _ids(kind: str) -> list[int]:
    return [id for text in request.form.getlist(kind)[:20] if (id := as_id(text)) is not None]


class Table:
    def __init__(self, ctx: Context, id: int | None, *, on_paper: bool = False) -> None:
        self.ctx = ctx
        self.zh = current_language() == "zh"
        self.accounts = [one for one in _accounts(ctx) if one.kind == "bank" or one.id == id]
        self.account = self._account(id or as_id(request.args.get("account", "")))
        self.periods = chosen.known_periods(ctx)
        self.period = chosen.one_period(self.periods, request.args.get("period", ""))
        self.found: reconciliation.Reconciliation | None = None
        self.suggested: list[suggesting.Suggested] = []
        self.titles: dict[tuple[str, int], str] = {}
        self.may_match = False
        self.may_export = workbook.may_export(ctx, BankLine)
        if self.account is None or self.period is None:
            return
        self.on: dt.date = min(self.period.ends_on, max(ctx.today, self.period.starts_on))
        shown = ON_PAPER if on_paper else reconciliation.SHOWN
        self.found = reconciliation.table(ctx, self.account.account_id, self.on, shown)
        if not on_paper:
            self.suggested = suggesting.suggested(ctx, self.account, self.on)
            self._names()
            self.may_match = self._may_match()

    def _account(self, id: int | None) -> BankAccount | None:
        if id is None:
            return self.accounts[0] if self.accounts else None
        found = next((one for one in self.accounts if one.id == id), None)
        if found is None:
            raise NotFound
        return found

    def _names(self) -> None:
        for kind, entity in KINDS.items():
            ids = {id for one in self.suggested for id in one.ids(kind)}
            found = titles_of(self.ctx.session, self.ctx.actor, entity, ids)
            self.titles |= {(kind, id): title for id, title in found.items()}

    def _may_match(self) -> bool:
        """Whether the reader may match the lines that stand here: the policy is asked of the first of them."""
        if not self.suggested:
            return False
        line = query.record(self.ctx, BankLine, self.suggested[0].line.id)
        return any(
            one.name == "match" and one.allowed for one in judgement.available(self.ctx, line)
        )

    # -- for the page ------------------------------------------------------------------------------

    def groups(self) -> list[tuple[str, str, Group]]:
        """(name, title, group) in the order of the form."""
        return [(name, zh if self.zh else en, getattr(self.found, name)) for name, zh, en in GROUPS]

    @property
    def together(self) -> str:
        """The other bank accounts that stand on the same ledger account, for they are reconciled as one."""
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        return "、".join(
            one.name
            for one in self.accounts
            if one.account_id == self.account.account_id and one.id != self.account.id
        )

    @property
    def ledger(self) -> str:
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        found = self.ctx.session.execute(
            select(Account.code, Account.name).where(Account.id == self.account.account_id)
        ).one()
        return f"{found.code} {found.name}"

    @property
    def has_lines(self) -> bool:
        """Whether anything of the bank's side is here at all."""
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        return (
            self.ctx.session.scalar(
                select(func.count())
                .select_from(BankLine)
                .where(BankLine.account_id == self.account.id, BankLine.on <= self.on)
            )
            or 0
        ) > 0

    def item_url(self, group: str, item: Item) -> str:
        """The line of the bank, or the voucher."""
        entity = BankLine if group.startswith("bank") else Voucher
        return screens.show_url(entity.meta.name, item.id)

    def age(self, day: dt.date) -> int:
        """Days that it is open, on the day of the table."""
        return (self.on - day).days

    def how(self, one: suggesting.Suggested) -> tuple[str, str]:
        """(text, colour) of the badge."""
        zh, en, color = HOW[one.how]
        return zh if self.zh else en, color

    def told(self, claim: Any) -> tuple[str, str]:
        """(title, address) of what a line may be."""
        entity = KINDS[claim.kind]
        title = self.titles.get((claim.kind, claim.id)) or f"#{claim.id}"
        return title, screens.show_url(entity, claim.id)

    def line_url(self, one: suggesting.Suggested) -> str:
        return screens.show_url("BankLine", one.line.id)

    @property
    def open_url(self) -> str:
        """All open lines of the account."""
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        address = screens.url(BankLine, "list")
        return f"{address}?account={self.account.id}&state=open"

    @property
    def account_url(self) -> str:
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        return screens.show_url("BankAccount", self.account.id)

    @property
    def import_url(self) -> str:
        """Where statements are brought in; "" for who may not."""
        policy = registry.current().entity("BankLine").policy
        return (
            "/imports/new/bank_line" if policy.may(self.ctx.actor, "import").reason is None else ""
        )

    @property
    def file_url(self) -> str:
        assert self.account is not None  # noqa: S101 - the page asks where there is one
        period = self.period.period if self.period else ""
        return chosen.address(f"{PATH}/{self.account.id}.xlsx", {"period": period})

    # -- on paper ----------------------------------------------------------------------------------

    def sheet(self) -> workbook.Sheet:
        if self.account is None or self.period is None or self.found is None:
            raise NotFound
        zh = self.zh
        return workbook.Sheet(
            "银行存款余额调节表" if zh else "Bank reconciliation",
            [chosen.company(self.ctx), f"{self.account.name} · {self.ledger}", f"{self.on}"],
            ["日期", "摘要", "对方", "金额"] if zh else ["Date", "Memo", "Counterparty", "Amount"],
            self._rows(),
        )

    def _rows(self) -> Iterator[workbook.Row]:
        found = self.found
        assert found is not None  # noqa: S101 - sheet() refuses
        zh = self.zh
        sides = (
            ("企业银行存款日记账余额" if zh else "Balance of the books", found.books, self.groups()[:2],
             "调节后余额（企业）" if zh else "Adjusted balance of the books", found.books_adjusted),
            ("银行对账单余额" if zh else "Balance of the bank", found.bank, self.groups()[2:],
             "调节后余额（银行）" if zh else "Adjusted balance of the bank", found.bank_adjusted),
        )  # fmt: skip
        for begin, amount, groups, end, adjusted in sides:
            yield workbook.Row(["", begin, "", amount], bold=True)
            for _, title, group in groups:
                yield workbook.Row(["", title, "", group.total], bold=True)
                for item in group.items:
                    yield workbook.Row([item.on, item.text, item.who, item.amount])
            yield workbook.Row(["", end, "", adjusted], bold=True)
        yield workbook.Row(["", "差额" if zh else "Difference", "", found.difference], bold=True)


def _accounts(ctx: Context) -> list[BankAccount]:
    """All of them, by code; whoever opens the page may read every one."""
    return list(
        ctx.session.scalars(
            select(BankAccount).where(BankAccount.deleted_at.is_(None)).order_by(BankAccount.code)
        )
    )
