"""Who sees a kept figure: whoever may read what it is made of. Asked of the policies themselves, so that no figure tells more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from app.generated.registry import registry
from app.runtime.context import Actor

from .parts import FIGURES, Figure

BY_PROJECT = "projects"
"""The scope that the schema gives those who work for some projects: project in user.projects."""


def width(actor: Actor, one: Figure) -> str:
    """all, projects, or "" for nothing: of a part of the rows of a project (a department, his own) no figure is shown."""
    policy = registry.entity(one.entity).policy
    found = ""
    for role, scope in policy.grants("read").items():
        if role not in actor.roles or not all(_reads(policy, role, name) for name in one.fields):
            continue
        if scope.is_everything:
            return "all"
        if scope.name == BY_PROJECT:
            found = "projects"
    return found


def _reads(policy: Any, role: str, name: str) -> bool:
    rule = policy.rule(name)
    return rule is None or rule.allows(role, "read")


@registry.custom_scope("CockpitFigure", "measured")
def measured(actor: Actor, kept: Any) -> ColumnElement[bool]:
    """Figures of whole projects: of all, or of those that he works for."""
    widths = {key: width(actor, one) for key, one in FIGURES.items()}
    whole = [key for key, found in widths.items() if found == "all"]
    some = [key for key, found in widths.items() if found == "projects"]
    projects = actor.value(("projects",)) or ()
    conditions = []
    if whole:
        conditions.append(kept.figure.in_(whole))
    if some and projects:
        conditions.append(and_(kept.figure.in_(some), kept.project_id.in_(projects)))
    return or_(*conditions) if conditions else false()
