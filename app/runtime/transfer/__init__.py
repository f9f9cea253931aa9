"""Rows out of the application (and, later, into it): the same policy, filters and audit as every other channel."""
