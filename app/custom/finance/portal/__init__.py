"""What residents do about money by themselves: read their bills, pay them, see what became of it, ask for an invoice (3.1)."""

from . import bills, invoices, payments, sandbox

__all__ = ["bills", "invoices", "payments", "sandbox"]
