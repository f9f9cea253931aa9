"""Stock Flask-AppBuilder: one ModelView, one ModelRestApi."""
