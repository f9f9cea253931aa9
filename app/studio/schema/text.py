"""The schema as text: one file at a time, judged while one types, completed by what the language and the draft know."""

from __future__ import annotations

import difflib
import hashlib
import json
from typing import Any

from flask import Response, flash, jsonify, redirect, request
from flask_admin import expose
from flask_babel import gettext as _

from app.forms.language import current_language, told
from app.runtime.errors import AppError, NotFound
from app.runtime.schema_drafts import StaleDraft
from app.studio.schema import acts, checking, outline
from app.studio.schema.files import ENTRY, anew, working
from app.studio.schema.frame import HOME, SchemaView, seen
from generator.editor_schema import editor_schema
from generator.nodes import MapNode

MANY = 20_000
"""More lines than this are matched without those that stand there all the time."""
CONTEXT = 3
"""Lines around a difference."""


class TextView(SchemaView):
    tab = "text"

    def __init__(self) -> None:
        super().__init__(name="text", endpoint="studio_text", url=f"{HOME}text")

    @expose("/", methods=("GET",))
    def index(self) -> Any:
        work = working()
        name = request.args.get("file", ENTRY)
        if name not in work.files:
            raise NotFound("草稿中没有这个文件 / The draft has no such file.")
        line = request.args.get("line", "")
        return self._page(name, work.files[name], line=int(line) if line.isdigit() else 0)

    @expose("/", methods=("POST",))
    def save(self) -> Any:
        work = working()
        name = request.form.get("file", "")
        if name not in work.files:
            raise NotFound("草稿中没有这个文件 / The draft has no such file.")
        text = _as_file(request.form.get("text", ""), work.files[name])
        try:
            acts.write(work, seen(), name, text)
        except StaleDraft as error:
            theirs = anew().files.get(name, "")
            return self._page(name, text, status=409, refused=told(error.message), theirs=theirs)
        except AppError as error:
            anew()
            return self._page(name, text, status=error.status, refused=told(error.message))
        flash(_("Saved in the draft."), "success")
        return redirect(f"{HOME}text/?file={name}")

    @expose("/check", methods=("POST",))
    def check(self) -> Any:
        """The problems of the whole draft with this file as it is typed; nothing is saved."""
        work = working()
        name = request.form.get("file", "")
        if name not in work.files:
            raise NotFound
        text = _as_file(request.form.get("text", ""), work.files[name])
        found = checking.check({**work.files, name: text}).problems
        return jsonify([checking.told(one, current_language()) for one in found])

    @expose("/words")
    def words(self) -> Any:
        """What completion offers: the language's own keys and values, and the names of this draft."""
        root, _unread = checking.nodes(working().files)
        known: dict[str, Any] = {"schema": editor_schema(), "names": outline.names(root)}
        known["entities"] = {
            entry.key: outline.names(root, entry.node) for entry in root.mapping("entities") if isinstance(entry.node, MapNode)
        }  # fmt: skip
        body = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        answer = Response(body, content_type="application/json")
        answer.set_etag(hashlib.sha256(body.encode()).hexdigest()[:16])
        return answer.make_conditional(request)

    @expose("/find")
    def find(self) -> Any:
        """`entities.Task.fields.due_on` → its file and line."""
        root, _unread = checking.nodes(working().files)
        at, here = None, root
        for step in request.args.get("path", "").split("."):
            entry = here.entries.get(step)
            if entry is None:
                break
            at = entry.at
            if not isinstance(entry.node, MapNode):
                break
            here = entry.node
        if at is None:
            raise NotFound("草稿中没有这一处 / The draft has no such place.")
        return redirect(f"{HOME}text/?file={at.file}&line={at.line}")

    def _page(self, name: str, text: str, *, status: int = 200, **given: Any) -> Any:
        work = working()
        theirs = given.get("theirs")
        return self.page(
            "text.html",
            status=status,
            file=name,
            text=text,
            saved_text=work.files.get(name, ""),
            files=sorted(work.files, key=lambda one: (one != ENTRY, one)),
            changed=set(work.changed()),
            beside=list(beside(theirs, text)) if theirs is not None else [],
            **{"line": 0, "refused": "", "theirs": None, **given},
        )


def beside(theirs: str, mine: str) -> list[tuple[str, str, str]]:
    """(kind, their line, my line) of what differs, with a few lines around; kind: same, gap, differs."""
    left, right = theirs.split("\n"), mine.split("\n")
    rows: list[tuple[str, str, str]] = []
    # A hundred thousand equal lines would be compared with each other for hours.
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > MANY)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        if rows:
            rows.append(("gap", "⋯", "⋯"))
        for kind, a, b, c, d in group:
            for number in range(max(b - a, d - c)):
                first = left[a + number] if a + number < b else ""
                second = right[c + number] if c + number < d else ""
                rows.append(("same" if kind == "equal" else "differs", first, second))
    return rows


def _as_file(text: str, before: str) -> str:
    """A browser sends \\r\\n; the file keeps the ends of line that it has, and the last of them."""
    text = text.replace("\r\n", "\n")
    if before.endswith("\n") and not text.endswith("\n"):
        text += "\n"
    return text.replace("\n", "\r\n") if "\r\n" in before else text
