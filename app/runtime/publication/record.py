"""Writes down what was published, at the end of an upgrade and in its transaction."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from .. import clock
from .structure import structure
from .tables import Publication

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session


def latest(session: Session) -> Publication | None:
    """What holds; None: nothing was written down yet."""
    return session.scalars(select(Publication).order_by(Publication.id.desc()).limit(1)).first()


def record(
    session: Session,
    *,
    revision: str,
    document: str,
    drifted: Mapping[str, str] | None = None,
    plan: str | None = None,
) -> None:
    """Insert a publication unless the newest says the same; the caller commits.

    `drifted`: tables that somebody had altered by hand before the upgrade, with the digest that they should
    have: an upgrade does not make them right.
    """
    before = latest(session)
    now = structure(session.connection()) | dict(drifted or {})
    made = Publication(
        at=clock.now(),
        revision=revision,
        digest=digest(document),
        document=document,
        structure=now,
        plan=plan,
    )
    if before is not None and _same(before, made):
        return
    session.add(made)


def digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


def _same(first: Publication, second: Publication) -> bool:
    return (first.revision, first.digest, first.structure) == (
        second.revision,
        second.digest,
        second.structure,
    )
