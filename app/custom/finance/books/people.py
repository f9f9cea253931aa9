"""Whose act a voucher is: what a rule makes is the system's, so that whoever caused it may still check it."""

from __future__ import annotations

from app.runtime.context import SYSTEM_ACTOR, Context


def as_system(ctx: Context) -> Context:
    """The same sessions and the open transaction, as nobody's act.

    Duties are separate by person: a bill run that the finance manager approved makes a voucher that he must still be
    able to check and post. Who caused it stands in the history of the source that the voucher names.
    """
    derived = Context.__new__(Context)
    derived.__dict__.update(ctx.__dict__)
    derived.actor = SYSTEM_ACTOR
    derived.asked_by = None
    return derived
