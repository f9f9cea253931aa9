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
]

PAGES = [
    "app.custom.crm.contact.cti",
    "app.custom.crm.portal",
    "app.custom.crm.contact.desk",
    "app.custom.crm.orders.studio",
    "app.custom.crm.statistics.page",
    "app.custom.crm.texts",
    "app.custom.equipment.alarms.rest",
    "app.custom.equipment.devices.page",
    "app.custom.equipment.devices.portal",
    "app.custom.equipment.repair.phone",
    "app.custom.equipment.tasks.phone",
    "app.custom.equipment.reliability.page",
    "app.custom.equipment.texts",
]


def install() -> None:
    """Import every module of the list: importing registers its hooks, jobs and messages."""
    for name in MODULES:
        import_module(name)


def install_pages() -> None:
    """Import the hand-written pages and webhooks; only a process that serves the web needs them."""
    for name in PAGES:
        import_module(name)
