"""Form fields that point at other records. They never list a table: the server is asked for the few that fit."""

from __future__ import annotations

from typing import Any

from app.forms.fields.base import EntityField
from app.forms.fields.widgets import MultiPickerControl, PickerControl
from app.forms.numbers import as_id
from app.runtime.values import problem


def id_of(value: Any) -> int | None:
    """An id, a `{"id", "title"}` row, or a record → the id."""
    if value is None or isinstance(value, int):
        return value
    return value["id"] if isinstance(value, dict) else value.id


class RefField(EntityField):
    """`<name>` carries the id, `<name>__text` what stands in the box, `<name>__pick` a choice among several that fit."""

    widget = PickerControl()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.chosen_id: int | None = None
        self.title = ""
        self.typed_text: str | None = None
        self.candidates: list[dict[str, Any]] = []
        self.is_bare = False
        super().__init__(*arguments, **named)

    def is_in(self, formdata: Any) -> bool:
        return self.name in formdata or f"{self.name}__text" in formdata

    def read(self, formdata: Any) -> None:
        sent = formdata.get(self.name, "").strip()
        text = formdata.get(f"{self.name}__text")
        picked = formdata.get(f"{self.name}__pick", "").strip()
        self.typed_text = text
        if picked:
            sent = picked
        if text is not None and not text.strip() and not picked:
            sent = ""  # the box was emptied: that is a choice of nothing
        if sent:
            chosen = as_id(sent)
            if chosen is None:
                raise problem("reference", zh="请从列表中选择", en="Choose one from the list.")
            self.chosen_id = self.data = chosen
            return
        self.data = None
        if text and text.strip():
            self._find(text.strip())

    def _find(self, text: str) -> None:
        """No script ran: look the typed text up. One hit is taken, several are shown."""
        found = self.form._screen.lookup(self, text)
        exact = [item for item in found if item["title"] == text]
        if len(exact) == 1 or len(found) == 1:
            only = (exact or found)[0]
            self.chosen_id = self.data = only["id"]
            return
        self.candidates = found
        if found:
            raise problem("reference", zh="有多条符合，请选择一条", en="Several fit: choose one.")
        raise problem("reference", zh=f"没有找到“{text}”", en=f"Nothing found for “{text}”.")

    def show(self, data: Any) -> None:
        self.chosen_id = self.data = id_of(data)
        self.typed_text = None
        self.title = data.get("title") or "" if isinstance(data, dict) else ""
        self.is_bare = self.chosen_id is not None and not isinstance(data, dict)

    def clear(self) -> None:
        """An empty box, whatever the record has."""
        self.chosen_id = self.data = None
        self.title = ""

    def typed(self) -> str:
        if self.typed_text is not None:
            return self.typed_text
        if self.chosen_id is not None and self.is_bare:
            # A default tells an id alone.
            self.title, self.is_bare = self.form._screen.title_of(self, self.chosen_id), False
        if self.chosen_id is not None and not self.title:
            return f"#{self.chosen_id}"  # outside the reader's scope: there is a record, he may not see which
        return self.title

    def text(self) -> str:
        return "" if self.chosen_id is None else str(self.chosen_id)

    def lookup_url(self) -> str:
        return self.form._screen.lookup_url(self)


class RefsField(EntityField):
    """`<name>` repeats an id for each chip."""

    wide = True
    widget = MultiPickerControl()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.chosen: list[dict[str, Any]] = []
        self.candidates: list[dict[str, Any]] = []
        """Records that are offered, to be ticked."""
        self.typed_text = ""
        self._sent_titles: list[str] = []
        super().__init__(*arguments, **named)

    def read(self, formdata: Any) -> None:
        sent = [text for text in self.raw_data or [] if text]
        chosen = [id for text in sent if (id := as_id(text)) is not None]
        if len(chosen) < len(sent):
            raise problem("reference", zh="请从列表中选择", en="Choose from the list.")
        self.data = list(dict.fromkeys(chosen))
        self.typed_text = formdata.get(f"{self.name}__text", "").strip()
        self._sent_titles = formdata.getlist(f"{self.name}__title")
        if self.typed_text:
            found = self.form._screen.lookup(self, self.typed_text)
            if len(found) != 1:
                self._describe()
                raise problem(
                    "reference",
                    zh=f"“{self.typed_text}”没有唯一的匹配，请从列表中选择",
                    en=f"“{self.typed_text}” does not name exactly one: choose from the list.",
                )
            self.data = list(dict.fromkeys([*self.data, found[0]["id"]]))
            self.raw_data = [*(self.raw_data or [""]), str(found[0]["id"])]
            self._sent_titles.append(found[0]["title"])
            self.typed_text = ""
        self._describe()

    def _describe(self) -> None:
        """The chips again as they were: their titles travelled with them."""
        sent = dict(zip(self.raw_data or [], ["", *self._sent_titles], strict=False))
        self.chosen = [{"id": i, "title": sent.get(str(i)) or f"#{i}"} for i in self.data or []]

    def show(self, data: Any) -> None:
        self.data = [id_of(item) for item in data or []]
        self.chosen = [
            item if isinstance(item, dict) else {"id": id_of(item), "title": f"#{id_of(item)}"}
            for item in data or []
        ]

    def typed(self) -> str:
        return self.typed_text

    def lookup_url(self) -> str:
        return self.form._screen.lookup_url(self)
