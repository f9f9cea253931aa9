"""Service levels: the clocks on a record, and the sweep that warns and escalates."""
