"""Money in and out (3.1): payments and what they settle, money paid ahead, refunds, receipts, daily counts, invoices."""

from . import counts, invoices, merging, offsets, payments, refunds

__all__ = ["counts", "invoices", "merging", "offsets", "payments", "refunds"]
