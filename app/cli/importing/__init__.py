"""`dougong import`: a foreign model becomes a schema.yaml and a report of what was not carried over."""

from app.cli.importing.command import import_

__all__ = ["import_"]
