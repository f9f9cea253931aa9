"""Invoices (3.1): asked for by customers, exported for the tax bureau's batch template, numbered by what it answers, reversed in red."""

from . import batch, requests, results

__all__ = ["batch", "requests", "results"]
