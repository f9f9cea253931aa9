"""The schema language of Prisma."""

from generator.importers.prisma.read import read

__all__ = ["read"]
