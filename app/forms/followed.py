"""Which boxes of a form were filled in by themselves, and from which choice: the page carries it, the script keeps it in step.

Without a script, or when its answer came too late, `take` does at the server what the script does in the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from app.forms import follows, screens
from app.forms.fields.base import EntityField
from app.forms.fields.refs import RefField
from app.forms.numbers import as_id

if TYPE_CHECKING:
    from app.forms.form import RecordForm

NAME = "_followed"
LONGEST = 8_000
"""Characters of what a page says here; more is not ours."""


class Followed:
    """Beside a form. `changed` are the fields that `take` has filled, emptied or found offers for."""

    def __init__(self, form: RecordForm, formdata: Any) -> None:
        self.form = form
        self.changed: list[EntityField] = []
        self.sources = {} if form._screen.is_row or form._prefix else dict(self._sources())
        sent = formdata.get(NAME) if formdata is not None else None
        self._asked, self._filled = _read(sent)
        if sent is None and (formdata is not None or form._screen.record is not None):
            # What a record holds, and what a program sends without having seen the page, is meant as it is.
            self._asked = {name: _text(form._fields[name]) for name in self.sources}

    def _sources(self) -> Iterator[tuple[str, follows.Following]]:
        for source, following in follows.declared(self.form.entity).items():
            if isinstance(self.form._fields.get(source), RefField):
                yield source, following

    # -- for the templates -----------------------------------------------------------------------

    def text(self) -> str:
        """What the page carries: `asked` reference → id that was asked for, `filled` field → text that was put there."""
        return orjson.dumps({"asked": self._asked, "filled": self._filled}).decode()

    def address(self, field: EntityField) -> str:
        """Where the script asks what follows from a choice in this field; "" where nothing does."""
        if field.short_name not in self.sources:
            return ""
        return screens.url(self.form.entity, "follow", name=field.short_name)

    def fields(self, field: EntityField) -> str:
        return " ".join(self.sources[field.short_name].fields)

    # -- at the server ---------------------------------------------------------------------------

    def take(self) -> bool:
        """Fill in what follows from choices that nobody has asked about yet; whether anything of the page has changed."""
        for source, following in self.sources.items():
            field = self.form._fields[source]
            now = _text(field)
            if field.errors or field.process_errors or self._asked.get(source, "") == now:
                continue
            self._asked[source] = now
            id = as_id(now)
            answer = (
                follows.answer(self.form._screen.ctx, self.form.entity, source, id)
                if id is not None
                else follows.Answer()
            )
            for name in following.fields:
                self._fill(name, answer)
        if self.changed:
            self.form._screen.judge()
        return bool(self.changed)

    def _fill(self, name: str, answer: follows.Answer) -> None:
        field = self.form._fields.get(name)
        if not isinstance(field, EntityField) or field.is_readonly:
            return
        now, offers = _text(field), answer.offers.get(name, [])
        if isinstance(field, RefField) and not field.process_errors:
            field.candidates = offers
        if now and now != self._filled.get(name):
            return
        self._filled.pop(name, None)
        if name in answer.values:
            field.process(None, answer.values[name])
            field.object_data = None  # it is no value that the record had
            self._filled[name] = _text(field)
        elif now:
            field.process(None, None)
        elif not offers:
            return
        # What saving would find by itself is shown, and nobody is asked to look at it once more.
        is_news = _text(field) != now or bool(offers)
        if is_news and not self.form._screen.is_filled_from_others(field):
            self.changed.append(field)


def _text(field: Any) -> str:
    """What stands in the box; of a reference the id, or words that name no record yet."""
    text = str(field.text() or "")
    return text or field.typed().strip() if isinstance(field, RefField) else text.strip()


def _read(sent: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """What a page carried; nothing, when it is not what a page of ours says."""
    try:
        told = orjson.loads(sent or "") if len(sent or "") <= LONGEST else None
    except ValueError:
        told = None
    parts = [told.get(name) for name in ("asked", "filled")] if isinstance(told, Mapping) else []
    asked, filled = (
        {key: value for key, value in part.items() if isinstance(value, str)}
        if isinstance(part, Mapping)
        else {}
        for part in (parts or [None, None])
    )
    return asked, filled
