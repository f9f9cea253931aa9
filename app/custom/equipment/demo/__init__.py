"""Machines of the demo company (domain.md §7)."""
