"""Importing on pages: everything works without a script; every write is a post of its own."""

from app.web.imports.view import ImportsView

__all__ = ["ImportsView"]
