"""Which hooks a set would skip: an entity that has some is refused."""

from __future__ import annotations

from collections.abc import Iterable

from .run import Run


def refuse_lonely(run: Run, names: Iterable[str] = ()) -> None:
    """Raise RuntimeError for per-record hooks without a set-based twin; `names`: the fields that an update changes.

    Where the system changes nothing but readonly fields, which are its own, hooks have no say: what persons write is
    judged by them, and whoever fills such a field in bulk does what follows from it.
    """
    hooks = run.entry.hooks
    action = "update" if run.action == "each" else run.action
    if action == "update" and _are_the_systems_own(run, set(names)):
        return
    mine = [*hooks.of(f"on_{action}"), *hooks.of(f"after_{action}")]
    if action == "create":
        # Its `check` hooks run.
        mine = [] if hooks.of("on_create_many") else mine
    else:
        mine += hooks.of("check")
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
