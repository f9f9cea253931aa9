"""Users for the system administrator: Flask-AppBuilder's screen and tables, our forms, one audited write each."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.views import UserDBModelView
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import func, or_, select
from wtforms import BooleanField, PasswordField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.forms.language import current_language, told
from app.forms.numbers import as_person
from app.runtime import audit, clock, records, registry
from app.runtime.accounts import changes, grants, passwords
from app.runtime.accounts.users import Role, User
from app.runtime.context import Context
from app.runtime.errors import NotFound
from app.web.accounts.handing_out import ConfirmForm
from app.web.accounts.user_access import access_page, issued
from app.web.reader import context

PAGE = 50
MOST_PAGES = 100_000
KEY = grants.KEY
"""Under this name users stand in the audit log."""

required = InputRequired(lazy_gettext("This field is required."))


def role_labels() -> dict[str, str]:
    language = current_language()
    return {role.name: role.label.in_language(language) for role in registry.current().roles}


class ChecksField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class UserForm(ConfirmForm):
    """A user; the new password only when one is to be set, the administrator's own always: what is saved here opens accounts."""

    username = StringField(lazy_gettext("User name"), [required, Length(max=128)])
    last_name = StringField(lazy_gettext("Last name"), [Length(max=64)])
    first_name = StringField(lazy_gettext("First name"), [required, Length(max=64)])
    email = StringField(
        lazy_gettext("Email"),
        [required, Email(lazy_gettext("That is not an e-mail address.")), Length(max=320)],
    )
    active = BooleanField(lazy_gettext("May log in"), default=True)
    roles = ChecksField(lazy_gettext("Roles"))
    password = PasswordField(
        lazy_gettext("New password"),
        [Optional()],
        description=lazy_gettext(
            "At least 12 characters. Left empty, it stays as it is. At the next login the person chooses another one."
        ),
    )

    current = PasswordField(lazy_gettext("Your own password"), [required])

    def __init__(self, *, user_id: int | None, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._user_id = user_id
        if user_id is None:
            self.password.description = _(
                "At least 12 characters. Left empty, the next page makes a link with which the person chooses one."
            )
        self.roles.choices = [SelectChoice(value=k, label=v) for k, v in role_labels().items()]

    def validate_password(self, field: Any) -> None:
        about = (self.username.data, self.last_name.data, self.first_name.data, self.email.data)
        problem = passwords.weakness(field.data, about=about) if field.data else None
        if problem is not None:
            raise ValidationError(told(problem))

    def validate_username(self, field: Any) -> None:
        self._must_be_free(User.username, field)

    def validate_email(self, field: Any) -> None:
        self._must_be_free(User.email, field)

    def _must_be_free(self, column: Any, field: Any) -> None:
        taken = select(User.id).where(func.lower(column) == field.data.strip().lower())
        found = context().session.scalar(taken.limit(1))
        if found is not None and found != self._user_id:
            raise ValidationError(_("This is already in use."))

    def validate_roles(self, field: Any) -> None:
        chosen = set(field.data or [])
        names = role_labels()
        for first, second in registry.current().separated_roles():
            if {first, second} <= chosen:
                raise ValidationError(
                    _(
                        "One person may not hold both %(first)s and %(second)s.",
                        first=names.get(first, first),
                        second=names.get(second, second),
                    )
                )


class UserView(UserDBModelView):
    """`/users/`: list, add, edit. Nobody is deleted: history names him. He is made inactive."""

    base_permissions = ["can_list", "can_show", "can_add", "can_edit"]
    include_route_methods = {"list", "show", "add", "edit"}

    def _init_forms(self) -> None:
        """No forms made from columns: the form above is the only one."""

    @expose("/list/")
    @has_access
    def list(self) -> Any:
        text = request.args.get("q", "").strip()
        page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
        session = context().session
        name = User.last_name + User.first_name
        statement = select(
            User.id, User.username, name.label("name"), User.email, User.active, User.last_login
        )
        if text:
            pattern = f"%{text.lower()}%"
            statement = statement.where(
                or_(
                    *(
                        func.lower(column).like(pattern)
                        for column in (User.username, name, User.email)
                    )
                )
            )
        statement = statement.order_by(User.username).offset((page - 1) * PAGE).limit(PAGE + 1)
        found = session.execute(statement).all()
        shown = found[:PAGE]
        labels = role_labels()
        roles: dict[int, list[str]] = {row.id: [] for row in shown}
        held = select(User.id, Role.name).join(User.roles).where(User.id.in_(list(roles)))
        for user_id, role in session.execute(held):
            roles[user_id].append(labels.get(role, role))
        return self.render_template(
            "security/users.html",
            users=shown,
            roles=roles,
            text=text,
            page=page,
            has_more=len(found) > PAGE,
        )

    @expose("/show/<pk>", methods=["GET"])
    @has_access
    def show(self, pk: str) -> Any:
        id = as_person(pk)
        return redirect("/users/list/" if id is None else f"/users/edit/{id}")

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Any:
        return self._form(None)

    @expose("/edit/<pk>", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: str) -> Any:
        id = as_person(pk)
        user = None if id is None else context().session.get(User, id)
        if user is None:
            raise NotFound
        return self._form(user)

    def _form(self, user: Any) -> Any:
        start = {} if user is None else _facts(user)
        form = UserForm(user_id=None if user is None else user.id, data=start)
        is_self = user is not None and user.id == context().actor.id
        if form.is_confirmed():
            values = {
                key: form[key].data
                for key in ("username", "last_name", "first_name", "email", "active")
            }
            values["roles"] = sorted(form.roles.data or [])
            if is_self and (values["roles"] != start["roles"] or not values["active"]):
                form.roles.errors = [
                    *form.roles.errors,
                    _("Nobody changes his own roles: ask another administrator."),
                ]
            elif is_self and form.password.data:
                form.password.errors = [_("Change your own password under My account.")]
            else:
                saved = save(None if user is None else user.id, values, form.password.data)
                flash(_("Saved."), "success")
                # Without a password the new person gets a link with which he sets his own.
                if user is None and not form.password.data:
                    return self._with_link(saved)
                return redirect("/users/list/")
        status = 422 if request.method == "POST" else 200
        return self.render_template("security/user.html", form=form, user=user), status

    def _with_link(self, id: int) -> Any:
        """At once: the administrator has just shown who he is."""
        ctx = context()
        with records.writing(ctx):
            link = issued(ctx, id)
        page = access_page(self, ctx, ctx.session.get_one(User, id), link)
        return page, 200, {"Cache-Control": "no-store"}


def _facts(user: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "last_name": user.last_name,
        "first_name": user.first_name,
        "email": user.email,
        "active": bool(user.active),
        "roles": sorted(role.name for role in user.roles),
    }


def save(
    user_id: int | None, values: dict[str, Any], password: str, *, ctx: Context | None = None
) -> int:
    """Write a user and its audit row in one transaction of its own; a password is logged as changed, never as text."""
    ctx = ctx or context()
    with records.writing(ctx):
        session = ctx.session
        user: Any = session.get(User, user_id) if user_id is not None else User()
        before = _facts(user) if user_id is not None else {}
        moment = clock.now().replace(tzinfo=None)  # Flask-AppBuilder keeps times without a zone
        for key in ("username", "last_name", "first_name", "email"):
            setattr(user, key, values[key].strip())
        user.active = bool(values["active"])
        user.changed_on, user.changed_by_fk = moment, ctx.actor.id
        if user_id is None:
            user.created_on, user.created_by_fk = moment, ctx.actor.id
            session.add(user)
        if password:
            user.password = passwords.hash_password(password)
        session.flush()
        if password:
            # The administrator knows it: the person chooses another one at the first login.
            changes.password_was_set(ctx, int(user.id), must_change=True)
        grants.give(ctx, user.id, values["roles"])
        diff: dict[str, Any] = {
            key: [before.get(key), value]
            for key, value in _facts(user).items()
            if before.get(key) != value
        }
        if password:
            diff["password"] = [None, audit.MASK]
        audit.log(ctx, "update" if user_id is not None else "create", KEY, user.id, diff)
        return int(user.id)
