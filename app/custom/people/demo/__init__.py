"""The people of the demo: who came, who goes, what they hold (domain.md §7)."""
