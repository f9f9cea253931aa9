"""What the studio's first page says of each of its places: what it is, how it stands today, where one goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.forms.language import current_language
from app.runtime import checks, clock, registry, schema_drafts, upkeep
from app.runtime.accounts import visitors
from app.runtime.accounts.users import User
from app.runtime.system import Attachment
from app.studio.console.frame import ago, size_text
from app.web.reading import moment

if TYPE_CHECKING:
    from app.runtime.context import Context
    from app.studio.dictionary import RecordModelView


@dataclass(frozen=True, slots=True)
class Line:
    """`told` in a badge of `color`; without a colour plainly beside; `url` "" where nothing opens."""

    label: str
    url: str
    told: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One part of the studio. `kind` names its icon in the template."""

    kind: str
    label: str
    about: str
    url: str = ""
    lines: list[Line] = field(default_factory=list)


def cards(ctx: Context, dictionaries: list[RecordModelView]) -> list[Card]:
    """The four parts; as many statements whatever there is."""
    return [_schema(ctx), _permissions(ctx), _operation(ctx), *_data(ctx, dictionaries)]


def _schema(ctx: Context) -> Card:
    draft = schema_drafts.current(ctx)
    state = (
        Line(_("The draft"), "/studio/schema/history/", _("open since %(when)s", when=moment(draft.created_at)), "orange")
        if draft is not None
        else Line(_("The draft"), "/studio/schema/", _("none"))
    )  # fmt: skip
    lines = [
        state,
        Line(_("Entities and fields"), "/studio/schema/"),
        Line(_("As text (YAML)"), "/studio/schema/text/"),
        Line(_("Changes"), "/studio/schema/plan/"),
        Line(_("Publication"), "/studio/schema/publish/"),
    ]
    return Card("schema", _("Schema"), _("What the application consists of; changes go into a draft first."), "/studio/schema/", lines)  # fmt: skip


def _permissions(ctx: Context) -> Card:
    active = int(
        ctx.session.scalar(select(func.count()).select_from(User).where(User.active.is_(True))) or 0
    )
    lines = [
        Line(_("Matrix"), "/studio/permissions/"),
        Line(_("Why?"), "/studio/permissions/why/"),
        Line(_("Tests"), "/studio/permissions/tests/"),
        Line(_("View as"), "/studio/permissions/view-as/"),
        Line(_("Users"), "/users/list/", f"{active:,}"),
        Line(_("Roles"), "/roles/list/", f"{len(list(registry.current().roles)):,}"),
        Line(_("Sessions"), "/studio/sessions/", f"{visitors.count(ctx.session):,}"),
    ]
    return Card("permissions", _("Permissions"), _("Who may do what, and who is here now."), "/studio/permissions/", lines)  # fmt: skip


def _operation(ctx: Context) -> Card:
    session = ctx.session
    now = upkeep.look(session)
    number, size = session.execute(
        select(func.count(), func.sum(Attachment.size)).where(Attachment.deleted_at.is_(None))
    ).one()
    runs = checks.latest(session, "audit")
    whole = (
        Line(_("Audit log"), "/studio/audit/", _("never verified"), "orange")
        if not runs
        else Line(_("Audit log"), "/studio/audit/", _("whole %(ago)s", ago=ago(runs[0].ended_at)), "green")
        if runs[0].ok
        else Line(_("Audit log"), "/studio/audit/", _("broken"), "red")
    )  # fmt: skip
    lines = [
        Line(_("Health"), "/studio/health/"),
        _trouble(_("Jobs"), "/jobs/", [(now.overdue, _("%(number)s due", number=now.overdue), "red"), (now.failed, _("%(number)s given up", number=now.failed), "red")]),
        _trouble(_("Webhooks"), "/webhooks/", [(now.undelivered, _("%(number)s undelivered", number=now.undelivered), "orange")]),
        _trouble(_("API clients"), "/clients/", [(now.expiring, _("%(number)s expire soon", number=now.expiring), "orange")]),
        whole,
        _backup(now),
        Line(_("Files"), "/studio/files/", f"{int(number):,} · {size_text(int(size or 0))}"),
    ]  # fmt: skip
    return Card("operation", _("Operation"), _("Whether everything runs, and what needs somebody."), "/studio/health/", lines)  # fmt: skip


def _trouble(label: str, url: str, found: list[tuple[int, str, str]]) -> Line:
    """What is wrong, or that nothing is."""
    wrong = [(text, color) for count, text, color in found if count]
    if not wrong:
        return Line(label, url, _("in order"), "green")
    return Line(label, url, " · ".join(text for text, _color in wrong), wrong[0][1])


def _backup(now: upkeep.Upkeep) -> Line:
    if now.backup_at is None:
        return Line(_("Backups"), "/studio/backups/", _("none yet"), "red")
    if now.backup_restored is False:
        return Line(_("Backups"), "/studio/backups/", _("could not be restored"), "red")
    told = ago(now.backup_at)
    if now.backup_restored is None:
        return Line(_("Backups"), "/studio/backups/", f"{told} · {_('not rehearsed')}", "orange")
    fresh = clock.now() - now.backup_at <= upkeep.DAILY
    return Line(_("Backups"), "/studio/backups/", told, "green" if fresh else "orange")


def _data(ctx: Context, dictionaries: list[RecordModelView]) -> list[Card]:
    """The dictionaries that the administrator keeps by module; those that the schema grants to others, with whom."""
    known = registry.current()
    language = current_language()
    modules = {one.name: one.label.in_language(language) for one in known.modules}
    by_module: dict[str, list[Line]] = {}
    others: list[Line] = []
    for view in dictionaries:
        policy = known.entity(view.model).policy
        if policy.may(ctx.actor, "read").allowed:
            module = view.model.meta.module
            by_module.setdefault(module, []).append(Line(view.label(), view.home_url()))
        else:
            keepers = {*policy.grants("update"), *policy.grants("create")}
            names = [role.label.in_language(language) for role in known.roles if role.name in keepers]  # fmt: skip
            others.append(Line(view.label(), "", _(", ").join(names)))
    lines = [line for name in modules for line in by_module.get(name, [])]
    found = [Card("data", _("Dictionaries"), _("Lists of values that the application works with."), "", lines)] if lines else []  # fmt: skip
    if others:
        found.append(Card("others", _("Kept by others"), _("Dictionaries that the schema grants to other roles, who keep them on their own pages."), "", others))  # fmt: skip
    return found
