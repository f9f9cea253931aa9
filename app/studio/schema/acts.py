"""What an administrator does to the schema, as edits of the draft's files: each is one step of its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.runtime import schema_drafts
from app.runtime.errors import Message, RuleViolation, message
from app.runtime.schema_drafts import Mark
from app.studio.schema import checking
from app.studio.schema.controls import ABSENT
from app.studio.schema.files import ENTRY, Working, anew
from app.web.reader import context
from generator import naming
from generator.edit import EditFailed, declared, move, put, remove
from generator.edit.renaming import renamed
from generator.nodes import MapNode

Path = Sequence[str | int]
WORDS = {
    "fields": ("字段", "field"),
    "states": ("状态", "state"),
    "transitions": ("动作", "transition"),
    "entities": ("实体", "entity"),
    "permissions": ("权限", "permissions"),
    "roles": ("角色", "role"),
    "modules": ("模块", "module"),
    "enums": ("选项表", "list of choices"),
    "reports": ("报表", "report"),
}
NAMES = {"entities": naming.ENTITY_NAME, "enums": naming.ENTITY_NAME}
"""Of what stands right under such a key; everything else has a small name."""


def file_of(work: Working, path: Path) -> str:
    """Where the entity, role, enum … stands in which `path` leads. Raises RuleViolation."""
    section, name = str(path[0]), str(path[1])
    root, _ = checking.nodes(work.files)
    place = root.mapping(section).entries.get(name)
    if place is None:
        zh, en = WORDS[section]
        raise RuleViolation(
            message(zh=f"草稿中没有{zh} {name}", en=f"The draft has no {en} {name}.")
        )
    return place.at.file


def change(work: Working, seen: Mark, path: Path, changes: Mapping[tuple[str, ...], Any]) -> Mark:
    """Keys below `path` get new values, or go."""
    name = file_of(work, path)
    text = work.files[name]
    for below, value in changes.items():
        text = _tried(remove, text, [*path, *below]) if value is ABSENT else _tried(put, text, [*path, *below], value)  # fmt: skip
    return _saved(work, seen, {name: text}, _title("修改", "Change", path))


def add(work: Working, seen: Mark, path: Path, value: Mapping[str, Any]) -> Mark:
    """A new field, state, transition or choice behind the others."""
    _acceptable(work, path)
    name = file_of(work, path)
    text = _tried(put, work.files[name], path, value)
    return _saved(work, seen, {name: text}, _title("新增", "Add", path))


def add_entity(work: Working, seen: Mark, name: str, value: Mapping[str, Any]) -> Mark:
    """Into the file in which its module stands already, else into the entry."""
    path = ("entities", name)
    if not naming.ENTITY_NAME.match(name):
        raise RuleViolation(
            "实体名用大写字母开头的英文单数，如 ServiceOrder / An entity is named in English, singular, like ServiceOrder.",
            field="name",
        )
    root, _ = checking.nodes(work.files)
    if name in root.mapping("entities"):
        raise _taken(name)
    places = [
        entry.at.file
        for entry in root.mapping("entities")
        if isinstance(entry.node, MapNode) and entry.node.text("module") == value.get("module")
    ]
    file = max(set(places), key=places.count) if places else ENTRY
    text = _tried(put, work.files[file], path, value, depth=3)
    return _saved(work, seen, {file: text}, _title("新增", "Add", path))


def add_part(work: Working, seen: Mark, path: Path, value: Mapping[str, Any], depth: int) -> Mark:
    """A new role, module, enum or report: into the file that holds most of them, else into the entry."""
    _acceptable(work, path)
    root, _ = checking.nodes(work.files)
    places = [entry.at.file for entry in root.mapping(str(path[0]))]
    file = max(dict.fromkeys(places), key=places.count) if places else ENTRY
    text = _tried(put, work.files[file], path, value, depth=depth)
    return _saved(work, seen, {file: text}, _title("新增", "Add", path))


def delete(work: Working, seen: Mark, path: Path) -> Mark:
    """What mentions it stays and is told as a problem: nobody knows what should stand there instead."""
    name = file_of(work, path)
    text = _tried(remove, work.files[name], path)
    return _saved(work, seen, {name: text}, _title("删除", "Delete", path))


def reorder(work: Working, seen: Mark, path: Path, after: str | None) -> Mark:
    name = file_of(work, path)
    text = _tried(move, work.files[name], path, after)
    return _saved(work, seen, {name: text}, _title("移动", "Move", path))


def rename(work: Working, seen: Mark, path: Path, name: str) -> Mark:
    """`was:` is written when the old name is published; mentions in the schema follow."""
    new = [*path[:-1], name]
    _acceptable(work, new)
    root, _ = checking.nodes(work.files)
    before, _ = checking.nodes(work.published)
    of_entity = path[0] == "entities"
    follow: Any = renamed if of_entity else declared.renamed
    try:
        made = follow(work.files, root, path, name, published=_is_there(before, path))
    except EditFailed as failed:
        raise _refused(failed) from failed
    return _saved(work, seen, made, _title("改名", "Rename", path, name))


def write(work: Working, seen: Mark, file: str, text: str) -> Mark:
    """A whole file, as it was typed."""
    title = message(zh=f"编辑 {file}", en=f"Edit {file}")
    return _saved(work, seen, {file: text}, title)


# -- pieces ---------------------------------------------------------------------------------------


def _saved(work: Working, seen: Mark, changed: Mapping[str, str | None], title: Message) -> Mark:
    mark = schema_drafts.save(context(), seen, work.published, changed, title)
    anew()
    return mark


def _tried(act: Any, *given: Any, **named: Any) -> str:
    try:
        made: str = act(*given, **named)
    except EditFailed as failed:
        raise _refused(failed) from failed
    return made


def _refused(failed: EditFailed) -> RuleViolation:
    return RuleViolation(
        message(
            zh=f"此处无法用表单修改，请到 YAML 中修改（{failed}）",
            en=f"The form cannot change this; change it in the YAML ({failed}).",
        )
    )


def _title(zh: str, en: str, path: Path, name: str = "") -> Message:
    kind = str(path[-2]) if len(path) > 2 else str(path[0])
    if kind not in WORDS and len(path) > 2:
        kind = next((str(step) for step in reversed(path) if step in WORDS), "entities")
    chinese, english = WORDS[kind]
    place = ".".join(str(step) for step in path[1:] if step not in ("workflow", kind))
    arrow = f" → {name}" if name else ""
    return message(zh=f"{zh}{chinese} {place}{arrow}", en=f"{en} {english} {place}{arrow}")


def _acceptable(work: Working, path: Path) -> None:
    name = str(path[-1])
    pattern = NAMES.get(str(path[0]), naming.NAME) if len(path) == 2 else naming.NAME
    if path[0] == "enums" and len(path) > 2:
        pattern = naming.ENUM_VALUE
    if not pattern.match(name):
        raise RuleViolation(
            "名称用大写字母开头的英文单数，如 CustomerKind / It is named in English, singular, like CustomerKind."
            if pattern is naming.ENTITY_NAME
            else "名称用小写英文字母、数字和下划线，如 due_on / A name has small letters, digits and underscores, like due_on.",
            field="name",
        )
    root, _ = checking.nodes(work.files)
    if _is_there(root, path):
        raise _taken(name)


def choice_name(name: str) -> str:
    """The first value of a new list of choices. Raises RuleViolation."""
    if naming.ENUM_VALUE.match(name):
        return name
    raise RuleViolation(
        "选项的名称用小写英文字母、数字和下划线，如 owner / A choice is named in small letters, digits and underscores, like owner.",
        field="value",
    )


def _is_there(root: MapNode, path: Path) -> bool:
    here: Any = root
    for step in path:
        here = here.get(str(step)) if isinstance(here, MapNode) else None
    return here is not None


def _taken(name: str) -> RuleViolation:
    return RuleViolation(
        message(
            zh=f"已有 {name}，请换一个名称", en=f"{name} is there already: choose another name."
        ),
        field="name",
    )
