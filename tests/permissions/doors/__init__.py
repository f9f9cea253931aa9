"""The channels beside lists and records: files, sensitive values, the studio, the portal, pages of no entity."""
