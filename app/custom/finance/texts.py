"""Texts of finance that the system keeps in two languages, or for programs, and how they are read."""

from __future__ import annotations

from app.runtime.errors import bilingual
from app.web.reading import read_with, tell_with

from .books import told as books
from .books.screens.sources import source_label
from .budgets import words as budgets
from .cash.invoices import told as invoices
from .cash.refunds import told as refunds
from .expenses import words as expenses
from .fees import told as fees

read_with("Budget.explanation", budgets.read)
read_with("Expense.budget_check", expenses.read)
read_with("Voucher.source_type", lambda text, language: source_label(text, language) or text)
tell_with("AccountingPeriod.checks", books.checks)
tell_with("Bill.calc", fees.arithmetic)
tell_with("FinancialReport.checks", books.tie_outs)
tell_with("FinancialReport.figures", books.figures)
tell_with("Invoice.parts", invoices.parts)
tell_with("Refund.calc", refunds.arithmetic)
read_with("BillException.detail", lambda text, language: bilingual(text).in_language(language))
