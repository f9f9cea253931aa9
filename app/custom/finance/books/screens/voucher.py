"""GET /ledger/voucher/17: a voucher as the law prints it (记账凭证), on the screen and on paper; it opens what it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, render_template
from sqlalchemy import select

from app.custom.finance.in_words import written_out
from app.forms import screens
from app.forms.language import current_language
from app.generated.account import Account
from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine
from app.runtime import pdf, query, registry, trace
from app.runtime.context import Context
from app.runtime.field import label
from app.web import cells
from app.web.documents.paper import as_pdf
from app.web.staff_pages import staff_page

from ..rules import DIMENSIONS
from . import chosen
from .sources import source_label, source_url

ROLES = ("cashier", *chosen.READERS)
COLUMNS = (
    "title", "period", "date", "word", "number", "voucher_no", "summary", "attachments", "event", "source_type",
    "source_id", "reverses", "debit", "credit", "state", "maker", "checker", "cashier", "poster", "posted_at",
)  # fmt: skip
SIGNED = (("checker", "审核", "Checked"), ("poster", "记账", "Posted"), ("cashier", "出纳", "Cashier"), ("maker", "制单", "Made"))  # fmt: skip
POSTED = ("posted", "reversed")
CHECKED = ("checked", *POSTED)
MOST_LINES = 500
"""On paper."""
ON_A_PAGE = 120
"""On the screen: a page holds 1,500 elements."""


@staff_page(
    "/ledger/voucher/<int:id>",
    name="ledger_voucher",
    label=label(zh="记账凭证", en="Voucher sheet"),
    roles=ROLES,
    beside=Voucher,
)
def shown(ctx: Context, id: int) -> Any:
    return render_template(
        "finance/ledger/voucher.html",
        page=Sheet(ctx, id, most=ON_A_PAGE),
        possible=pdf.is_possible(),
    )


@staff_page(
    "/ledger/voucher/<int:id>.pdf",
    name="ledger_voucher_file",
    label=label(zh="记账凭证", en="Voucher sheet"),
    roles=ROLES,
)
def file(ctx: Context, id: int) -> Response:
    page = Sheet(ctx, id)
    return as_pdf(pdf.made("voucher", page.printed()), f"{page.title} {page.number}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the account's own name stands below that of the first level; `dims` what it is about."""

    summary: str
    top: str
    below: str
    account: int
    dims: str
    debit: Decimal
    credit: Decimal


