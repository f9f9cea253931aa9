"""The pages of the tasks, and what the phone asks for: a token before it sends, the worker that keeps the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, jsonify, make_response, redirect, request
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app.forms.fields.uploads import FilesField
from app.forms.language import told
from app.runtime import query, records
from app.runtime.comments import write
from app.runtime.errors import AppError, Forbidden, InvalidState, NotFound
from app.web import worker
from app.web.guard import logged_in
from app.web.headers import FOR_ALL
from app.web.mobile import sent
from app.web.mobile.job import Job
from app.web.mobile.tasks import heaps, views_of
from app.web.reader import context
from app.web.screen.show_page import Offer

SCANS = FOR_ALL["Permissions-Policy"].replace("camera=()", "camera=(self)")
"""The page of a task may ask for the camera: it reads the code of a device. No other page may."""
NOTE = "_comment"
"""The name of what is no step: something said about the record."""


class TasksView(BaseView):
    route_base = "/today"
    default_view = "index"

    @expose("/")
    @logged_in
    def index(self) -> Any:
        self._must_be_outside()
        return self.render_template("mobile/tasks.html", heaps=heaps(context()))

    @expose("/<key>/<int:pk>")
    @logged_in
    def job(self, key: str, pk: int) -> Any:
        answer = make_response(self._page(self._job(key, pk)))
        answer.headers["Permissions-Policy"] = SCANS
        return answer

    @expose("/<key>/<int:pk>/<step>", methods=["POST"])
    @logged_in
    def act(self, key: str, pk: int, step: str) -> Any:
        """Take a step, or say something. What a script sends later is answered with JSON, and happens once."""
        return self._once(key, pk, lambda job, once: self._taken(job, step, once) if step != NOTE else self._noted(job, once))  # fmt: skip

    @expose("/<key>/<int:pk>/<step>/sheet", methods=["POST"])
    @logged_in
    def keep(self, key: str, pk: int, step: str) -> Any:
        """Keep what is answered with a step, without taking it yet."""
        return self._once(key, pk, lambda job, once: self._kept(job, step, once))

    def _once(self, key: str, pk: int, act: Callable[[Job, str | None], Any]) -> Any:
        ctx = context()
        once = sent.key_of(request.headers.get(sent.HEADER))
        if once is not None and sent.was_sent(ctx, once):
            return self._sent(key, pk, _("Sent before."))
        try:
            return act(self._job(key, pk), once)
        except sent.SentAlready:
            return self._sent(key, pk, _("Sent before."))
        except AppError as error:
            if once is None:
                raise
            return _refused(error)

    def _taken(self, job: Job, name: str, once: str | None) -> Any:
        offer = job.page.offer(name)
        if offer is None:
            raise InvalidState(
                "记录的状态已变，此操作现在不能执行 / The record is in another state now; this step cannot be taken."
            )
        if offer.refusal is not None:
            raise offer.refusal
        form = job.form(name, offer.needs, offer.note)
        sheet = job.sheet_for(name, sent=request.form)
        values = form.record_values()
        readable = sheet is None or sheet.is_readable()
        if values is not None and readable:
            values |= _with_earlier_files(form, job.record)
            try:
                if self._take(job, offer, form, values, once):
                    return self._answer(job, once, _("Done: %(label)s", label=offer.label))
            except AppError as error:
                if once is not None:
                    raise
                form.take_errors(error)
        if once is not None:
            return self._marked([*(sheet.problems() if sheet else []), *form._all_problems()])
        return self._page(job, {name: form}), 422

    def _take(
        self, job: Job, offer: Offer, form: Any, values: dict[str, Any], once: str | None
    ) -> bool:
        """False: something that goes with the step is missing. Answers stay when the step is refused, where one can go on."""
        ctx, sheet, version = job.ctx, job.sheet_for(offer.name), form._given_version
        if sheet is not None and once is None:
            try:
                with records.writing(ctx):
                    sheet.keep()
                    version = self._rests_on(job, version)
            except AppError as error:
                sheet.take_errors(error)
                return False
            job.forget_sheet()
            fresh = job.sheet_for(offer.name)
            if fresh is not None and not fresh.is_complete():
                return False
        with records.writing(ctx):
            if once is not None:
                # One sending is all or nothing: the phone holds it until it is accepted.
                sent.claim(ctx, once)
                if sheet is not None:
                    sheet.keep()
                    version = self._rests_on(job, version)
            records.transition(
                ctx,
                job.view.entity,
                job.id,
                offer.name,
                values,
                version=version,
                note=form._note_text(),
            )
        return True

    def _rests_on(self, job: Job, version: int | None) -> int | None:
        """What the step rests on after its sheet was kept: sums over the lines of a sheet are no change by somebody else."""
        if version is None or version != job.record["version"]:
            return version
        kept: int = query.get(job.ctx, job.view.entity, job.id, columns=["title"])["version"]
        return kept

    def _kept(self, job: Job, step: str, once: str | None) -> Any:
        sheet = job.sheet_for(step, sent=request.form)
        if sheet is None:
            raise NotFound
        if sheet.is_readable():
            try:
                with records.writing(job.ctx):
                    if once is not None:
                        sent.claim(job.ctx, once)
                    sheet.keep()
            except AppError as error:
                if once is not None:
                    raise
                sheet.take_errors(error)
            else:
                return self._answer(job, once, _("Kept."))
        return self._marked(sheet.problems()) if once is not None else (self._page(job), 422)

    def _marked(self, problems: list[tuple[str, str]]) -> Any:
        told = " ".join(text for _id, text in problems)
        return jsonify(refused=told or _("Something is missing.")), 422

    def _noted(self, job: Job, once: str | None) -> Any:
        with records.writing(job.ctx):
            if once is not None:
                sent.claim(job.ctx, once)
            write.add(job.ctx, job.view.entity, job.id, request.form.get("text", ""))
        return self._answer(job, once, _("Noted."))

    def _answer(self, job: Job, once: str | None, done: str) -> Any:
        if once is not None:
            return self._sent(job.key, job.id, done)
        flash(done, "success")
        return redirect(job.url if self._is_there(job.key, job.id) else "/today/")

    def _sent(self, key: str, pk: int, done: str) -> Any:
        """What the phone must know to send what comes after: the version that the record has now."""
        view = self._view(key)
        try:
            row = query.get(context(), view.entity, pk, columns=["title"])
        except NotFound:
            # A step may lead out of one's sight.
            return jsonify(done=done, version=None)
        return jsonify(done=done, version=row["version"])

    # -- what the phone asks for ---------------------------------------------------------------

    @expose("/token")
    def token(self) -> Any:
        """Who is logged in, and the token of his forms; 401 when nobody is."""
        if not current_user.is_authenticated:
            return jsonify(user=None), 401
        return jsonify(user=current_user.id, csrf=generate_csrf())

    @expose("/worker.js")
    def worker(self) -> Any:
        return worker.script("/today/")

    @expose("/manifest.webmanifest")
    def manifest(self) -> Any:
        return worker.manifest("/today/", _("My tasks"))

    @expose("/offline")
    def offline(self) -> Any:
        return self.render_template("mobile/offline.html")

    # -- rights --------------------------------------------------------------------------------

    def _must_be_outside(self) -> None:
        if not views_of(current_user.roles):
            raise Forbidden(
                "此页供外勤人员使用，您的角色没有外勤任务 / "
                "This page is for those who work outside; your role has no tasks there."
            )

    def _view(self, key: str) -> Any:
        for view in views_of(current_user.roles):
            if view.entity.key() == key:
                return view
        raise NotFound

    def _job(self, key: str, pk: int) -> Job:
        view = self._view(key)
        ctx = context()
        return Job(view, ctx, query.get(ctx, view.entity, pk))

    def _is_there(self, key: str, pk: int) -> bool:
        try:
            query.get(context(), self._view(key).entity, pk, columns=["title"])
        except NotFound:
            return False
        return True

    def _page(self, job: Job, sent_forms: dict[str, Any] | None = None) -> Any:
        return self.render_template(
            "mobile/job.html", job=job, now=job.now(sent_forms or {}), later=job.later()
        )


def _with_earlier_files(form: Any, record: Mapping[str, Any]) -> dict[str, Any]:
    """Files that the record has got since the page was made, by a step that waited with this one, stay."""
    return {
        one.short_name: one.joined(record.get(one.short_name))
        for one in form._entity_fields()
        if isinstance(one, FilesField) and not one.single and one.submitted
    }


def _refused(error: AppError) -> Any:
    lines = [told(one.message) for one in error.errors]
    text = " ".join(dict.fromkeys(lines)) or told(error.message)
    return jsonify(refused=text, code=error.code), error.status
