"""Permissions, proven: an oracle that reads the schema alone says what every answer has to be."""
