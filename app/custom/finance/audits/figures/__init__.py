"""Arithmetic of an auditor, pure: first digits, gaps in numbers, samples by money, shares that differ."""
