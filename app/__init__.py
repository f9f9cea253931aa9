"""The back office: runtime, channels, generated and hand-written halves."""
