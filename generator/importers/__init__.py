"""Foreign models as our schema: a reader for each format makes one neutral model, one emitter writes it down."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from generator.importers.emit import convert
from generator.importers.model import Model
from generator.importers.report import Report

FORMATS = ("jdl", "doctype", "prisma", "openapi", "xlsx")
"""Formats that are files. Databases are read by the `dougong` command, for the generator knows no SQLAlchemy."""


def reader(format: str) -> Callable[[Path, Report], Model]:
    """The reader of a format; only its own library is loaded."""
    if format not in FORMATS:
        raise KeyError(format)
    read: Callable[[Path, Report], Model] = import_module(f"generator.importers.{format}").read
    return read


__all__ = ["FORMATS", "Model", "Report", "convert", "reader"]
