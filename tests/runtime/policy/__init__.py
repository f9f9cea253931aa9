"""The one policy: rows, fields, decisions."""
