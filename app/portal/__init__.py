"""The residents' portal: a generic shell. Pages are hand-written in app/custom and registered here."""

from .pages import Page, page
from .shell import current_context, must, not_modified, register, render, system_context

__all__ = [
    "Page",
    "current_context",
    "must",
    "not_modified",
    "page",
    "register",
    "render",
    "system_context",
]
