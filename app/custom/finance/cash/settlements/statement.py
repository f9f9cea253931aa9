"""The statement of a channel for a day, as it is downloaded: WeChat's 交易账单, Alipay's 业务明细; CSV (GBK or UTF-8) or XLSX. Pure.

Every line becomes a Line or the file is refused: nothing is lost on the way. What the file says of its own totals is
compared with what was read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from app.runtime.errors import RuleViolation
from app.runtime.imports import sheets

from ..online.notice import CHINA

Kind = Literal["pay", "refund"]
NOTHING = Decimal(0)
WECHAT = {
    "at": "交易时间", "trade_no": "微信订单号", "out_trade_no": "商户订单号", "state": "交易状态",
    "amount": "应结订单金额", "refund_id": "微信退款单号", "refund_no": "商户退款单号",
    "refund": "退款金额", "fee": "手续费", "merchant": "商户号",
}  # fmt: skip
ALIPAY = {
    "at": "完成时间", "trade_no": "支付宝交易号", "out_trade_no": "商户订单号", "kind": "业务类型",
    "amount": "订单金额（元）", "refund_no": "退款批次号/请求号", "fee": "服务费（元）",
}  # fmt: skip
WECHAT_STATES: Mapping[str, Kind] = {"SUCCESS": "pay", "REFUND": "refund"}
ALIPAY_KINDS: Mapping[str, Kind] = {"交易": "pay", "退款": "refund"}
WECHAT_TOTALS = {
    "count": "总交易单数",
    "pay": "应结订单总金额",
    "refund": "退款总金额",
    "fee": "手续费总金额",
}
ALIPAY_TOTAL = re.compile(r"#?(交易|退款)合计[：:]\s*(\d+)\s*笔")


@dataclass(frozen=True, slots=True)
class Line:
    """One trade of the channel. `trade_no`: its number there, of a refund that of the refund; `out_trade_no`: ours.

    `amount`: yuan, positive for both kinds; `fee`: yuan that the channel keeps, negative what it gives back with a refund; as exact as the
    channel says it.
    """

    kind: Kind
    trade_no: str
    out_trade_no: str
    at: dt.datetime
    amount: Decimal
    fee: Decimal
    merchant: str = ""


def read(channel: str, content: bytes, name: str) -> list[Line]:
    """The trades of a file, in its order. Raises RuleViolation, naming the row, for what cannot be read or does not add up."""
    if channel not in ("wechat", "alipay"):
        raise _refused("只有微信与支付宝有对账单", "Only WeChat Pay and Alipay have statements.")
    found: list[Line] = []
    rows: list[tuple[int, list[str]]] = []
    for sheet in sheets.look(content, name):
        rows = [
            (number, [_text(cell) for cell in row])
            for number, row in sheets.rows(content, name, sheet.name)
        ]
        found = list(_wechat(rows) if channel == "wechat" else _alipay(rows))
        if found or _header(rows, WECHAT if channel == "wechat" else ALIPAY) is not None:
            break
    else:
        label = "微信支付交易账单" if channel == "wechat" else "支付宝业务明细"
        raise _refused(
            f"不是{label}：没有找到表头，请上传渠道后台下载的原文件",
            "This is not the channel's statement: its header was not found. Upload the file as it was downloaded.",
        )
    if channel == "wechat":
        _wechat_adds_up(rows, found)
    else:
        _alipay_adds_up(rows, found)
    return found


Rows = Sequence[tuple[int, list[str]]]


def _wechat(rows: Rows) -> Iterator[Line]:
    header = _header(rows, WECHAT)
    if header is None:
        return
    start, at = header
    for number, cells in rows[start + 1 :]:
        if cells and cells[0] == WECHAT_TOTALS["count"]:
            return
        cell = _reader(number, cells, at)
        kind = WECHAT_STATES.get(cell("state"))
        if kind is None:
            if cell("state") == "REVOKED":
                continue
            raise _wrong(number, WECHAT["state"], cell("state"))
        refund = kind == "refund"
        yield Line(
            kind,
            cell("refund_id" if refund else "trade_no"),
            cell("refund_no" if refund else "out_trade_no"),
            _moment(number, cell("at")),
            _money(number, cell("refund" if refund else "amount")),
            _money(number, cell("fee"), 5),
            cell("merchant"),
        )


def _alipay(rows: Rows) -> Iterator[Line]:
    header = _header(rows, ALIPAY)
    if header is None:
        return
    start, at = header
    for number, cells in rows[start + 1 :]:
        if not cells or cells[0].startswith("#"):
            continue
        cell = _reader(number, cells, at)
        kind = ALIPAY_KINDS.get(cell("kind"))
        if kind is None:
            raise _wrong(number, ALIPAY["kind"], cell("kind"))
        refund = kind == "refund"
        fee = abs(_money(number, cell("fee")))
        yield Line(
            kind,
            # All refunds of a trade carry the number of the trade: that of the request tells them apart.
            cell("refund_no") if refund else cell("trade_no"),
            cell("refund_no") if refund else cell("out_trade_no"),
            _moment(number, cell("at")),
            abs(_money(number, cell("amount"))),
            -fee if refund else fee,
        )


def _header(rows: Rows, wanted: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The place of the header among the rows, and name → column."""
    for place, (_, cells) in enumerate(rows):
        at = {name: cells.index(title) for name, title in wanted.items() if title in cells}
        if len(at) == len(wanted):
            return place, at
    return None


