"""Reports as pages: a table and a chart of figures, each leading to the list of its rows."""

from .view import ReportView, is_offered

__all__ = ["ReportView", "is_offered"]
