"""How people go (4.5): notice, clearances, settlement, the last day, the certificate."""

from . import access, blocking, calling_off, clearing, handing_over, notice, settling

__all__ = ["access", "blocking", "calling_off", "clearing", "handing_over", "notice", "settling"]
