"""Attachments: what takes the disk, what nobody took, what was erased; the disk compared with the table."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request
from flask_admin import expose
from flask_babel import lazy_gettext

from app.forms import screens
from app.runtime import checks
from app.runtime.errors import BadRequest
from app.runtime.files import checking, listing
from app.studio import given
from app.studio.console import words
from app.studio.console.frame import ConsoleView, ask_for, last_failure, under_way
from app.web.reader import context

BASE = "/studio/files/"
KINDS = {
    "picture": lazy_gettext("Pictures"),
    "pdf": lazy_gettext("PDF documents"),
    "office": lazy_gettext("Office documents"),
    "text": lazy_gettext("Texts"),
    "other": lazy_gettext("Other"),
}
STATES = {
    "kept": lazy_gettext("Held by a record"),
    "unowned": lazy_gettext("Not saved with any record"),
    "erased": lazy_gettext("Erased with the person"),
}
_AFTER = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)


class FilesView(ConsoleView):
    place = "files"

    @expose("/")
    def index(self) -> Any:
        ctx = context()
        asked = {
            name: given.text(request.args, name) for name in ("order", "kind", "entity", "state")
        }
        page = listing.listed(
            ctx,
            order="large" if asked["order"] == "large" else "new",
            kind=asked["kind"],
            entity=asked["entity"],
            state=asked["state"],
            after=_after(),
        )
        totals = listing.totals_for_page(ctx.session)
        runs = checks.latest(ctx.session, "files")
        return self.page(
            "files.html",
            files=page.files,
            asked=asked,
            next_url=_here(asked, after="{}-{}".format(*page.after)) if page.after else "",
            first_url=_here(asked) if "after" in request.args else "",
            totals=totals,
            number=sum(one.number for one in totals.entities),
            taken=sum(one.size for one in totals.entities),
            kinds=KINDS,
            states=STATES,
            words=words,
            file_url=screens.attachment_url,
            here=lambda **more: _here(asked | more),
            last=runs[0] if runs else None,
            working=under_way(ctx, checking.NAME),
            failed=last_failure(ctx, checking.NAME),
        )

    @expose("/check", methods=("POST",))
    def check(self) -> Any:
        """Disk, table and records compared, as a durable job."""
        ask_for(checking.NAME)
        return redirect(BASE)


def _here(asked: dict[str, str], **more: str) -> str:
    text = urlencode({name: word for name, word in (asked | more).items() if word})
    return f"{BASE}?{text}" if text else BASE


def _after() -> tuple[int, int] | None:
    given = request.args.get("after")
    if given is None:
        return None
    match = _AFTER.fullmatch(given)
    if match is None:
        raise BadRequest("分页参数无效 / The page cannot be found.", field="after")
    return int(match[1]), int(match[2])
