"""The management cockpit (P3): figures that the rooms register, kept every night, seen by whoever may read what they are made of.

A room that has figures declares a part, its figures and how they are counted, in a module `cockpit.py` of its own that
stands in MODULES; nothing here names a room.
"""

from . import keeping, scope, telling

__all__ = ["keeping", "scope", "telling"]
