"""What was published to this database: the schema, and the structure that its migrations made. Drift is measured by it."""
