"""What no schema can say: the hand-written half, listed so that nothing is loaded by accident."""

from __future__ import annotations

from importlib import import_module

MODULES = [
    "app.custom.crm",
]


def install() -> None:
    """Import every module of the list: importing registers its hooks, jobs, templates and pages."""
    for name in MODULES:
        import_module(name)
