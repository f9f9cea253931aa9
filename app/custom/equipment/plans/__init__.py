"""Maintenance plans: when what is due, on which devices, and the tasks made of it exactly once (2.2)."""
