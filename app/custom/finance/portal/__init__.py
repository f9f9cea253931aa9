"""What residents do about money by themselves: read their bills, pay them, see what became of it (3.1)."""

from . import bills, payments, sandbox

__all__ = ["bills", "payments", "sandbox"]
