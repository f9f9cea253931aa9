"""The first page: by the schema where it says what a role finds there, else by what its workflows let it do."""

from .view import HomeView

__all__ = ["HomeView"]
