"""People who log in: users and roles (Flask-AppBuilder's tables), passwords, the one login."""
