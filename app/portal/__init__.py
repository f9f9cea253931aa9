"""The residents' portal: a generic shell. Pages are hand-written in app/custom and registered here."""

from .pages import Page, page
from .shell import current_context, register, render

__all__ = ["Page", "current_context", "page", "register", "render"]
