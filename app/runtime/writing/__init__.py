"""Inside the write path: what app/runtime/records.py does, one step a file. Channels call records, never these."""
