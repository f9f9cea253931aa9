"""The money of the demo company (domain.md §7): tariff, bills, payments and books; same seed and day, same data."""
