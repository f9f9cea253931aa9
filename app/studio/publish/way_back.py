"""The files before a publication, made so that they lead back: what was renamed says what it is called now."""

from __future__ import annotations

from collections.abc import Mapping

from app.runtime.errors import InvalidState
from app.studio.schema import checking
from generator.diff import Change, diff
from generator.edit import EditFailed, put
from generator.plan import Plan


def way_back(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The files to publish. Raises InvalidState where only a person knows the way."""
    old, new = checking.check(before).plan, checking.check(after).plan
    if old is None or new is None:
        raise _by_hand("")
    files = dict(before)
    for change in diff(old, new):
        if change.kind == "rename" and change.what not in ("module", "report", "first page"):
            files = _named(files, change, old, new)
    checked = checking.check(files)
    if checked.problems:
        raise _by_hand(checked.problems[0].message)
    return files


def _named(files: dict[str, str], change: Change, old: Plan, new: Plan) -> dict[str, str]:
    """`was:` at the old name, which it gets back."""
    path = [*change.path.split(".")[:-1], change.before]
    if path[0] == "entities" and len(path) > 2:
        path[1] = next(
            (one.was or one.name for one in new.entities if one.name == path[1]), path[1]
        )
        if path[1] not in {one.name for one in old.entities}:
            path[1] = change.path.split(".")[1]
    root, _ = checking.nodes(files)
    place = root.mapping(path[0]).entries.get(path[1])
    if place is None:
        raise _by_hand(change.path)
    name = place.at.file
    try:
        return files | {name: put(files[name], [*path, "was"], change.after)}
    except EditFailed as failed:
        raise _by_hand(f"{change.path}: {failed}") from failed


def _by_hand(why: str) -> InvalidState:
    return InvalidState(
        f"无法自动撤回（{why}）：请在草稿中改回 / It cannot be taken back by itself ({why}): change it back in a draft."
    )
