"""Schema in, readable code out. Knows nothing of Flask, SQLAlchemy or the application."""
