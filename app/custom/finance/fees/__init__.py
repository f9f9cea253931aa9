"""What is charged, and the bill that says how it was reckoned (3.1)."""

from . import scopes as scopes
