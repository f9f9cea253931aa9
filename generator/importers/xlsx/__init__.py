"""Workbooks: each sheet with a row of headers is an entity; types are guessed from the cells, and said to be guessed."""

from generator.importers.xlsx.read import read

__all__ = ["read"]
