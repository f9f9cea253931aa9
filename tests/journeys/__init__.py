"""What each role does most, done in a real browser on the demo company, and counted: see docs/ux.md."""
