"""The pictures and signatures of a record, for its paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from app.forms.language import current_language
from app.runtime import files
from app.runtime.files.content import PICTURES
from app.runtime.files.pixels import LARGEST, pixels
from app.web.screen.show_page import ShowPage

MOST = 12
MOST_BYTES = 24 * 1024 * 1024
"""Of all pictures of one sheet: a PDF that is larger is opened by no phone."""
MOST_PIXELS = LARGEST
"""Of all pictures of one sheet: three bytes of memory each while the PDF is made."""
KINDS = ("image", "images", "signature")


@dataclass(frozen=True, slots=True)
class Pictures:
    """`groups` is [{label, items: [{id, name, format}], more}]; `paths` is name → file."""

    groups: list[dict[str, Any]]
    paths: dict[str, Path]


def of(page: ShowPage) -> Pictures:
    """Those of the fields that the reader sees, the first dozen; one statement."""
    wanted = {
        name: _ids(page.record.get(name))
        for name, field in page.entity.fields().items()
        if field.type in KINDS and page.record.get(name)
    }
    every = [id for ids in wanted.values() for id in ids]
    found = files.of_record(page.ctx, page.entity, page.id, every) if every else {}
    groups, paths, weight, drawn = [], dict[str, Path](), 0, 0
    for name, ids in wanted.items():
        items = []
        for id in ids:
            one = found.get(id)
            if one is None or one.mime not in PICTURES or len(paths) >= MOST:
                continue
            if weight + one.size > MOST_BYTES:
                continue
            points = _points(one.path, one.mime)
            if points is None or drawn + points > MOST_PIXELS:
                continue
            weight, drawn = weight + one.size, drawn + points
            paths[str(id)] = one.path
            items.append({"id": id, "name": f"/{id}", "format": _format(one.mime)})
        label = page.entity.fields()[name].label.in_language(current_language())
        left = len(ids) - len(items)
        more = _("%(number)s more in the record", number=left) if left else ""
        groups.append({"label": label, "items": items, "more": more})
    return Pictures(groups, paths)


def _points(path: Path, mime: str) -> int | None:
    with path.open("rb") as stream:
        return pixels(stream, mime)


def _ids(value: Any) -> list[int]:
    given = value if isinstance(value, list) else [value]
    return [int(one["id"] if isinstance(one, Mapping) else one) for one in given]


def _format(mime: str) -> str:
    return {"image/jpeg": "jpg"}.get(mime, mime.removeprefix("image/"))
