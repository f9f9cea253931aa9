"""What of one entity the REST adapter offers: the methods that the schema lists, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.runtime.entity import Entity

METHODS = ("list", "get", "create", "update", "transition", "delete")
"""Every method that `api: {methods: […]}` may name."""


class Resource:
    """One entity of the API: `Resource(WorkOrder, methods=["list", "get"])`.

    A method that is not listed answers 405. `if_match=False` lets a PATCH come without a version.
    """

    __slots__ = ("entity", "if_match", "methods", "replays")

    def __init__(
        self, entity: type[Entity], *, methods: Iterable[str], if_match: bool = True
    ) -> None:
        self.entity = entity
        self.methods = frozenset(methods)
        self.if_match = if_match
        self.replays: tuple[str, ...] = ()
        """Plain fields by which a POST is known again: who sent the same values before is answered with that
        record, 200, and nothing is written. A unique key of creator and these fields must stand behind it."""
        unknown = sorted(self.methods.difference(METHODS))
        if unknown:
            raise ValueError(
                f"{entity.__name__}: the API has no method {unknown[0]!r}; it has {', '.join(METHODS)}."
            )

    @property
    def name(self) -> str:
        """The word in the address: `work_order`."""
        return self.entity.key()

    def __repr__(self) -> str:
        return f"Resource({self.entity.__name__}, methods={sorted(self.methods)})"
