"""The manual of every process, from the plan: blocks for the application, Markdown and flow charts for docs/manual."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.manual import figure
from generator.manual.contents import blocks, roles
from generator.manual.markdown import MADE, markdown
from generator.plan import Entity, Plan


def emitted(plan: Plan, entity: Entity) -> str:
    """app/generated/<entity>/manual.json: the blocks in every language, the roles that appear, a digest of all of it."""
    said = {language: blocks(plan, entity, language) for language in plan.app.languages}
    text = json.dumps(said, ensure_ascii=False)
    document = {
        "digest": hashlib.sha256(text.encode()).hexdigest()[:16],
        "roles": roles(entity),
        "figures": {
            language: figure.digest(plan, entity, language)
            for language in (plan.app.languages if entity.workflow else ())
        },
        "steps": _steps(entity),
        "blocks": said,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _steps(entity: Entity) -> list[dict[str, Any]]:
    """What the dialog of a step says beside its questions: of the steps that explain themselves."""
    return [
        {
            "name": one.name,
            "from": list(one.sources),
            "help": dict(one.help or {}),
            "caution": dict(one.caution or {}),
        }
        for one in (entity.workflow.transitions if entity.workflow else ())
        if one.help or one.caution
    ]


def texts(plan: Plan) -> dict[str, str]:
    """path → Markdown, relative to docs/manual: `zh/work_order.md` of every workflow, and a list in every language."""
    found: dict[str, str] = {}
    for language in plan.app.languages:
        flows = _flows(plan)
        for entity in flows:
            title = _label(entity.labels, language)
            found[f"{language}/{entity.table}.md"] = markdown(
                title, blocks(plan, entity, language), f"{entity.table}.svg"
            )
        lines = [f"# {_label(plan.app.labels, language)}", "", MADE, ""]
        lines += [f"- [{_label(one.labels, language)}]({one.table}.md)" for one in flows]
        found[f"{language}/README.md"] = "\n".join(lines) + "\n"
    return found


def figures(plan: Plan) -> dict[str, str]:
    """path → the digest that the flow chart there must carry."""
    return {
        f"{language}/{entity.table}.svg": figure.digest(plan, entity, language)
        for language in plan.app.languages
        for entity in _flows(plan)
    }


def stale(plan: Plan, folder: Path) -> list[str]:
    """Paths that `write` would write or remove."""
    wanted = texts(plan)
    found = [path for path, text in wanted.items() if _read(folder / path) != text]
    drawn = figures(plan)
    found += [path for path, mark in drawn.items() if figure.mark(_read(folder / path)) != mark]
    return sorted({*found, *_left_over(folder, {*wanted, *drawn})})


def write(plan: Plan, folder: Path) -> list[str]:
    """Bring docs/manual to the plan; a flow chart that says what it would say again stays."""
    wanted, drawn = texts(plan), figures(plan)
    changed = stale(plan, folder)
    for path in changed:
        if path in wanted:
            _put(folder / path, wanted[path])
        elif path not in drawn:
            (folder / path).unlink()
    tables = {entity.table: entity for entity in _flows(plan)}
    for path in changed:
        if path in drawn:
            language, _, name = path.partition("/")
            _put(folder / path, figure.draw(plan, tables[name.removesuffix(".svg")], language))
    return changed


def _flows(plan: Plan) -> list[Entity]:
    return [entity for entity in plan.entities if entity.workflow]


def _label(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language) or next(iter(labels.values()))


def _left_over(folder: Path, wanted: set[str]) -> list[str]:
    """Documents of processes that are gone; what somebody else keeps there is his."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.glob("*/*") if path.suffix in (".md", ".svg")]
    return [
        path.relative_to(folder).as_posix()
        for path in found
        if path.relative_to(folder).as_posix() not in wanted
        and (MADE in _read(path) or figure.mark(_read(path)))
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


__all__ = ["emitted", "figures", "stale", "texts", "write"]
