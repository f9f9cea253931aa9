"""The books on screen (3.2): trial balance, ledgers, day book, statements, vouchers; each figure opens what it is made of."""

from . import daybook, dimensions, general, ledger, statements, trial, voucher

__all__ = ["daybook", "dimensions", "general", "ledger", "statements", "trial", "voucher"]