def _reader(number: int, cells: Sequence[str], at: Mapping[str, int]) -> Any:
    def cell(name: str) -> str:
        if at[name] >= len(cells):
            raise _refused(
                f"第 {number} 行不完整，请重新下载", f"Row {number} is cut off: download it again."
            )
        return cells[at[name]]

    return cell


def _wechat_adds_up(rows: Rows, found: Sequence[Line]) -> None:
    for place, (_, cells) in enumerate(rows):
        if all(title in cells for title in WECHAT_TOTALS.values()):
            if place + 1 >= len(rows):
                break
            number, told = rows[place + 1]
            said = {name: told[cells.index(title)] for name, title in WECHAT_TOTALS.items()}
            sums = [
                sum((line.amount for line in found if line.kind == "pay"), NOTHING),
                sum((line.amount for line in found if line.kind == "refund"), NOTHING),
                sum((line.fee for line in found), NOTHING),
            ]
            wanted = [_money(number, said[name], 5) for name in ("pay", "refund", "fee")]
            if sums != wanted or int(_money(number, said["count"])) != len(found):
                raise _incomplete()
            return
    raise _incomplete()


def _alipay_adds_up(rows: Rows, found: Sequence[Line]) -> None:
    counts: dict[Kind, int] = {}
    for _, cells in rows:
        told = ALIPAY_TOTAL.match(cells[0]) if cells else None
        if told:
            counts[ALIPAY_KINDS[told[1]]] = int(told[2])
    if len(counts) < 2 or any(
        sum(line.kind == kind for line in found) != count for kind, count in counts.items()
    ):
        raise _incomplete()


def _text(cell: Any) -> str:
    """WeChat puts a backtick before each value, Alipay a tab behind."""
    if cell is None:
        return ""
    if isinstance(cell, Mapping):
        cell = next(iter(cell.values()))
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip().lstrip("`").strip()


def _money(number: int, text: str, places: int = 2) -> Decimal:
    """Yuan, exactly. WeChat states fees with five places."""
    try:
        amount = Decimal(text.replace(",", "").replace("¥", "") or "0")
    except InvalidOperation:
        raise _wrong(number, "金额", text) from None
    if not amount.is_finite() or amount != round(amount, places):
        raise _wrong(number, "金额", text)
    return round(amount, places)


def _moment(number: int, text: str) -> dt.datetime:
    try:
        read = dt.datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise _wrong(number, "时间", text) from None
    return read.replace(tzinfo=read.tzinfo or CHINA).astimezone(dt.UTC)


def _wrong(number: int, what: str, text: str) -> RuleViolation:
    return _refused(
        f"第 {number} 行的{what}“{text[:40]}”无法识别",
        f"Row {number}: “{text[:40]}” is not understood.",
    )


def _incomplete() -> RuleViolation:
    return _refused(
        "文件不完整：明细与文件末尾的合计不一致，请重新下载",
        "The file is not complete: its lines and its own totals differ. Download it again.",
    )


def _refused(zh: str, en: str) -> RuleViolation:
    return RuleViolation(f"{zh} / {en}", field="document", code="statement")
