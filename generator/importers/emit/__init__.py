"""The neutral model → schema.yaml, and a report that knows what became of everything."""

from generator.importers.emit.document import convert

__all__ = ["convert"]
