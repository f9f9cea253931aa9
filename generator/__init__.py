"""Schema in, readable code out. Knows nothing of Flask, SQLAlchemy or the application."""

from generator.loading import load, load_text
from generator.problem import Problem, SchemaProblems

__all__ = ["Problem", "SchemaProblems", "load", "load_text"]
