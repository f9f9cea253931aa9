"""The people of the demo company at work."""
