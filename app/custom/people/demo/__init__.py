"""The people of the demo: who came, who goes, what they hold, when they work (domain.md §7)."""
