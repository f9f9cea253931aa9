"""Registration on the public page: one form, one customer, however often it is sent (1.1)."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import redirect, request, url_for

from app.custom.crm import consents, registration
from app.generated.registration import Registration
from app.generated.registration.view import RegistrationPortalForm
from app.portal import page, render, system_context
from app.runtime.context import Context
from app.runtime.errors import AppError, NotFound
from app.runtime.field import label

TOKEN = re.compile(r"[A-Za-z0-9_-]{32,64}")


@page(
    "/register",
    name="register",
    label=label(zh="新客户登记", en="Register"),
    login=False,
    public=True,
    methods=("GET", "POST"),
)
def register(_visitor: Context) -> Any:
    """Nobody is logged in here, so the system stores the form; the token makes a second sending harmless."""
    token = request.form.get("token", "") if request.method == "POST" else ""
    token = token if TOKEN.fullmatch(token) else secrets.token_urlsafe(32)
    with system_context() as ctx:
        form = RegistrationPortalForm.for_request(ctx, grids=False)
        values = form.record_values() if form.is_sent() else None
        if values is not None:
            try:
                registration.register(ctx, {**values, "token": token, "source": "web"})
            except AppError as error:
                form.take_errors(error)
            else:
                return redirect(url_for("portal.registered", token=token))
        status = 422 if request.method == "POST" else 200
        return render(
            "crm/portal/register.html",
            status,
            form=form,
            token=token,
            policy_version=consents.POLICY_VERSION,
        )


@page(
    "/registered/<token>",
    name="registered",
    label=label(zh="登记结果", en="Registered"),
    login=False,
)
def registered(_visitor: Context, token: str) -> Any:
    """What became of the form. The token is the right to see it; it says nothing about anybody else."""
    with system_context() as ctx:
        form: Registration | None = registration.by_token(ctx, token)
        if form is None:
            raise NotFound()
        return render(
            "crm/portal/registered.html",
            verified=form.verified == "roster" and form.outcome in ("created", "linked"),
            phone=form.phone,
        )
