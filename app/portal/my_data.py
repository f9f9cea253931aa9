"""Every resident's own data as one file, after the password: the shell's page, whatever the application is."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from app.runtime.context import Context
from app.runtime.i18n import t
from app.runtime.privacy import parcels
from app.web.accounts.handing_out import ConfirmForm, download


def my_data(ctx: Context, form: ConfirmForm) -> Any:
    """(archive as an answer, or None when the page is to be shown)."""
    if not form.is_confirmed("portal"):
        return None
    content = parcels.of_oneself(ctx)
    if content is not None:
        return download(content, current_user.username)
    flash(t("portal.my_data_later"), "success")
    return redirect(url_for("portal.my_data"))


def labelled() -> ConfirmForm:
    """The form with the portal's own texts."""
    form = ConfirmForm()
    form.current.label.text = t("portal.password")
    form.current.render_kw = {"autocomplete": "current-password"}
    return form
