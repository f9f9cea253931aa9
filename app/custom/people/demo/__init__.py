"""The people of the demo company: who comes and goes, when they are here, how well they do, what they learn (domain.md §7)."""
