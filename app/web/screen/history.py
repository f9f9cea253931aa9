"""The story of a record in the reader's words: headlines, labels and values of what the timeline says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.runtime import clock, field_types, filters, query, registry
from app.runtime.access.staff import is_staff
from app.runtime.audit import history
from app.runtime.comments.tables import Comment
from app.runtime.comments.write import is_own, may_correct
from app.runtime.context import Context
from app.runtime.errors import AppError, bilingual
from app.runtime.notify.about import Sent
from app.runtime.story import mark, story
from app.web import cells
from app.web.screen.removed_files import removed


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as one reader sees it; `text` is empty when it was taken back."""

    id: int
    text: str
    edited: bool
    may_edit: bool
    may_delete: bool
    in_portal: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, comment or message; `changes` is (label, before, after)."""

    at: dt.datetime
    actor: str
    headline: str
    note: str = ""
    changes: Sequence[tuple[str, str, str]] = ()
    remark: Remark | None = None
    is_message: bool = False
    emptied: Sequence[tuple[str, str]] = ()
    """(label, name) of fields from which this act took a file."""

    @property
    def shown_at(self) -> str:
        return f"{clock.local(self.at):%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Story:
    """A page of the timeline; `older` is the cursor of the next one, or "". `may_comment`: the reader is of the staff."""

    entries: list[Entry]
    older: str
    may_comment: bool


MOST_LOOKUPS = 1
"""Statements spent on the titles of refs that changed; further ones show their number."""

Titles = dict[tuple[str, int], str]
"""(entity, id) → title."""


PAGE = 30
"""Acts on one page of the timeline."""
SHOWN_PEOPLE = 4
AT_ONCE = dt.timedelta(minutes=1)


def history_of(
    ctx: Context, entity: Any, record: Mapping[str, Any], cursor: str = "", *, page: int = PAGE
) -> Story:
    """Acts, comments and messages, the latest first, under the reader's mask; `record` is the row that was read already.

    Comments and messages are the staff's: whoever lives in the portal sees the acts alone.
    """
    found = story(ctx, entity, int(record["id"]), limit=page, before=mark(cursor))
    titles = titles_of(ctx, entity, found.acts, record)
    entries = [
        _told(one)
        if isinstance(one, Sent)
        else _remark(ctx, one, one.comment)
        if one.comment is not None
        else _entry(entity, one, titles)
        for one in together(found.entries)
        if not _says_nothing(one)
    ]
    return Story(entries, found.older, may_comment=is_staff(ctx.actor))


def _says_nothing(one: history.Event | Sent) -> bool:
    """Totals were worked out of which this reader sees none."""
    return isinstance(one, history.Event) and one.action == history.DERIVED and not one.changes


def together(entries: Iterable[history.Event | Sent]) -> list[history.Event | Sent]:
    """Messages of one kind that went out one after the other within a minute are one line: what was done says why."""
    found: list[history.Event | Sent] = []
    for one in entries:
        last = found[-1] if found else None
        if (
            isinstance(one, Sent)
            and isinstance(last, Sent)
            and one.kind == last.kind
            and last.at - one.at < AT_ONCE
        ):
            people = tuple(dict.fromkeys((*last.people, *one.people)))
            found[-1] = replace(last, people=people)
        else:
            found.append(one)
    return found


def _remark(ctx: Context, event: history.Event, comment: Comment) -> Entry:
    remark = Remark(
        comment.id,
        comment.text,
        edited=comment.edited_at is not None,
        may_edit=may_correct(ctx, comment),
        may_delete=is_own(ctx, comment),
        in_portal=comment.in_portal,
    )
    return Entry(event.at, event.actor, "", remark=remark)


def _told(sent: Sent) -> Entry:
    names = _(", ").join(sent.people[:SHOWN_PEOPLE])
    if len(sent.people) > SHOWN_PEOPLE:
        names = _(
            "%(names)s and %(number)d more", names=names, number=len(sent.people) - SHOWN_PEOPLE
        )
    kind = sent.kind.in_language(current_language())
    return Entry(
        sent.at, _("to %(names)s", names=names), _("Message: %(kind)s", kind=kind), is_message=True
    )


def titles_of(
    ctx: Context, entity: Any, events: list[history.Event], record: Mapping[str, Any]
) -> Titles:
    """The titles of refs in the changes: from the record itself, else a few questions under the policy."""
    titles: Titles = {}
    wanted: dict[str, set[int]] = {}
    for name, field in entity.fields().items():
        if field.type != "ref" or field.to is None:
            continue
        now = record.get(name)
        if isinstance(now, Mapping) and now.get("title"):
            titles[(field.to, now["id"])] = str(now["title"])
        for event in events:
            if event.action != "create" and name in event.changes:
                wanted.setdefault(field.to, set()).update(
                    i for i in event.changes[name] if isinstance(i, int)
                )
    missing = {to: {i for i in ids if (to, i) not in titles} for to, ids in wanted.items()}
    for to in [to for to, ids in missing.items() if ids and registry.current().has(to)][
        :MOST_LOOKUPS
    ]:
        target = registry.current().entity(to).entity
        ids = ",".join(str(i) for i in sorted(missing[to])[:100])
        try:
            where = filters.parse(target, ctx.actor, [("id__in", ids)])
            rows = query.rows(ctx, target, where=where, columns=["title"], limit=100).items
        except AppError:
            continue
        titles.update({(to, row["id"]): str(row["title"]) for row in rows})
    return titles


def _entry(entity: Any, event: history.Event, titles: Titles) -> Entry:
    language = current_language()
    fields = entity.fields()
    # What a record started with stands on its page; only what changed since is news.
    told = {} if event.action == "create" else event.changes
    changes = [
        (
            fields[name].label.in_language(language),
            shown_value(entity, fields[name], before, titles),
            shown_value(entity, fields[name], after, titles),
        )
        for name, (before, after) in told.items()
        if name in fields
    ]
    emptied = [
        (fields[name].label.in_language(language), name)
        for name in told
        if name in fields and field_types.of(fields[name]).is_file and removed(event, fields[name])
    ]
    return Entry(
        event.at, actor_of(event), _headline(entity, event), _note(event), changes, emptied=emptied
    )


def _note(event: history.Event) -> str:
    """What the system gave as its reason it said in both languages."""
    return told(bilingual(event.note)) if event.by_system else event.note


def actor_of(event: history.Event) -> str:
    """What the system did is not told as the act of the person who set it going."""
    if not event.by_system:
        return event.actor
    return _("the system") + (f" ← {event.actor}" if event.actor_id is not None else "")


def shown_value(entity: Any, field: Any, value: Any, titles: Titles) -> str:
    if field.type == "state" and value is not None:
        workflow = registry.current().entity(entity).workflow
        state = workflow.states.get(value) if workflow else None
        return state.label.in_language(current_language()) if state else str(value)
    if field.type == "ref" and isinstance(value, int):
        return titles.get((str(field.to), value), f"#{value}")
    if field.type == "datetime" and isinstance(value, str):
        return value[:16].replace("T", " ")
    if field_types.of(field).is_file and value:
        return _("%(number)d files", number=len(value) if isinstance(value, list) else 1)
    if field.type == "json" and value:
        return "…"  # what only programs read
    return cells.plain(field, value)


def _headline(entity: Any, event: history.Event) -> str:
    workflow = registry.current().entity(entity).workflow
    mappings = workflow.transitions.get(event.transition or "") if workflow else None
    if mappings:
        return str(mappings[0].label.in_language(current_language()))
    known = {
        "create": _("Created"),
        "update": _("Changed"),
        "derive": _("Worked out"),
        "sla": _("Time limit"),
        "set:create": _("Created"),
        "set:make": _("Created"),
        "set:history": _("Created"),
        "set:update": _("Changed"),
        "set:each": _("Changed"),
        "set:step": _("Changed"),
        "set:delete": _("Deleted"),
        "retain": _("Personal data erased"),
        "delete": _("Deleted"),
        "reveal": _("Looked at sensitive data"),
        "erase": _("Personal data erased"),
        "privacy:export": _("Personal data handed out"),
        "vote": _("Approved"),
        "reject": _("Rejected."),
    }
    return known.get(event.action, event.action)
