"""Importing on pages: everything works without a script; every write is a post of its own."""

from app.web.imports.view import ImportsView, is_offered

__all__ = ["ImportsView", "is_offered"]
