"""Texts of finance that the system keeps in two languages, or for programs, and how they are read."""

from __future__ import annotations

from app.web.reading import read_with, tell_with

from .books.screens.sources import source_label
from .budgets import words as budgets
from .expenses import words as expenses
from .told import checks, figures, move_out, of_bill, tie_outs

read_with("Budget.explanation", budgets.read)
read_with("Voucher.source_type", lambda text, language: source_label(text, language) or text)
read_with("Expense.budget_check", expenses.read)
tell_with("Bill.calc", of_bill)
tell_with("Refund.calc", move_out)
tell_with("AccountingPeriod.checks", checks)
tell_with("FinancialReport.checks", tie_outs)
tell_with("FinancialReport.figures", figures)
