"""Roles for the system administrator: what each may do, read from the policies that are in force."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.views import RoleModelView
from sqlalchemy import func, select

from app.forms.language import current_language
from app.runtime import registry
from app.runtime.accounts.users import Role, User
from app.runtime.errors import NotFound
from app.web.accounts.users import role_labels
from app.web.reader import context

ACTIONS = ("read", "create", "update", "delete", "export", "import", "reveal")


class RoleView(RoleModelView):
    """`/roles/`: the roles are the schema's; whom they are given to is said on the users' pages."""

    base_permissions = ["can_list", "can_show"]
    include_route_methods = {"list", "show"}

    def _init_forms(self) -> None:
        """Nothing is edited here."""

    @expose("/list/")
    @has_access
    def list(self) -> Any:
        held = select(Role.name, func.count(User.id)).outerjoin(Role.user).group_by(Role.name)
        counts = {name: number for name, number in context().session.execute(held)}  # noqa: C416
        return self.render_template("security/roles.html", roles=role_labels(), counts=counts)

    @expose("/show/<pk>", methods=["GET"])
    @has_access
    def show(self, pk: str) -> Any:
        labels = role_labels()
        if pk not in labels:
            raise NotFound
        return self.render_template(
            "security/role.html", name=pk, label=labels[pk], actions=ACTIONS, rights=rights_of(pk)
        )


def rights_of(role: str) -> list[dict[str, Any]]:
    """Entity by entity: action → None (not granted), "all", or the name of the scope; and the transitions."""
    language = current_language()
    found = []
    for entry in registry.current().entities():
        granted: dict[str, str | None] = {}
        for action in ACTIONS:
            grants = entry.policy.grants(action)
            if role in grants:
                granted[action] = "all" if grants[role].is_everything else grants[role].name
        moves = [
            mapping[0].label.in_language(language)
            for mapping in (entry.workflow.transitions.values() if entry.workflow else ())
            if any(role in one.by for one in mapping)
        ]
        if granted or moves:
            found.append(
                {
                    "label": entry.entity.meta.label.in_language(language),
                    "granted": granted,
                    "moves": moves,
                }
            )
    return found
