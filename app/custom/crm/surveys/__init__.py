"""Surveys and ratings: whom to ask, what the answers mean, what follows (1.3)."""

from . import invitations, ratings, runs

__all__ = ["invitations", "ratings", "runs"]
