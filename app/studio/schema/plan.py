"""The page of changes: what the draft would do to what is in use. It only reads."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from flask import Response
from flask_admin import expose

from app.forms.language import current_language
from app.runtime.schema_drafts import proposals
from app.studio.schema import changes, checking
from app.studio.schema.files import project, working
from app.studio.schema.frame import HOME, SchemaView
from app.web.reader import context
from generator.emit import emit

MOST_LINES = 300
"""Of the differences of one generated file."""


class PlanView(SchemaView):
    tab = "plan"

    def __init__(self) -> None:
        super().__init__(name="plan", endpoint="studio_plan", url=f"{HOME}plan")

    @expose("/")
    def index(self) -> Any:
        work, language = working(), current_language()
        after = checking.check(work.files)
        before = checking.check(work.published)
        found = None
        if work.draft is not None and after.plan is not None and before.plan is not None:
            found = changes.comparison(
                context().session, before.plan, after.plan, project(), language
            )
        return self.page(
            "plan.html",
            found=found,
            proposal=proposals.current(context()),
            in_the_way=[checking.told(one, language) for one in found.problems] if found else [],
            kinds=changes.KINDS,
            what=changes.WHAT,
            backs=changes.BACKS,
        )

    @expose("/patch")
    def patch(self) -> Any:
        """The draft as a patch, for `git apply` where the code is kept in git."""
        work = working()
        return patch_file(work.published, work.files)

    @expose("/code")
    def code(self) -> Any:
        """The generated files that would change; a piece of the page, for it takes a few seconds to write them."""
        work = working()
        after, before = checking.check(work.files).plan, checking.check(work.published).plan
        files = _of_files(emit(before), emit(after)) if after and before else []
        return self.page("code.html", files=files)


def _of_files(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, int, int, str]]:
    """(name, lines more, lines less, the difference) of each file that changes."""
    found = []
    for name in sorted({*before, *after}):
        old, new = before.get(name, ""), after.get(name, "")
        if old == new:
            continue
        lines = list(difflib.unified_diff(old.split("\n"), new.split("\n"), "now", "then", lineterm="", n=2))[2:]  # fmt: skip
        more = sum(line.startswith("+") for line in lines)
        less = sum(line.startswith("-") for line in lines)
        found.append((name, more, less, "\n".join(lines[:MOST_LINES])))
    return found


def patch_file(before: Mapping[str, str], after: Mapping[str, str]) -> Response:
    """What differs, as a file to keep."""
    names = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    text = "".join(patch_of(name, before.get(name), after.get(name)) for name in names)
    answer = Response(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="schema.patch"'
    return answer


def patch_of(name: str, before: str | None, after: str | None) -> str:
    """A unified difference that `git apply` takes; None: there is no such file."""
    old, new = (text.splitlines(keepends=True) if text else [] for text in (before, after))
    first = "/dev/null" if before is None else f"a/{name}"
    second = "/dev/null" if after is None else f"b/{name}"
    lines = [f"diff --git a/{name} b/{name}\n"]
    if before is None:
        lines.append("new file mode 100644\n")
    if after is None:
        lines.append("deleted file mode 100644\n")
    for line in difflib.unified_diff(old, new, first, second):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)
