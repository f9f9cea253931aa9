"""A plan: what a new schema changes, what that does to this database, and the id by which it is applied."""
