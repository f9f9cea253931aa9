"""The one form of the shell that belongs to no entity: the login."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.runtime.errors import Message
from app.runtime.i18n import t


class LoginForm(FlaskForm):
    """User name and password; a refusal never says which of the two was wrong."""

    username = StringField(validators=[InputRequired(), Length(max=64)])
    password = PasswordField(validators=[InputRequired(), Length(max=256)])

    def __init__(self) -> None:
        super().__init__()
        self.username.label.text = t("portal.username")
        self.password.label.text = t("portal.password")
        self.username.render_kw = {"autocomplete": "username", "autocapitalize": "none"}
        self.password.render_kw = {"autocomplete": "current-password"}

    def refuse(self, why: Message | None = None) -> None:
        """The answer to a wrong name, a wrong password and a closed account alike; `why` for a locked one."""
        self.form_errors: list[str] = [t(why) if why else t("portal.login_refused")]
