"""/manual/: how every process goes, as a page, as the panel behind “?”, and as PDF; published, read and reminded of here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from app.forms import ConfirmForm, screens
from app.forms.language import current_language, told
from app.runtime import clock, notify, pdf, registry
from app.runtime.errors import AppError, Forbidden, NotFound
from app.runtime.manual import document, reading, reviews, versions
from app.runtime.manual.tables import ManualVersion
from app.runtime.registry import EntityEntry
from app.web.documents.paper import as_pdf
from app.web.documents.staff import for_staff
from app.web.reader import context


@dataclass(frozen=True, slots=True)
class Line:
    """A manual in the list. `is_due`: the reader has still to say that he has read it."""

    key: str
    label: str
    process: str
    number: int
    is_stale: bool
    is_due: bool


class ManualView(BaseView):
    route_base = "/manual"
    default_view = "index"

    @expose("/")
    @for_staff
    def index(self) -> Any:
        ctx, language = context(), current_language()
        known = versions.latest(ctx.session)
        due = {one.entity for one in versions.due(ctx)}
        groups: dict[str, list[Line]] = {}
        for entity in reading.open_processes(context()):
            meta = entity.meta
            version = known.get(meta.name)
            line = Line(
                entity.key(), meta.label.in_language(language), meta.process or "",
                version.number if version else 0, versions.is_stale(version, entity), meta.name in due,
            )  # fmt: skip
            groups.setdefault(meta.module, []).append(line)
        modules = registry.current().modules
        return self.render_template(
            "documents/manuals.html",
            groups=[
                (m.label.in_language(language), groups[m.name]) for m in modules if m.name in groups
            ],
            title=_("Manual"),
        )

    @expose("/<key>")
    @for_staff
    def read(self, key: str) -> Any:
        """What runs; `?version=3` is that published version as it was. As a fragment it is the panel behind “?”."""
        entry, ctx = _entry(key), context()
        entity = entry.entity
        label = entity.meta.label.in_language(current_language())
        if request.headers.get("X-Fragment"):
            return self.render_template(
                "documents/_manual_panel.html",
                key=key,
                label=label,
                blocks=_blocks(entry),
                figure=_figure(entry),
            )
        published = versions.versions(ctx.session, entity)
        latest = published[0] if published else None
        chosen = _chosen(published)
        publishes = versions.may_publish(ctx)
        is_process = entity in versions.processes()
        return self.render_template(
            "documents/manual.html",
            key=key,
            label=label,
            list_url=_list_url(entry),
            blocks=_blocks(entry, chosen),
            figure=_figure(entry)
            if chosen is None or chosen.digest == _digest(entry)
            else Markup(""),
            messages=_messages(key) if chosen is None else [],
            published=published,
            latest=latest,
            chosen=chosen,
            stale=versions.is_stale(latest, entity),
            due=versions.is_due(ctx, latest),
            may_publish=publishes and is_process,
            **_review(entity, latest),
            readers=versions.readers(ctx.session, latest) if publishes and latest else [],
            form=ConfirmForm(),
            title=_("Manual: %(label)s", label=label),
        )

    @expose("/<key>.pdf")
    @for_staff
    def file(self, key: str) -> Any:
        entry = _entry(key)
        return as_pdf(
            pdf.made("manual", _book([entry])),
            entry.entity.meta.label.in_language(current_language()),
        )

    @expose("/all.pdf")
    @for_staff
    def book(self) -> Any:
        """Every process that the reader may open, in one book."""
        entries = [
            registry.current().entity(entity) for entity in reading.open_processes(context())
        ]
        if not entries:
            raise NotFound
        return as_pdf(pdf.made("manual", _book(entries)), _("Manual"))

    @expose("/<key>/publish", methods=["POST"])
    @for_staff
    def publish(self, key: str) -> Any:
        entry = _entry(key)

        def act() -> str:
            made = versions.publish(context(), entry.entity, note=request.form.get("note", ""))
            return _(
                "Version %(number)s is published; those concerned are asked to read it.",
                number=made.number,
            )

        return _done(key, act)

    @expose("/<key>/review", methods=["POST"])
    @for_staff
    def review(self, key: str) -> Any:
        entry = _entry(key)

        def act() -> str:
            reviews.ask(context(), entry.entity, note=request.form.get("note", ""))
            return _("Those who publish are asked to look at it.")

        return _done(key, act)

    @expose("/<key>/return", methods=["POST"])
    @for_staff
    def send_back(self, key: str) -> Any:
        entry = _entry(key)

        def act() -> str:
            reviews.send_back(context(), entry.entity, comment=request.form.get("comment", ""))
            return _("It is sent back.")

        return _done(key, act)

    @expose("/<key>/read", methods=["POST"])
    @for_staff
    def acknowledge(self, key: str) -> Any:
        entry = _entry(key)
        given = request.form.get("number", "")
        number = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0

        def act() -> str:
            versions.acknowledge(context(), entry.entity, number)
            return _("Thank you: it is noted that you have read it.")

        return _done(key, act)

    @expose("/<key>/remind", methods=["POST"])
    @for_staff
    def remind(self, key: str) -> Any:
        entry = _entry(key)
        return _done(
            key,
            lambda: _(
                "%(number)s people are reminded.", number=versions.remind(context(), entry.entity)
            ),
        )


def has_manual(entity: Any) -> bool:
    """For “?” on lists, records and forms."""
    return document.of(entity) is not None


def step_words(entity: Any, name: str, state: Any) -> tuple[str, str]:
    """(help, caution) for the dialog of a step."""
    found = document.of(entity)
    return found.of_step(name, str(state), current_language()) if found else ("", "")


def _done(key: str, act: Any) -> Any:
    """Do it and say so; a refusal is said on the same page."""
    try:
        flash(act(), "success")
    except Forbidden:
        raise
    except AppError as refused:
        flash(told(refused.message), "warning")
    return redirect(f"/manual/{key}")


def _entry(key: str) -> EntityEntry:
    known = registry.current()
    if not known.has(key):
        raise NotFound
    entry = known.entity(key)
    if document.of(entry.entity) is None or entry.entity.key() != key:
        raise NotFound
    if not reading.may_open(context(), entry):
        raise Forbidden(reading.REFUSED)
    return entry


def _list_url(entry: EntityEntry) -> str:
    view = screens.of(entry.entity)
    opened = view is not None and view.is_open_to(current_user.roles, "can_list")
    return f"{view.route_base}/list/" if opened else ""


def _review(entity: Any, latest: ManualVersion | None) -> dict[str, Any]:
    """What the page says of a review: the one that waits, the one that was sent back, whether the reader may ask."""
    ctx = context()
    asks = reviews.may_ask(ctx) and not versions.may_publish(ctx)
    if not asks and not versions.may_publish(ctx):
        return {"review": None, "returned": None, "may_ask": False}
    is_new = latest is None or versions.is_stale(latest, entity)
    found = reviews.waiting(ctx.session, entity) if is_new else None
    back = reviews.returned(ctx.session, entity) if is_new and found is None else None
    return {"review": found, "returned": back, "may_ask": asks and is_new and found is None}


def _digest(entry: EntityEntry) -> str:
    found = document.of(entry.entity)
    return found.digest if found else ""


def _chosen(published: Sequence[ManualVersion]) -> ManualVersion | None:
    given = request.args.get("version", "")
    if not given:
        return None
    found = next((one for one in published if str(one.number) == given), None)
    if found is None:
        raise NotFound
    return found


def _blocks(entry: EntityEntry, version: ManualVersion | None = None) -> list[Mapping[str, Any]]:
    return reading.blocks(context(), entry, current_language(), version)


def _figure(entry: EntityEntry) -> Markup:
    found, language = document.of(entry.entity), current_language()
    digest = found.figures.get(language, "") if found else ""
    # Written by our own generator; every label in it is escaped there.
    return Markup(document.figure(entry.entity.key(), language, digest)) if digest else Markup("")  # noqa: S704


def _messages(key: str) -> list[str]:
    """What people are told about records of this entity: the texts, with {names} where something stands in."""
    return [text.in_language(current_language()) for text in notify.texts_of(key)]


def _told(key: str) -> list[Mapping[str, Any]]:
    """The same as blocks, for the PDF."""
    found = _messages(key)
    return (
        [{"kind": "heading", "text": _("Messages")}, {"kind": "list", "items": found}]
        if found
        else []
    )


def _book(entries: Sequence[EntityEntry]) -> dict[str, Any]:
    language = current_language()
    known = versions.latest(context().session)
    chapters = []
    for entry in entries:
        meta = entry.entity.meta
        version = known.get(meta.name)
        state = (
            _("Version %(number)s", number=version.number) if version else _("not published yet")
        )
        if versions.is_stale(version, entry.entity):
            state = f"{state} · {_('the process has changed since')}"
        chapters.append(
            {
                "title": meta.label.in_language(language), "state": state,
                "blocks": [*_blocks(entry), *_told(entry.entity.key())], "figure": str(_figure(entry)),
            }
        )  # fmt: skip
    app = registry.current().app.label.in_language(language)
    moment = f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"
    alone = len(chapters) == 1
    return {
        "language": language,
        "app": app,
        "title": f"{app} · {chapters[0]['title'] if alone else _('Manual')}",
        "contents": "" if alone else _("Contents"),
        "caution": _("Watch out"),
        "chapters": chapters,
        "printed": _(
            "Printed by %(person)s, %(moment)s", person=current_user.get_full_name(), moment=moment
        ),
    }
