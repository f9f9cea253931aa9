"""DocTypes of Frappe, with their workflows, custom fields, property setters and roles."""

from generator.importers.doctype.read import read

__all__ = ["read"]
