"""Needs and plans (1.2): features of a profile, a score that explains itself, offers, answers, and what is then carried out."""

from . import answers, carrying, consents, ending, homes, proposing, recommending, templates

__all__ = [
    "answers",
    "carrying",
    "consents",
    "ending",
    "homes",
    "proposing",
    "recommending",
    "templates",
]
