"""Personal data: keys, encryption at rest, masks, reveal, retention, export and erasure."""