class Sheet:
    """`most`: lines that are read; `more` says that there are others."""

    def __init__(self, ctx: Context, id: int, *, most: int = MOST_LINES) -> None:
        self.ctx = ctx
        self.most = most
        self.id = id
        self.language = current_language()
        self.record: Mapping[str, Any] = query.get(ctx, Voucher, id, columns=list(COLUMNS))
        self.company = chosen.company(ctx)
        self.chart = {one.id: one for one in chosen.accounts(ctx)}
        rows = ctx.session.scalars(
            select(VoucherLine)
            .where(VoucherLine.voucher_id == id, VoucherLine.deleted_at.is_(None))
            .order_by(VoucherLine.line, VoucherLine.id)
            .limit(most + 1)
        ).all()
        self.more = len(rows) > most
        self.lines = self._lines(rows[:most])
        self.trail = trace.trail(ctx, Voucher, id)

    def _lines(self, rows: Sequence[VoucherLine]) -> list[Line]:
        names: dict[tuple[str, int], str] = {}
        for name in DIMENSIONS:
            ids = {id for one in rows if (id := getattr(one, f"{name}_id")) is not None}
            if ids:
                names |= {(name, id): t for id, t in chosen.titles(self.ctx, name, ids).items()}
        return [self._line(row, names) for row in rows]

    def _line(self, row: VoucherLine, names: Mapping[tuple[str, int], str]) -> Line:
        path: list[Account] = []
        account = self.chart.get(row.account_id)
        while account is not None:
            path.insert(0, account)
            account = self.chart.get(account.parent_id) if account.parent_id else None
        dims = [
            names[name, id] for name in DIMENSIONS if (id := getattr(row, f"{name}_id")) is not None
        ]
        return Line(
            row.summary or self.record["summary"],
            f"{path[0].code} {path[0].name}" if path else "",
            "/".join(one.name for one in path[1:]),
            row.account_id,
            " · ".join(dims),
            row.debit,
            row.credit,
        )

    # -- for the page ------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        return "记账凭证" if self.language == "zh" else "Voucher"

    @property
    def number(self) -> str:
        """记-0003, or that it has none yet."""
        none = "（记账时取号）" if self.language == "zh" else "(numbered when posted)"
        return str(self.record["voucher_no"] or none)

    @property
    def total(self) -> Decimal:
        return sum((one.debit for one in self.lines), chosen.NOTHING)

    @property
    def words(self) -> str:
        return written_out(self.total)

    @property
    def state(self) -> Any:
        return cells.state_badge(Voucher, self.record["state"])

    def signatures(self) -> list[tuple[str, str]]:
        """(what, who), in the order of the sheet."""
        found = []
        for name, zh, en in SIGNED:
            who = self.record[name]
            told = who["title"] if who else self._by_system(name)
            found.append((zh if self.language == "zh" else en, told))
        return found

    def _by_system(self, name: str) -> str:
        """What nobody signed because the rule of the event did it; "" for what is not done, or needs nobody."""
        done = {"maker": True, "checker": self.record["state"] in CHECKED, "poster": self.record["state"] in POSTED}  # fmt: skip
        if self.record["event"] == "manual" or not done.get(name):
            return ""
        return "系统" if self.language == "zh" else "System"

    @property
    def event(self) -> str:
        known = Voucher.fields()["event"].enum
        found = known.get(self.record["event"]) if known else None
        return found.label.in_language(self.language) if found else ""

    @property
    def source(self) -> tuple[str, str]:
        """(what it came from, its address); the address is "" where the reader may not open it."""
        kind, id = self.record["source_type"], self.record["source_id"]
        return source_label(kind, self.language), source_url(self.ctx, kind, id)

    @property
    def statements_url(self) -> str:
        """The statements of its period, which it is part of once it is posted; "" for who may not read them."""
        if self.ctx.actor.roles.isdisjoint(chosen.READERS) or not self.record["voucher_no"]:
            return ""
        return chosen.address("/statements", {"period": self.record["period"]["title"]})

    def sources(self) -> list[tuple[str, str, str]]:
        """(kind, title, address) of the records that led to it, as the trail knows them."""
        return [
            (
                stop.entity.meta.label.in_language(self.language), stop.title,
                screens.show_url(stop.key[0], stop.id),
            )
            for stop in self.trail.causes_of(self.trail.here)
        ]  # fmt: skip

    def account_url(self, line: Line) -> str:
        """The account in this period."""
        if "cashier" in self.ctx.actor.roles and not self.chart[line.account].cash:
            return ""
        period = self.record["period"]
        return chosen.address(f"/ledger/account/{line.account}", {"from": period["title"]})

    def printed(self) -> dict[str, Any]:
        """What `voucher.typ` draws."""
        zh = self.language == "zh"
        return {
            "language": self.language,
            "app": registry.current().app.label.in_language(self.language),
            "title": self.title,
            "company": self.company,
            "date": str(self.record["date"]),
            "number": self.number,
            "heads": ["摘要", "科目", "借方金额", "贷方金额"] if zh else ["Summary", "Account", "Debit", "Credit"],
            "enclosures": f"附件 {self.record['attachments']} 张" if zh else f"Enclosures: {self.record['attachments']}",
            "rows": [
                [one.summary, " ".join(filter(None, (one.top, one.below))), one.dims, _figure(one.debit), _figure(one.credit)]
                for one in self.lines
            ],
            "total": ["合计" if zh else "Total", self.words, _figure(self.total), _figure(sum((one.credit for one in self.lines), chosen.NOTHING))],
            "signatures": [f"{what}：{who}" for what, who in self.signatures()],
            "unit": "单位：元" if zh else "Unit: CNY",
        }  # fmt: skip


def _figure(amount: Decimal) -> str:
    return f"{amount:,.2f}" if amount else ""
