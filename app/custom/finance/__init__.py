"""Finance (3.1–3.5): fees, money, books, budgets, audits."""
