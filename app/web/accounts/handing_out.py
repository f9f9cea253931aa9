"""Handing out what is known of a person: to himself, or for a record by who may export and reveal it."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms.language import told
from app.runtime.accounts import login
from app.runtime.accounts.attempts import TooManyAttempts
from app.runtime.i18n import t
from app.runtime.privacy.reveal import LONGEST_REASON, SHORTEST_REASON
from app.web.accounts import visits
from app.web.person import myself

required = InputRequired(lazy_gettext("This field is required."))


class ConfirmForm(FlaskForm):
    """The password once more, before something that a stranger at an open screen must not do."""

    current = PasswordField(lazy_gettext("Current password"), [required])

    def is_confirmed(self, channel: str = "web") -> bool:
        """Sent with the right password; else the field says what is wrong. Counted and locked like a login."""
        if not self.validate_on_submit():
            return False
        try:
            right = login.is_right(myself(), self.current.data, visits.place(channel))
            problem = "" if right else t("account.wrong_password")
        except TooManyAttempts as locked:
            problem = told(locked.message)
        if problem:
            self.current.errors = [*self.current.errors, problem]
        return not problem


class ReasonForm(ConfirmForm):
    """And why, for somebody else's data."""

    reason = TextAreaField(
        lazy_gettext("Reason"),
        [required, Length(min=SHORTEST_REASON, max=LONGEST_REASON)],
        description=lazy_gettext("It goes into the audit log."),
    )


def download(content: bytes, name: str) -> Any:
    """The archive, kept by nobody on the way."""
    return Response(
        content,
        mimetype="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.zip"',
            "Cache-Control": "no-store",
        },
    )
