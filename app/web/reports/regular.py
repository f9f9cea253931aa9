"""What somebody gets regularly, in words, and the form that asks for it: the same beside reports and beside pages that offer themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.forms.numbers import as_id
from app.runtime import notify, registry
from app.runtime.context import Context
from app.runtime.errors import ValidationFailed
from app.runtime.subscriptions import manage, offers


def asked(ctx: Context, name: str, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Subscribe as the form says; field → what is wrong, empty when it was done."""
    form = request.form
    day = as_id(form.get("day", "1") or "1")
    try:
        manage.add(
            ctx, name, every=form.get("every", ""), day=day if day is not None else 0,
            at=form.get("at", ""), by_mail=bool(form.get("by_mail")), arguments=pairs,
        )  # fmt: skip
    except ValidationFailed as refused:
        return {one.field: told(one.message) for one in refused.errors}
    return {}


def has_mail() -> bool:
    """Whether anything leaves this application by mail."""
    return any(one.is_mail for one in notify.settings().channels.values())


def mine(ctx: Context, name: str | None = None) -> list[dict[str, Any]]:
    """Subscriptions in words: of what, when, how; of one report or offer, or of all."""
    language, known = current_language(), {one.name: one for one in registry.current().reports}
    days = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]  # fmt: skip
    found = []
    for row in manage.listed(ctx, name):
        offered, report = offers.known(row.report), known.get(row.report)
        label = offered.label if offered else report.label if report else None
        when = _("every day")
        if row.every == "week":
            when = _("every %(day)s", day=days[row.day - 1])
        elif row.every == "month":
            when = _("on day %(day)s of every month", day=row.day)
        query = urlencode([(key, value) for key, value in row.arguments])
        found.append({
            "id": row.id, "url": (offered.url if offered else f"/reports/{row.report}") + (f"?{query}" if query else ""),
            "label": label.in_language(language) if label else row.report,
            "when": f"{when} {row.at}", "by_mail": row.by_mail,
        })  # fmt: skip
    return found
