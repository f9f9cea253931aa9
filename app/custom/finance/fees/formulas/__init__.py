"""Pure reckoning of fees: Decimal, Fraction and dates in and out; no database (domain.md §4.8)."""
