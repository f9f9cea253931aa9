"""The road of the database from empty to now: one file a step, written by `dougong generate`."""
