"""GET /ledger/daybook: the day book (序时账), every posted line in the order of posting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, render_template, request

from app.custom.finance import workbook
from app.generated.voucher_line import VoucherLine
from app.runtime.context import Context
from app.runtime.field import label
from app.web.staff_pages import staff_page

from .. import pages
from . import chosen
from .sources import source_url

ON_A_PAGE = 80
IN_A_FILE = 100_000
HEADS = (
    ("日期", "Date"), ("摘要", "Summary"), ("凭证", "Voucher"), ("科目", "Account"), ("辅助核算", "Dimensions"),
    ("借方", "Debit"), ("贷方", "Credit"),
)  # fmt: skip


@staff_page(
    "/ledger/daybook",
    name="ledger_daybook",
    label=label(zh="序时账", en="Day book"),
    roles=chosen.READERS,
)
def shown(ctx: Context) -> Any:
    """`from`, `to` periods, dimensions by name, `after` a line."""
    return render_template("finance/ledger/daybook.html", page=DayBook(ctx))


@staff_page(
    "/ledger/daybook.xlsx",
    name="ledger_daybook_file",
    label=label(zh="序时账", en="Day book"),
    roles=chosen.READERS,
)
def file(ctx: Context) -> Response:
    return workbook.answered(ctx, VoucherLine, DayBook(ctx).sheet(), "day-book")


class DayBook:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.periods = chosen.known_periods(ctx)
        self.range = chosen.a_range(
            self.periods, request.args.get("from", ""), request.args.get("to", "")
        )
        self.dims = chosen.dims()
        self.after = chosen.after(request.args.get("after", ""))
        self.names = {one.id: f"{one.code} {one.name}" for one in chosen.accounts(ctx)}
        self.page = self._read(self.after, ON_A_PAGE)
        self.titles = chosen.every_title(ctx, self.page.entries)
        self.dim_names = {
            name: chosen.titles(ctx, name, {id})[id] for name, id in self.dims.items()
        }
        self.may_export = workbook.may_export(ctx, VoucherLine)

    def _read(self, after: int | None, limit: int) -> pages.Page:
        if self.range is None:
            return pages.Page(chosen.NOTHING, [], None)
        return pages.entries(self.ctx, self.range.within, None, self.dims, after=after, limit=limit)

    def is_new(self, place: int) -> bool:
        """Whether an entry begins a voucher on this page."""
        entries = self.page.entries
        return place == 0 or entries[place - 1].voucher != entries[place].voucher

    def told(self, entry: pages.Entry) -> str:
        return " · ".join(self.titles[name, id] for name, id in entry.dims.items())

    def source(self, entry: pages.Entry) -> str:
        return source_url(self.ctx, entry.source_type, entry.source_id)

    def dimension(self, name: str) -> str:
        return chosen.text(chosen.NAMES[name], self.ctx.language)

    def without(self, name: str) -> str:
        return self._address(
            "/ledger/daybook", dims={key: id for key, id in self.dims.items() if key != name}
        )

    @property
    def next_url(self) -> str:
        return self._address("/ledger/daybook", after=self.page.more)

    @property
    def first_url(self) -> str:
        return self._address("/ledger/daybook")

    @property
    def file_url(self) -> str:
        return self._address("/ledger/daybook.xlsx")

    def _address(
        self, path: str, *, dims: dict[str, int] | None = None, after: int | None = None
    ) -> str:
        first, last = (self.range.first.period, self.range.last.period) if self.range else ("", "")
        given = {
            "from": first, "to": last if last != first else "",
            **(self.dims if dims is None else dims), "after": after,
        }  # fmt: skip
        return chosen.address(path, given)

    def sheet(self) -> workbook.Sheet:
        span = f"{self.range.first.period} – {self.range.last.period}" if self.range else ""
        dims = [f"{self.dimension(name)}: {title}" for name, title in self.dim_names.items()]
        return workbook.Sheet(
            "序时账" if self.ctx.language == "zh" else "Day book",
            [chosen.company(self.ctx), span, *dims],
            [chosen.text(head, self.ctx.language) for head in HEADS],
            self._rows(),
        )

    def _rows(self) -> Iterator[workbook.Row]:
        """At most 100 000 lines, a page at a time."""
        after, number = None, 0
        while number < IN_A_FILE:
            page = self._read(after, pages.AT_ONCE)
            self.titles = chosen.every_title(self.ctx, page.entries)
            for one in page.entries:
                yield workbook.Row(
                    [one.date, one.summary, one.voucher_no, self.names[one.account], self.told(one), one.debit, one.credit]
                )  # fmt: skip
            number += len(page.entries)
            after = page.more
            if after is None:
                break
