"""What stands on a page, read once: where it leads, how many elements it has, and of what shapes it is made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "use",
        "line",
        "circle",
        "rect",
        "polyline",
        "polygon",
        "ellipse",
        "stop",
    ]
)
SHAPES_FROM = 4
"""So many elements above one belong to its shape."""


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    is_dialog: bool


@dataclass(slots=True)
class Element:
    tag: str
    shape: str
    id: str
    is_dialog: bool = False
    action: str = ""
    """Of a form that asks by GET."""
    hidden: list[tuple[str, str]] = field(default_factory=list)


class Sheet(HTMLParser):
    """Fed with a page. The shapes are those of everything but the navigation, which every page of a role has alike."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.nodes = 0
        self.ids: list[str] = []
        self._shapes: set[str] = set()
        self._open: list[Element] = []
        self.feed(text)
        self.close()

    @property
    def skeleton(self) -> str:
        """The same for pages that differ in words and in how often a row stands there, and in nothing else."""
        return hashlib.sha256("\n".join(sorted(self._shapes)).encode()).hexdigest()[:16]

    @property
    def shapes(self) -> frozenset[int]:
        """Each in short, to tell what another page does not have."""
        return frozenset(hash(one) for one in self._shapes)

    @property
    def twice(self) -> list[str]:
        """Ids that are not one element's alone."""
        return sorted({one for one in self.ids if self.ids.count(one) > 1})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.nodes += 1
        if "id" in given:
            self.ids.append(given["id"])
        element = Element(tag, _shape(tag, given), given.get("id", ""))
        if tag == "form" and given.get("method", "get").lower() == "get":
            element.action, element.is_dialog = (
                given.get("action", "."),
                "data-dialog-form" in given,
            )
        self._leads(tag, given)
        if not any(one.id == "navigation" for one in self._open):
            above = [one.shape for one in self._open[-SHAPES_FROM:]]
            self._shapes.add(">".join([*above, element.shape]))
        if tag not in VOID:
            self._open.append(element)

    def _leads(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a" and "href" in given:
            self.links.append(Link(given["href"], "data-dialog" in given))
        form = next((one for one in reversed(self._open) if one.action), None)
        if form is None or "name" not in given:
            return
        if tag == "input" and given.get("type") == "hidden":
            form.hidden.append((given["name"], given.get("value", "")))
        elif tag == "button":
            asked = urlencode([*form.hidden, (given["name"], given.get("value", ""))])
            self.links.append(Link(f"{form.action}?{asked}", form.is_dialog))


def _shape(tag: str, given: dict[str, str]) -> str:
    """What a style or a rule of access can tell an element by, without its words."""
    words = ".".join(sorted(given.get("class", "").split()))
    told = [given.get("role", ""), given.get("type", "")]
    told += sorted(key for key in given if key.startswith(("aria-", "data-")) or key in ("disabled", "hidden", "tabindex", "title", "alt", "checked", "readonly", "open", "required"))  # fmt: skip
    return f"{tag}.{words}[{' '.join(told)}]"
