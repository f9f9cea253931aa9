"""What the audit log calls things, in the reader's words: acts, channels, what the framework keeps, fields."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.forms.language import current_language
from app.runtime import registry

CHANNELS = {
    "web": lazy_gettext("Screens"),
    "rest": lazy_gettext("REST interface"),
    "portal": lazy_gettext("Portal"),
    "studio": lazy_gettext("Studio"),
    "job": lazy_gettext("Job"),
    "import": lazy_gettext("Import"),
    "hook": lazy_gettext("Rule"),
    "cli": lazy_gettext("Command line"),
}
ACTS = {
    "create": lazy_gettext("Created"),
    "update": lazy_gettext("Changed"),
    "delete": lazy_gettext("Deleted"),
    "derive": lazy_gettext("Worked out"),
    "sla": lazy_gettext("Time limit"),
    "set:create": lazy_gettext("Created, many at once"),
    "set:make": lazy_gettext("Created, many at once"),
    "set:history": lazy_gettext("Brought in, many at once"),
    "set:update": lazy_gettext("Changed, many at once"),
    "set:each": lazy_gettext("Changed, many at once"),
    "set:step": lazy_gettext("Moved on, many at once"),
    "set:delete": lazy_gettext("Deleted, many at once"),
    "view_as_started": lazy_gettext("Began to look as this person"),
    "viewed_as": lazy_gettext("Looked at a page as this person"),
    "view_as_ended": lazy_gettext("Looked as this person no longer"),
    "explained": lazy_gettext("Asked why somebody may"),
    "tested": lazy_gettext("Asked the permission tests"),
    "reveal": lazy_gettext("Looked at sensitive data"),
    "erase": lazy_gettext("Personal data erased"),
    "retain": lazy_gettext("Personal data erased"),
    "privacy:export": lazy_gettext("Personal data handed out"),
    "export": lazy_gettext("Exported"),
    "vote": lazy_gettext("Approved"),
    "reject": lazy_gettext("Rejected."),
    "login": lazy_gettext("Logged in"),
    "logout": lazy_gettext("Logged out"),
    "login_failed": lazy_gettext("Login failed"),
    "code_failed": lazy_gettext("Wrong code"),
    "locked": lazy_gettext("Locked after failed logins"),
    "unlocked": lazy_gettext("Unlocked"),
    "session_ended": lazy_gettext("One session ended"),
    "sessions_ended": lazy_gettext("All sessions ended"),
    "password_link": lazy_gettext("Link for a new password"),
    "password_link_used": lazy_gettext("New password by a link"),
    "second_factor_off": lazy_gettext("Second factor removed"),
    "retry": lazy_gettext("Job tried again"),
    "cancel": lazy_gettext("Job cancelled"),
    "check:audit": lazy_gettext("Audit log verified"),
    "check:files": lazy_gettext("Files checked"),
    "check:backup": lazy_gettext("Restore rehearsed"),
    "comment:add": lazy_gettext("Comment"),
    "comment:edit": lazy_gettext("Comment corrected"),
    "comment:delete": lazy_gettext("Comment taken back"),
}
THINGS = {
    "ab_user": lazy_gettext("User account"),
    "ab_role": lazy_gettext("Role"),
    "sys_job": lazy_gettext("Job"),
    "sys_audit_log": lazy_gettext("Audit log"),
    "sys_check_run": lazy_gettext("Check"),
    "sys_api_client": lazy_gettext("API client"),
    "sys_webhook": lazy_gettext("Webhook"),
    "permissions": lazy_gettext("Permissions"),
    "sys_schema_draft": lazy_gettext("Draft of the schema"),
}
FACTS = {
    "username": lazy_gettext("User name"),
    "first_name": lazy_gettext("First name"),
    "last_name": lazy_gettext("Last name"),
    "email": lazy_gettext("Email"),
    "active": lazy_gettext("May log in"),
    "roles": lazy_gettext("Roles"),
    "password": lazy_gettext("Password"),
    "attempt": lazy_gettext("Failed attempts"),
    "ok": lazy_gettext("Result"),
    "subject": lazy_gettext("File"),
    "ids": lazy_gettext("Rows"),
    "count": lazy_gettext("Rows"),
    "fields": lazy_gettext("Fields"),
    "why": lazy_gettext("Reason"),
    "reason": lazy_gettext("Reason"),
    "path": lazy_gettext("Page"),
    "until": lazy_gettext("Until"),
    "viewing": lazy_gettext("Number of the look"),
}
"""What the framework writes of its own things."""
PAGES = {"ab_user": "/users/edit/{}", "sys_job": "/jobs/{}", "sys_api_client": "/clients/{}"}
"""Where something of the framework's own is looked at."""


def entity_label(key: str) -> str:
    """An entity, or something of the framework's; what neither knows any more goes by its name."""
    if key in THINGS:
        return str(THINGS[key])
    known = registry.current()
    if not known.has(key):
        return key
    return str(known.entity(key).entity.meta.label.in_language(current_language()))


def act_label(key: str, action: str) -> str:
    """A step of the workflow by its label, everything else in our words, else as it was written."""
    known = registry.current()
    workflow = known.entity(key).workflow if known.has(key) else None
    steps = workflow.transitions.get(action) if workflow is not None else None
    if steps:
        return str(steps[0].label.in_language(current_language()))
    return str(ACTS.get(action, action))


def field_label(key: str, name: str) -> str:
    """A field of an entity; what is none goes by its name."""
    known = registry.current()
    field: Any = known.entity(key).entity.fields().get(name) if known.has(key) else None
    if field is None:
        return str(FACTS.get(name, name))
    return str(field.label.in_language(current_language()))


def channel_label(channel: str) -> str:
    return str(CHANNELS.get(channel, channel))


def actor_label(act: Any) -> str:
    """Whoever did it; the system, and on whose account."""
    if not act.by_system:
        return str(act.name)
    return _("the system") + (f" ← {act.name}" if act.actor_id is not None else "")


def record_url(key: str, id: int | None) -> str:
    """The page of what was written about; "" where there is none."""
    if id is None:
        return ""
    if key in PAGES:
        return PAGES[key].format(id)
    return f"/{key}/show/{id}" if registry.current().has(key) else ""
