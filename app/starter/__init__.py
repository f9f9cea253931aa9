"""The hand-written half of an empty application: `dougong new DIR` copies it."""
