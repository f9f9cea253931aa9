"""The list of entities, and a new one."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from flask_admin import expose

from app.forms.language import current_language, told
from app.runtime.errors import AppError
from app.studio.schema import acts, checking, outline
from app.studio.schema.files import working
from app.studio.schema.frame import HOME, SchemaView, seen


class EntitiesView(SchemaView):
    tab = "entities"

    def __init__(self) -> None:
        super().__init__(name="schema", endpoint="studio_schema", url="/studio/schema")

    @expose("/")
    def index(self) -> Any:
        work, language = working(), current_language()
        root, unread = checking.nodes(work.files)
        before, _ = checking.nodes(work.published)
        rows = list(outline.entities(root, before, language))
        words = request.args.get("q", "").strip().casefold()[:80]
        module = request.args.get("module", "")
        modules = outline.modules(root, language)
        shown = [row for row in rows if module in ("", row.module) and _holds(root, row, words)]
        return self.page(
            "entities.html",
            rows=shown,
            total=len(rows),
            modules=modules,
            module=module,
            q=request.args.get("q", "")[:80],
            unread=[checking.told(one, language) for one in unread],
        )

    @expose("/new", methods=("GET", "POST"))
    def create(self) -> Any:
        work, language = working(), current_language()
        root, _ = checking.nodes(work.files)
        languages = outline.languages(root)
        sent = {name: value.strip()[:200] for name, value in request.form.items()}
        error: tuple[str, str] | None = None
        if request.method == "POST":
            name = sent.get("name", "")
            label = {code: sent.get(f"label.{code}", "") for code in languages}
            try:
                acts.add_entity(
                    work, seen(), name, _first(sent.get("module", ""), label, languages)
                )
            except AppError as refused:
                field = refused.errors[0].field if refused.errors else ""
                error = (field, told(refused.message))
            else:
                return redirect(f"{HOME}entity/{name}/")
        modules = list(outline.modules(root, language).items())
        return self.page(
            "entity_new.html",
            status=422 if error else 200,
            modules=modules,
            languages=languages,
            sent=sent,
            error=error,
        )


def _holds(root: Any, row: outline.Listed, words: str) -> bool:
    """By its name or label, or by those of its fields."""
    if not words or words in f"{row.name} {row.label}".casefold():
        return True
    node = root.mapping("entities").mapping(row.name)
    return any(
        words in f"{field.name} {field.label}".casefold() for field in outline.fields(node, "zh")
    )


def _first(module: str, label: dict[str, str], languages: list[str]) -> dict[str, Any]:
    """What every entity begins with: a name, and whoever keeps the studio may read it."""
    names = {"zh": "名称", "en": "Name"}
    return {
        "module": module,
        "label": label,
        "title": "{name}",
        "fields": {
            "name": {
                "type": "string",
                "max": 100,
                "required": True,
                "label": {code: names.get(code, "Name") for code in languages},
            }
        },
    }
