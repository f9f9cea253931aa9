"""Trial balance, balance sheet, income statement and cash-flow statement, and what ties them together (3.2, O9.1–O9.4)."""
