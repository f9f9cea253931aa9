"""Routes to which no link leads, and what leads there instead."""

from __future__ import annotations

import re

from flask import Flask

from app.forms import screens

WAYS: tuple[tuple[str, str], ...] = (
    (r"/api/v1/.*|/hooks/.*|/iclock/.*|/health.*|/ready.*|/metrics.*|/live.*", "programs ask"),
    (r"/static/.*|.*/worker\.js|.*/manifest\.webmanifest|.*/offline", "the browser asks"),
    (r"/\w+/(branch|cell|lookup|mention|mentions|related|row|follow)/.*|/palette/|/messages/(count|panel|unread)|/search/suggest|/today/token|.*/(lines|progress|mapping)|/desk/lines|/labels/.*\.svg|/\w+/foresee|/studio/\w+/row/|/studio/schema/text/words|/studio/schema/plan/code|/studio/health/progress/.*|/portal/payments/.*/state", "a part of a page, asked for by its script"),
    (r"/\w+/bulk(/.*)?|/imports/<int:id>(/refused)?|/jobs/<int:id>|/clients/<pk>|/\w+/views/<int:id>|/\w+/(move|handout|reveal|transition|delete)/.*|/login/.*|/logout/|/me/second-factor/on|/back|/lang/.*|/studio/\w+/edit/|/statements/<int:id>\.(pdf|xlsx)|/portal/feedback/<int:id>/<step>|/portal/payments/back|/portal/sandbox/.*|/studio/schema/(entity|parts)/", "a form leads there"),
    (r"/q/.*|/login/link/.*|/portal/(registered|survey|thanks).*|/me/data/<int:id>|/portal/data/<int:id>|/desk/call/.*|/portal/device/<int:id>|/attendance/check-in/<int:id>", "a code or a message leads there"),
    (r"/studio/schema/(publish/.*|plan/patch|text/find|parts/<section>/<of>/)|/studio/permissions/tests/draft|/studio/backups/archive", "no draft, no proposal and no backup in the demo"),
    (r"/studio/(fee_item|shift|tax_kind)/(new/)?", "a dictionary of other roles, which the studio names and does not open"),
    (r"/\w+/(show|add|edit|history|filter|columns|export|export\.xlsx|kanban/|gantt/|calendar/|tree/|views/new).*|/files/<int:id>|/webhooks/<int:id>|/portal/comments/.*", "no record of the demo, or no such view of the entity"),
)  # fmt: skip
"""Pattern of a rule → reason."""


def without_a_link(app: Flask, linked: set[str]) -> dict[str, str]:
    """Rule that can be read → what leads there; "" for what was forgotten."""
    beside = {view.route_base for view in screens.everything().values() if not view.menu}
    return {
        rule.rule: "stands in the menu of nobody: a page of another record leads there"
        if rule.rule.removesuffix("/list/") in beside
        else next((reason for way, reason in WAYS if re.fullmatch(way, rule.rule)), "")
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.rule not in linked
    }
