"""The books (3.1, 3.2): accounts, periods, vouchers made by rule and by hand, balances, closing, statements."""

# Every class is there before hooks look at the fields of one.
from app.generated import models as models

from . import (
    batch,
    chart,
    closing,
    month_end,
    opening,
    parts,
    payroll,
    periods,
    reversal,
    rules_kept,
    seal,
    setup,
    vouchers,
)

__all__ = [
    "batch", "chart", "closing", "month_end", "opening", "parts", "payroll", "periods", "reversal", "rules_kept", "seal", "setup",
    "vouchers",
]  # fmt: skip
