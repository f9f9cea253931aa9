"""The demo company: as large as promised, consistent, and the same for the same seed (domain.md §7)."""
