"""What is asked of every contender, in words; each says with its own requests how it is asked there."""

from __future__ import annotations

from dataclasses import dataclass

FILTER = {"state": "closed", "priority": "p1"}
SORT = "resolve_due"
"""Newest time limit first, so with a minus."""
FIELDS = ("order_no", "summary", "state", "priority", "resolve_due", "created_at")
LABELS = ("project", "category")
"""Related records whose names stand in the list."""
PAGE = 25
CREATED = {
    "source": "hotline",
    "priority": "p3",
    "contact_name": "王女士",
    "contact_phone": "13900000001",
    "description": "水槽下面一直在滴水，晚上在家。",
}
"""Besides unit, project, category and a summary of its own."""


@dataclass(frozen=True, slots=True)
class Case:
    """`requests`: in one round; slow contenders do fewer, see rounds.py."""

    name: str
    told: str
    requests: int = 40
    compare: bool = True


CASES = [
    Case("rest.list", "25 rows, the names of 2 relations, filter and sort; a total as the contender's default has it"),
    Case("rest.list.none", "the same without a total"),
    Case("rest.list.exact", "the same with an exact total", requests=12),
    Case("rest.deep", "the page behind row 50,000 (or the middle), by cursor; else by offset", compare=False),
    Case("rest.item", "one record with every field"),
    Case("html.list", "the list page as it opens, 25 rows", requests=12),
    Case("html.record", "the page of one record", requests=12, compare=False),
    Case("html.edit", "the form of one record", requests=12, compare=False),
    # Last: they add rows, each contender to its own copy.
    Case("rest.create", "a new work order; Dougong with a check hook and an on_create hook, not the application's own", compare=False),
    Case("rest.create.order", "the same with all that the application does then: classify, set limits, choose whom, tell people", compare=False),
    Case("rest.update", "one text of a work order", compare=False),
]  # fmt: skip


def case(name: str) -> Case:
    """The case of that name. Raises KeyError."""
    return {one.name: one for one in CASES}[name]
