"""What no schema can say: the hand-written half, listed so that nothing is loaded by accident."""

from __future__ import annotations

from importlib import import_module

MODULES = [
    "app.custom.crm",
    "app.custom.equipment.plans",
    "app.custom.equipment.tasks",
    "app.custom.equipment.devices",
    "app.custom.equipment.repair",
    "app.custom.equipment.stock",
    "app.custom.equipment.alarms",
    "app.custom.equipment.reliability",
    "app.custom.finance.fees",
    "app.custom.finance.books",
    "app.custom.finance.cash",
    "app.custom.finance.budgets",
    "app.custom.finance.expenses",
    "app.custom.finance.audits",
    "app.custom.finance.cash.online",
    "app.custom.finance.analysis",
    "app.custom.finance.cash.settlements",
    "app.custom.finance.cash.bank",
    "app.custom.people.employees",
    "app.custom.people.leaving",
    "app.custom.people.attendance",
    "app.custom.people.training",
    "app.custom.people.performance",
    "app.custom.cockpit",
    "app.custom.crm.statistics.cockpit",
    "app.custom.equipment.cockpit",
    "app.custom.finance.analysis.cockpit",
    "app.custom.people.cockpit",
    "app.custom.feedback",
    "app.custom.processes",
    "app.custom.feedback.cockpit",
    "app.custom.processes.cockpit",
]

PAGES = [
    "app.custom.crm.contact.cti",
    "app.custom.crm.portal",
    "app.custom.crm.contact.desk",
    "app.custom.crm.orders.studio",
    "app.custom.crm.plans.page",
    "app.custom.crm.statistics.page",
    "app.custom.crm.texts",
    "app.custom.equipment.alarms.rest",
    "app.custom.equipment.devices.page",
    "app.custom.equipment.devices.portal",
    "app.custom.equipment.repair.phone",
    "app.custom.equipment.tasks.phone",
    "app.custom.equipment.reliability.page",
    "app.custom.equipment.texts",
    "app.custom.equipment.studio",
    "app.custom.finance.books.screens.trial",
    "app.custom.finance.books.screens.general",
    "app.custom.finance.books.screens.ledger",
    "app.custom.finance.books.screens.dimensions",
    "app.custom.finance.books.screens.daybook",
    "app.custom.finance.books.screens.voucher",
    "app.custom.finance.books.screens.statements",
    "app.custom.finance.cash.online.hooks",
    "app.custom.finance.portal",
    "app.custom.finance.cash.pages",
    "app.custom.finance.cash.counter",
    "app.custom.finance.cash.bank.page",
    "app.custom.finance.budgets.page",
    "app.custom.finance.texts",
    "app.custom.finance.studio",
    "app.custom.finance.audits.page",
    "app.custom.finance.audits.texts",
    "app.custom.finance.analysis.page",
    "app.custom.finance.analysis.cash",
    "app.custom.finance.analysis.price",
    "app.custom.people.employees.chart",
    "app.custom.people.employees.page",
    "app.custom.people.studio",
    "app.custom.people.leaving.page",
    "app.custom.people.attendance.iclock",
    "app.custom.people.attendance.rest",
    "app.custom.people.attendance.sheet",
    "app.custom.people.attendance.roster_page",
    "app.custom.people.attendance.check_in",
    "app.custom.people.performance.pages",
    "app.custom.people.training.pages",
    "app.custom.cockpit.page",
    "app.custom.feedback.texts",
    "app.custom.feedback.portal",
    "app.custom.feedback.pages",
    "app.custom.feedback.studio",
    "app.custom.processes.page",
    "app.custom.processes.studio",
    "app.custom.processes.texts",
]

COMMANDS = {
    "ledger": (
        "app.custom.finance.books.commands",
        "账簿：建账、校验、导出 / the books: set up, verify, export",
    ),
    "budget": (
        "app.custom.finance.budgets.commands",
        "预算：核对与重算 / budgets: compare, reckon anew",
    ),
}
"""Command → the module that defines it, and its line in the help of `dougong`."""


def install() -> None:
    """Import every module of the list: importing registers its hooks, jobs and messages."""
    for name in MODULES:
        import_module(name)


def install_pages() -> None:
    """Import the hand-written pages and webhooks; only a process that serves the web needs them."""
    for name in PAGES:
        import_module(name)
