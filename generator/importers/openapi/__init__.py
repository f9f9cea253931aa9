"""OpenAPI 3.0 and 3.1 (and 2.0): the schemas of a document."""

from generator.importers.openapi.read import read

__all__ = ["read"]
