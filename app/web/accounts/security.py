"""Our security manager: Flask-AppBuilder keeps users and roles, the policies alone say what a role may do."""

from __future__ import annotations

from typing import Any

from flask import has_request_context
from flask_appbuilder.security.sqla.manager import SecurityManager as AppBuilderSecurityManager
from flask_login import LoginManager, current_user

from app.forms import screens
from app.forms.numbers import as_person
from app.runtime import records
from app.runtime.accounts import changes, login, person
from app.runtime.context import Context
from app.runtime.errors import Forbidden
from app.web.accounts import visits
from app.web.accounts.account import OwnAccountView
from app.web.accounts.clients import ClientsView
from app.web.accounts.entrance import EntranceView
from app.web.accounts.entrance_steps import StepsView
from app.web.accounts.roles import RoleView
from app.web.accounts.user_access import UserAccessView
from app.web.accounts.users import UserView
from app.web.imports import ImportsView
from app.web.jobs import JobsView
from app.web.notifications import MessageLinkView, NotificationsView
from app.web.person import is_administrator
from app.web.reader import context
from app.web.webhooks import WebhooksView


class SecurityManager(AppBuilderSecurityManager):
    """argon2id, one login path, no permission tables asked at run time.

    Flask-AppBuilder's own tables are kept in step by app.runtime.access.sync for whoever reads them; asking them here would
    make a second policy, and cost a statement for every question.
    """

    userdbmodelview = UserView
    rolemodelview = RoleView
    authdbview = EntranceView

    def register_views(self) -> None:
        """The entrance, the account page, users and roles. Its other security screens are not offered."""
        self.auth_view = self.authdbview()
        self.appbuilder.add_view_no_menu(self.auth_view)
        for view in (
            StepsView, OwnAccountView, MessageLinkView, NotificationsView, JobsView, WebhooksView, UserAccessView,
            ClientsView, ImportsView,
        ):  # fmt: skip
            self.appbuilder.add_view_no_menu(view())
        self.user_view = self.appbuilder.add_view_no_menu(self.userdbmodelview)
        self.appbuilder.add_view_no_menu(self.rolemodelview)

    def create_db(self) -> None:
        """Alembic owns the tables, `dougong sync` the roles: starting writes nothing."""

    # -- who is there ----------------------------------------------------------------------------

    def create_login_manager(self, app: Any) -> LoginManager:
        """Flask-Login asks the session on the server; what its own cookie may say opens nothing."""
        manager = LoginManager(app)
        manager.session_protection = None
        manager.request_loader(visits.logged_in)
        return manager

    def load_user_jwt(self, _jwt_header: Any, jwt_data: Any) -> Any:
        """The person of a token; None for a token that names none, whoever signed it."""
        subject = str(jwt_data["sub"])
        id = as_person(subject)
        return None if id is None else person.load(id)

    def auth_user_db(self, username: str, password: str) -> Any:
        """For whatever part of AppBuilder asks: the one login, which counts and locks."""
        user_id = login.authenticate(username or "", password or "", visits.place())
        return person.load(user_id) if user_id is not None else None

    def reset_password(self, userid: Any, password: str) -> None:
        ctx = context()
        with records.writing(ctx):
            changes.set_password(ctx, int(userid), password, must_change=True)

    # -- Flask-AppBuilder's own writes -----------------------------------------------------------

    def add_user(
        self,
        username: str,
        first_name: str,
        last_name: str,
        email: str,
        role: Any,
        password: str = "",
        hashed_password: str = "",
        groups: Any = None,
    ) -> Any:
        """Through our own write: audited, separate roles refused. What the machine's owner does is the system's."""
        from app.web.accounts import users

        roles = role if isinstance(role, list) else [role]
        values = {
            "username": username,
            "first_name": first_name,
            "last_name": last_name,
            "email": email,
            "active": True,
            "roles": sorted(one.name for one in roles if one is not None),
        }
        if hashed_password or groups or not password:
            raise self._not_offered()
        if has_request_context() and current_user.is_authenticated:
            return person.load(users.save(None, values, password))
        with Context.system(channel="cli") as ctx:
            return person.load(users.save(None, values, password, ctx=ctx))

    def _refuse(self, *_arguments: Any, **_named: Any) -> Any:
        raise self._not_offered()

    @staticmethod
    def _not_offered() -> Forbidden:
        return Forbidden(
            "角色与权限由 schema 决定，用户在用户页维护 / "
            "Roles and permissions are the schema's; users are kept on the users' pages."
        )

    update_user = delete_user = add_role = update_role = delete_role = _refuse
    add_group = delete_group = add_register_user = import_roles = create_api_key = _refuse
    add_permission_role = del_permission_role = _refuse

    # -- who may ---------------------------------------------------------------------------------

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """For a record's screen: what the policy grants to the roles; for everything else: the administrator."""
        if not current_user.is_authenticated:
            return False
        for view in screens.everything().values():
            if view.class_permission_name == view_name:
                return view.is_open_to(current_user.roles, permission_name)
        return is_administrator()

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """Our own navigation asks the policies; Flask-AppBuilder's menu is empty."""
        return set()
