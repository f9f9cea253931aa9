"""Texts of finance that the system keeps in two languages, or for programs, and how they are read."""

from __future__ import annotations

from app.runtime.errors import bilingual
from app.web.reading import read_with

from .budgets import words as budgets
from .expenses import words as expenses

read_with("Budget.explanation", budgets.read)
read_with("Expense.budget_check", expenses.read)
read_with("BillException.detail", lambda text, language: bilingual(text).in_language(language))
