"""Registration on the public page: the mobile is proved, then one form is one customer, however often sent (1.1)."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, redirect, request, url_for

from app.config import Config
from app.custom.crm import normalise
from app.custom.crm.customers import consents, decisions, phone_codes, registration
from app.forms.language import told
from app.generated.registration import Registration
from app.generated.registration.view import RegistrationPortalForm
from app.portal import page, render, system_context
from app.runtime import records
from app.runtime.context import Context
from app.runtime.errors import AppError, FieldError, Message, NotFound, ValidationFailed, message
from app.runtime.field import label

ASK = "_send_code"
"""The button that asks for a code."""
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
        box = CodeBox(_sender(), token)
        status = 422 if request.method == "POST" else 200
        if ASK in request.form and box.sender is not None:
            status = box.ask(ctx, box.sender, form)
        elif (values := form.record_values() if form.is_sent() else None) is not None:
            try:
                _register(ctx, box, {**values, "token": token, "source": "web"})
            except AppError as error:
                form.take_errors(box.take(error))
            else:
                return redirect(url_for("portal.registered", token=token))
        return render(
            "crm/portal/register.html",
            status,
            form=form,
            token=token,
            box=box,
            policy_version=consents.POLICY_VERSION,
        )


def _sender() -> phone_codes.Sender | None:
    config: Config = current_app.config["DOUGONG"]
    return phone_codes.sender(key=config.secret_key, demo=config.demo)


def _register(ctx: Context, box: CodeBox, values: dict[str, Any]) -> None:
    """The form with its code; when the code is wrong, what else is wrong is said with it."""
    if box.sender is None or registration.by_token(ctx, values["token"]) is not None:
        registration.register(ctx, values)
        return
    phone = str(values.get("phone") or "")
    wrong = box.sender.prove(ctx, token=values["token"], phone=phone, typed=box.typed)
    if wrong is None:
        registration.register(ctx, values)
        return
    problems = [wrong]
    try:
        with records.dry_run(ctx):
            registration.register(ctx, values)
    except AppError as error:
        problems += error.errors or [FieldError("", error.code, error.message)]
    raise ValidationFailed(problems)


@dataclass(slots=True)
class CodeBox:
    """The code's place on the page: what is typed there, what is told beside it."""

    sender: phone_codes.Sender | None
    token: str
    errors: list[Message] = field(default_factory=list)
    sent: bool = False
    code: str = ""
    """Only in a demo."""

    @property
    def texts(self) -> list[str]:
        """What is wrong, in the visitor's language."""
        return [told(problem) for problem in self.errors]

    @property
    def typed(self) -> str:
        return request.form.get(phone_codes.FIELD, "")[:16]

    def ask(self, ctx: Context, sender: phone_codes.Sender, form: RegistrationPortalForm) -> int:
        """Send a code to the number on the form, which stays as it is. Returns the page's status."""
        phone = form.phone.data or ""
        if not normalise.is_mobile(phone):
            wanted = message(zh="请填写 11 位手机号", en="Give a mobile number of 11 digits.")
            form.phone.refuse(told(wanted))
            return 422
        try:
            row = sender.send(ctx, token=self.token, phone=phone)
        except AppError as error:
            self.take(error)
            return 422
        self.sent = True
        if sender.shown:
            self.code = sender.code(row)
        return 200

    def take(self, error: AppError) -> AppError:
        """Keep what belongs to the code; the rest is the form's."""
        mine = [problem for problem in error.errors if problem.field == phone_codes.FIELD]
        self.errors += [problem.message for problem in mine]
        rest = [problem for problem in error.errors if problem.field != phone_codes.FIELD]
        return ValidationFailed(rest) if mine else error


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
            verified=form.state == "done" and form.verified in ("roster", "manual"),
            refused=form.state == "refused",
            reason=decisions.reason_of(form, ctx),
            proved=bool(form.phone_proved),
            phone=form.phone,
        )
