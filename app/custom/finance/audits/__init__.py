"""Audit (3.4): nineteen checks over books and fees, samples, findings and what becomes of them, the data of GB/T 24589.1."""

from . import findings, notices, running, schedules

__all__ = ["findings", "notices", "running", "schedules"]
