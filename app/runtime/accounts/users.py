"""Users and roles are Flask-AppBuilder's; this is the only module of the runtime that names it."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.models.sqla import Model
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    User,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)
from sqlalchemy import MetaData, Table
from sqlalchemy.util import immutabledict

# AppBuilder lets a second class silently merge into a table of the same name; we want the error.
Model.__table_args__ = {}

metadata: MetaData = Model.metadata
"""The one MetaData: AppBuilder's tables, the framework's and the generated ones."""

# SQLite's batch migrations need a name for every constraint; all others are named where they are made.
_names: Any = metadata.naming_convention
metadata.naming_convention = immutabledict({**_names, "pk": "pk_%(table_name)s"})

role_grants: Table = assoc_permissionview_role
user_roles: Table = assoc_user_role

__all__ = [
    "Permission",
    "PermissionView",
    "Role",
    "User",
    "ViewMenu",
    "metadata",
    "role_grants",
    "user_roles",
]
