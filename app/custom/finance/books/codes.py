"""Account codes that the programs themselves need, by standard; and the names that stand for one of several accounts."""

from __future__ import annotations

from collections.abc import Mapping

from .company import Books

CODES: Mapping[str, Mapping[str, str]] = {
    "sbe": {
        "received_in_advance": "2203", "deferred": "2204", "profit_of_year": "3103", "undistributed": "310415",
    },
    "cas": {
        "received_in_advance": "2204", "deferred": "2205", "profit_of_year": "4103", "undistributed": "410415",
    },
}  # fmt: skip
CASH, BANK, WECHAT, ALIPAY = "1001", "1002", "101201", "101202"
RECEIVABLE = "1122"
DEPOSITS = "224101"
INPUT, TRANSFERRED, OUTPUT, UNPAID, PENDING = (
    "22210101",
    "22210103",
    "22210107",
    "222102",
    "222110",
)
SMALL_VAT = "222101"
TAXES = "2221"
"""How the codes of all taxes payable begin, in both standards."""


def code(books: Books, name: str) -> str:
    """The code of `received_in_advance`, `deferred`, `profit_of_year` or `undistributed` in these books."""
    return CODES[books.standard][name]


def named(books: Books) -> dict[str, str]:
    """Name in a voucher rule → code, for names that hang on the company and not on the event.

    `output_vat` is the tax on what is billed, `due_vat` that on what is received; `input_vat` is deductible.
    `deferred`: revenue of later months.
    """
    due = OUTPUT if books.taxpayer == "general" else SMALL_VAT
    return {
        "output_vat": due if books.vat_point == "bill" else PENDING,
        "due_vat": due,
        "input_vat": INPUT if books.taxpayer == "general" else SMALL_VAT,
        "deferred": code(books, "deferred"),
        "cash": CASH,
        "bank": BANK,
    }
