"""Small pages beside the records: another language, a file, the way back."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, redirect, request, send_file
from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_login import current_user

from app.forms import language
from app.runtime import files, i18n
from app.runtime.errors import AppError
from app.web.accounts import wishes
from app.web.guard import to_entrance
from app.web.paths import own_path
from app.web.reader import context


class LanguageView(BaseView):
    """POST /language/zh: remember the choice and come back to the same page."""

    route_base = "/language"
    default_view = "index"

    @expose("/<language>", methods=["POST"])
    def index(self, language: str) -> Any:
        if language not in i18n.languages():
            abort(404)
        if current_user.is_authenticated:
            wishes.keep(context(), {"language": language})
        else:
            choose(language)
        return redirect(own_path(request.form.get("next")))


choose = language.choose


class FileView(BaseView):
    """GET /files/17: an attachment, when its record's field may be read."""

    route_base = "/files"
    default_view = "get"

    @expose("/", methods=["POST"])
    def put(self) -> Any:
        """One file of a form, sent by the script while the rest is typed: its maker's until a record takes it."""
        if not current_user.is_authenticated:
            return jsonify(error=_("Your session has ended. Log in again in another tab.")), 401
        sent = request.files.get("file")
        kind = request.form.get("kind", "file")
        if sent is None or not sent.filename or kind not in files.KINDS:
            abort(400)
        try:
            kept = files.store(context(), sent.stream, sent.filename, kind=kind)
        except AppError as error:
            return jsonify(error=language.told(error.message)), error.status
        is_picture = kept.mime.startswith("image/")
        url = f"{self.route_base}/{kept.id}"
        return jsonify(id=kept.id, name=kept.name, url=url, is_picture=is_picture), 201

    @expose("/<int:id>")
    def get(self, id: int) -> Any:
        if not current_user.is_authenticated:
            return to_entrance()
        opened = files.open(context(), id)
        answer = send_file(
            opened.path,
            mimetype=opened.mime,
            as_attachment=not opened.inline,
            download_name=opened.name,
            etag=True,
            max_age=0,
        )
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; img-src 'self'"
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer
