"""Which hooks a set would skip: an entity that has some is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..hooks import EntityHooks, Hook
from .run import Run


def without_twin(
    hooks: EntityHooks[Any, Any], action: str, transition: str | None = None
) -> list[Hook]:
    """Hooks `on_<action>` whose module has no `on_<action>_many`: that of another one knows nothing of what they do."""
    many = hooks.of(f"on_{action}_many", transition)
    twins = {hook.function.__module__ for hook in many}
    return [
        hook
        for hook in hooks.of(f"on_{action}", transition)
        if hook.function.__module__ not in twins
    ]


def refuse_lonely(run: Run, names: Iterable[str] = ()) -> None:
    """Raise RuntimeError for per-record hooks without a set-based twin; `names`: the fields that an update changes.

    Where the system changes nothing but readonly fields, which are its own, hooks have no say: what persons write is
    judged by them, and whoever fills such a field in bulk does what follows from it.
    """
    hooks = run.entry.hooks
    action = "update" if run.action == "each" else run.action
    if action == "update" and _are_the_systems_own(run, set(names)):
        return
    if action == "create":
        # Its `check` hooks run.
        mine = [*without_twin(hooks, "create"), *hooks.of("after_create")]
    else:
        mine = [*hooks.of(f"on_{action}"), *hooks.of(f"after_{action}"), *hooks.of("check")]
    if mine:
        raise RuntimeError(
            f"{run.entity.__name__} has hooks that a set-based {action} would skip "
            f"({', '.join(hook.name for hook in mine)}): write the records one by one"
            + (", or declare on_create_many." if action == "create" else ".")
        )


def _are_the_systems_own(run: Run, names: set[str]) -> bool:
    fields = run.entity.fields()
    return (
        bool(names)
        and run.ctx.trusted
        and all(name in fields and fields[name].readonly is True for name in names)
    )
