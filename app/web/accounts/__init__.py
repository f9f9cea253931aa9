"""Pages of accounts: the entrance and its steps, sessions, one's own page, users, roles."""
