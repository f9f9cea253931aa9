"""The QR code of a record: a short address that asks who one is and leads to the record, or to the page made for it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import segno
from flask import current_app, redirect, request, url_for
from flask_appbuilder import BaseView, expose
from flask_login import current_user
from markupsafe import Markup

from app.forms import screens
from app.runtime import registry
from app.runtime.context import Actor
from app.runtime.errors import NotFound
from app.web import staff_pages
from app.web.guard import logged_in
from app.web.person import lives_in_portal

KEY = "k"
"""The parameter of a code's address that carries the secret of a label."""


FOR_RESIDENTS = "dougong_scanned_portal_pages"
"""Extension of the application: entity → endpoint of the portal's page that its labels open for who lives there."""


def address(key: str, id: int, secret: str | None = None) -> str:
    """`https://desk.example/q/work_order/17`: PUBLIC_URL where one is set, for codes stay on walls for years.

    `secret`: what only the label says, so that whoever has read the code was in front of it.
    """
    base = str(current_app.config["DOUGONG"].public_url).rstrip("/") or request.host_url.rstrip("/")
    return f"{base}/q/{key}/{id}" + (f"?{urlencode({KEY: secret})}" if secret else "")


def secret_field(entity: Any, actor: Actor) -> str | None:
    """The field that the labels of an entity keep secret: a unique barcode that the system fills.

    None where there is none, or where this reader may not read it: his labels lead to the record and prove nothing.
    """
    policy = registry.current().entity(entity).policy
    for name, field in entity.fields().items():
        if field.type == "barcode" and field.unique and field.readonly is True:
            return str(name) if policy.readable(actor, name) else None
    return None


def svg(text: str, *, inline: bool = False) -> Markup:
    """The code as SVG: dark on nothing, a border of four modules, level M (15 % may be scratched)."""
    code = segno.make(text, error="m", micro=False)
    out = BytesIO()
    code.save(
        out, kind="svg", border=4, light="#fff", xmldecl=not inline, svgns=True, omitsize=True
    )
    # Squares of segno; the address itself stands nowhere in it.
    return Markup(out.getvalue().decode())  # noqa: S704


class CodeView(BaseView):
    """GET /q/work_order/17: what a phone's camera opens. The login page leads back here."""

    route_base = "/q"
    default_view = "open"

    @expose("/<key>/<int:pk>")
    @logged_in
    def open(self, key: str, pk: int) -> Any:
        """To the page that shows such a record to these roles; whether he may see this one, that page decides."""
        if lives_in_portal(current_user.roles):
            page = current_app.extensions.get(FOR_RESIDENTS, {}).get(key)
            return redirect(url_for(page, id=pk) + _carried() if page else "/portal/")
        for view in screens.everything().values():
            if view.entity.key() != key:
                continue
            scanned = staff_pages.scanned_page_of(key, current_user.roles)
            if scanned is not None:
                # The secret goes along: whoever has scanned it was there.
                return redirect(url_for(f"staff.{scanned.name}", id=pk) + _carried())
            page = staff_pages.page_of(key, current_user.roles)
            if page is not None:
                return redirect(url_for(f"staff.{page.name}", id=pk))
            if view.is_open_to(current_user.roles, "can_show"):
                return redirect(f"{view.route_base}/show/{pk}")
        raise NotFound


def _carried() -> str:
    """The secret that the label carries in its address."""
    secret = request.args.get(KEY)
    return f"?{urlencode({KEY: secret})}" if secret else ""
