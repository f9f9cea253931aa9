"""The tax bureau's batch template (数电票批量开具): requests of a batch as a workbook with its sheets and headings, as text.

Aligned with the template of 2026-04 as it is published; not certified. Whoever uploads it checks it against the template that the tax
bureau's site offers that day. Special businesses (leases of real estate, transport …) need its third sheet, which is left empty.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from sqlalchemy import func, select

from app.custom.finance.books.people import as_system
from app.generated.bill import Bill
from app.generated.customer import Customer
from app.generated.fee_item import FeeItem
from app.generated.invoice import Invoice
from app.generated.invoice.model import invoice_bills
from app.generated.tax_kind import TaxKind
from app.generated.unit import Unit
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import RuleViolation
from app.runtime.writing import numbering

MOST = 100
"""Invoices that the site takes at once."""
SHOWN = 30
"""Batches on the page."""
HEAD = (
    "发票流水号", "发票类型", "特定业务类型", "是否含税", "受票方自然人标识", "购买方名称", "购买方纳税人识别号",
    "购买方证件类型", "购买方证件号码", "购买方国籍（或地区）", "购买方地址", "购买方所在地区（报废产品收购必填）",
    "购买方所在地区（报废产品收购必填）", "购买方所在地区（报废产品收购必填）", "购买方所在地区（报废产品收购必填）",
    "购买方详细地址（报废产品收购必填）", "购买方电话", "购买方开户银行", "购买方银行账号", "是否展示购买方地址电话银行账号",
    "是否开具涉税专业服务发票品目", "涉税专业服务协议编号", "备注", "报废产品销售类型", "每千克煤炭发热量", "干基全硫",
    "干燥无灰基挥发分", "销售方开户行", "销售方银行账号", "是否展示销售方地址电话银行账号", "购买方邮箱", "购买方经办人姓名",
    "购买方经办人证件类型", "购买方经办人证件号码", "经办人国籍(地区)", "经办人自然人纳税人识别号",
    "放弃享受减按1%征收率原因", "收款人", "复核人",
)  # fmt: skip
LINE = (
    "发票流水号", "项目名称", "商品和服务税收编码", "规格型号", "单位", "数量", "单价", "金额", "税率", "折扣金额",
    "是否使用优惠政策", "优惠政策类型", "即征即退类型", "煤炭种类",
)  # fmt: skip
EMPTY = (
    ("3-特定业务信息", ("发票流水号",)),
    ("4-附加要素信息", ("发票流水号", "附加要素名称", "附加要素内容")),
)
KINDS = {"normal": "普通发票", "special": "增值税专用发票"}
FIRST = 3
"""Row of the first invoice, from 0: what to fill in and the headings stand above."""
NOTE = "一个发票流水号一张发票；金额含税；与税务模板对齐，未经认证"


def next_number(ctx: Context) -> str:
    """KP20260304-0001: batches of a day."""
    key = f"{Invoice.key()}.batch:{ctx.today:%Y%m%d}"
    return f"KP{ctx.today:%Y%m%d}-{numbering.take(ctx.session, key, gapless=True):04d}"


def collect(ctx: Context, ids: Sequence[int] | None = None) -> str:
    """Submit the requests that wait (or those of `ids`), at most 100, as one batch; its number. Raises RuleViolation when none waits.

    By a person who may submit them; all of them in one transaction, or none.
    """
    statement = (
        select(Invoice)
        .where(
            Invoice.state == "requested", Invoice.red_of_id.is_(None), Invoice.deleted_at.is_(None)
        )
        .order_by(Invoice.id)
        .limit(MOST)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if ids is not None:
        statement = statement.where(Invoice.id.in_(ids))
    with records.writing(ctx):
        waiting = ctx.session.scalars(statement).all()
        if not waiting:
            raise RuleViolation(
                "没有待提交的开票申请 / No request waits to be exported.", code="nothing_waits"
            )
        number = next_number(ctx)
        for invoice in waiting:
            records.update(as_system(ctx), Invoice, invoice.id, {"batch_no": number})
            records.transition(ctx, Invoice, invoice.id, "submit")
    return number


def waiting(ctx: Context) -> int:
    """Requests that no batch has yet."""
    found = ctx.session.scalar(
        select(func.count())
        .select_from(Invoice)
        .where(
            Invoice.state == "requested", Invoice.red_of_id.is_(None), Invoice.deleted_at.is_(None)
        )
    )
    return found or 0


def latest(ctx: Context) -> list[tuple[str, int, int]]:
    """The last batches: (number, invoices, of which issued)."""
    rows = ctx.session.execute(
        select(Invoice.batch_no, func.count(), func.count(Invoice.invoice_no))
        .where(Invoice.batch_no.is_not(None), Invoice.deleted_at.is_(None))
        .group_by(Invoice.batch_no)
        .order_by(Invoice.batch_no.desc())
        .limit(SHOWN)
    )
    return [(str(number), count, issued) for number, count, issued in rows]


def exists(ctx: Context, number: str) -> bool:
    """Whether there is such a batch."""
    return bool(ctx.session.scalar(select(Invoice.id).where(Invoice.batch_no == number).limit(1)))


def workbook(ctx: Context, batch_no: str) -> bytes:
    """The batch for the template: always the same cells for the same batch. Five statements, whatever its size."""
    invoices = ctx.session.scalars(
        select(Invoice)
        .where(
            Invoice.batch_no == batch_no,
            Invoice.state != "refused",
            Invoice.red_of_id.is_(None),
            Invoice.deleted_at.is_(None),
        )
        .order_by(Invoice.id)
    ).all()
    kinds = _kinds(ctx, {one.customer_id for one in invoices})
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        heads = (_head(one, kinds.get(one.customer_id)) for one in invoices)
        _sheet(book, "1-发票基本信息", HEAD, heads, NOTE)
        _sheet(book, "2-发票明细信息", LINE, _lines(ctx, [one.id for one in invoices]), NOTE)
        for name, heading in EMPTY:
            _sheet(book, name, heading, iter(()), "")
    return out.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, name: str, heading: Sequence[str], rows: Iterator[dict[str, str]], note: str
) -> None:  # fmt: skip
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(heading), 18, text)
    sheet.write_string(0, 0, note)
    for place, title in enumerate(heading):
        sheet.write_string(FIRST - 1, place, title)
    for number, row in enumerate(rows, start=FIRST):
        for place, title in enumerate(heading):
            if value := row.get(title):
                # Written as text: a name that begins with "=" stays a name.
                sheet.write_string(number, place, value, text)


def _kinds(ctx: Context, customers: set[int]) -> dict[int, str]:
    rows = ctx.session.execute(
        select(Customer.id, Customer.kind).where(Customer.id.in_(customers))
    ).all()
    return dict(rows)


def _head(invoice: Invoice, customer_kind: str | None) -> dict[str, str]:
    natural = not invoice.tax_no and customer_kind not in ("company", "developer")
    return {
        "发票流水号": str(invoice.request_no),
        "发票类型": KINDS[invoice.kind],
        "是否含税": "是",
        "受票方自然人标识": "是" if natural else "否",
        "购买方名称": invoice.billed_to,
        "购买方纳税人识别号": invoice.tax_no or "",
        "备注": str(invoice.request_no),
        "购买方邮箱": invoice.email or "",
    }


def _lines(ctx: Context, invoices: Sequence[int]) -> Iterator[dict[str, str]]:
    """A line for every bill, one more for its late fees: what for, tax code and rate, and the amount with VAT."""
    rows = ctx.session.execute(
        select(
            Invoice.request_no, FeeItem.name, TaxKind.tax_code, Bill.period, Bill.amount, Bill.discount,
            Bill.tax_rate, Unit.full_no, Bill.id, Invoice.parts,
        )
        .join(invoice_bills, invoice_bills.c.invoice_id == Invoice.id)
        .join(Bill, Bill.id == invoice_bills.c.bill_id)
        .join(FeeItem, FeeItem.id == Bill.fee_item_id)
        .outerjoin(TaxKind, TaxKind.id == FeeItem.tax_kind_id)
        .outerjoin(Unit, Unit.id == Bill.unit_id)
        .where(Invoice.id.in_(invoices))
        .order_by(Invoice.id, Bill.due_on, Bill.id)
    )  # fmt: skip
    for number, item, code, period, amount, discount, rate, unit, bill, parts in rows:
        gross = f"{amount - (discount or Decimal(0)):.2f}"
        mine = next((one for one in parts or () if one["bill"] == bill), {"principal": gross})
        for name, part in ((item, "principal"), (f"{item}违约金", "late")):
            if not Decimal(mine.get(part) or 0):
                continue
            yield {
                "发票流水号": str(number),
                "项目名称": name,
                "商品和服务税收编码": code or "",
                "规格型号": f"{period} {unit or ''}".strip(),
                "金额": mine[part],
                "税率": f"{(Decimal(rate or 0) / 100).normalize():f}",
            }
