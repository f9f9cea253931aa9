"""How the system stands, on the first page of its administrator."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.runtime import upkeep
from app.web.reading import moment


@dataclass(frozen=True, slots=True)
class Line:
    """`url` is where it is mended; "" where that is no page. `color` of the badge that says `told`."""

    label: str
    url: str
    told: str
    color: str


def lines(session: Session) -> list[Line]:
    """Everything that there is to look after, also what is well."""
    now = upkeep.look(session)
    return [
        _number(_("Jobs that are due and not done"), "/jobs/?state=waiting", now.overdue, "red"),
        _number(_("Jobs that were given up"), "/jobs/?state=failed", now.failed, "red"),
        _number(_("Messages that no receiver took"), "/webhooks/", now.undelivered, "orange"),
        _number(_("Manuals behind what runs"), "/manual/", now.unpublished, "orange"),
        _number(_("API clients that expire within 30 days"), "/clients/", now.expiring, "orange"),
        _backup(now),
    ]


def _number(label: str, url: str, number: int, color: str) -> Line:
    return Line(label, url, f"{number:,}", color if number else "green")


def _backup(now: upkeep.Upkeep) -> Line:
    if now.backup_at is None:
        return Line(_("Last backup"), "", _("none yet"), "orange")
    if now.backup_restored is False:
        return Line(_("Last backup"), "", _("could not be restored"), "red")
    color = "green" if now.backup_is_fresh else "orange"
    return Line(_("Last backup"), "", moment(now.backup_at), color)
