"""What the staff say to each other about a record: kept beside it, told in its timeline, never shown to the portal."""
