"""Flask-Admin: one ModelView."""
