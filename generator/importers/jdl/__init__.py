"""JDL, the language of JHipster: entities, enums, relationships and options."""

from generator.importers.jdl.read import read

__all__ = ["read"]
