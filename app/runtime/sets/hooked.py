"""Which hooks a set would skip: an entity that has some is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..context import Operation
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
    mine = [*without_twin(hooks, action), *hooks.of(f"after_{action}")]
    if action != "create":
        # Of new records they run.
        mine += hooks.of("check")
    if mine:
        raise RuntimeError(
            f"{run.entity.__name__} has hooks that a set-based {action} would skip "
            f"({', '.join(hook.name for hook in mine)}): write the records one by one"
            + (", or declare on_create_many." if action == "create" else ".")
        )


def tell(run: Run, action: str, ids: Sequence[int], names: Iterable[str] = ()) -> None:
    """Run the set-based twins of `on_update` and `on_delete`; what only the system may change is its own business."""
    if action == "update" and _are_the_systems_own(run, set(names)):
        return
    ctx = run.ctx.within(Operation(action=action, nested=run.ctx.in_hook))
    for hook in run.entry.hooks.of(f"on_{action}_many"):
        hook.function(list(ids), ctx)


def _are_the_systems_own(run: Run, names: set[str]) -> bool:
    fields = run.entity.fields()
    return (
        bool(names)
        and run.ctx.trusted
        and all(name in fields and fields[name].readonly is True for name in names)
    )
