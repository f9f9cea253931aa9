"""API clients: programs that act as a user, narrowed by scopes, with tokens that are shown once.

Management → `manage`; a request's token → `entrance`; requests a minute → `budget`.
"""
