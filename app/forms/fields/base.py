"""What every form field knows from its entity's field: label, help, required, conditions, and what was typed."""

from __future__ import annotations

from typing import Any

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.widgets import HiddenInput

from app.forms.language import current_language, told
from app.runtime import field_types
from app.runtime.privacy.mask import Masked
from app.runtime.values import ValueProblem


class EntityField(Field):
    """A form field that takes its label, help, limits and conditions from the entity's field of the same name.

    `submitted` says whether the request carried the field at all: a field that was not on the page is not changed.
    """

    wide = False
    is_group = False
    """Several controls under one label."""
    widget: Any = HiddenInput()
    data: Any
    errors: Any

    def __init__(self, label: str | None = None, **arguments: Any) -> None:
        form: Any = arguments.get("_form")
        # A form's own class names the entity; helpers of the framework (filters) pass the field itself.
        self.info: Any = arguments.pop("info", None)
        if self.info is None:
            self.info = form.entity.fields()[arguments["name"]]
        self.form: Any = form
        self.is_required = False
        self.is_readonly = False
        self.is_visible = True
        self.submitted = False
        self.is_given = False
        """It holds words of the address, which nobody has typed yet."""
        self.theirs: str | None = None
        language = current_language()
        help_label = getattr(self.info, "help", None)
        arguments.setdefault("description", help_label.in_language(language) if help_label else "")
        super().__init__(label or self.info.label.in_language(language), **arguments)

    # -- reading what was sent -------------------------------------------------------------------

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """As WTForms does, but the raw text stays beside the value, and an absent field is told apart."""
        self.process_errors = []
        self.raw_data = None
        if data is unset_value:
            data = None
        if formdata is not None and self.is_in(formdata):
            self.submitted = True
            self.object_data, self.data = data, None
            self.raw_data = formdata.getlist(self.name)
            if isinstance(data, Masked) and self.raw_data == [str(data)]:
                self.data = data
                return
            try:
                self.read(formdata)
            except ValueProblem as problem:
                self.process_errors.append(told(problem.message))
        else:
            self.object_data = data
            self.data = None
            self.show(data)

    def is_in(self, formdata: Any) -> bool:
        return self.name in formdata

    def read(self, formdata: Any) -> None:
        """Turn what was sent into `self.data`; raises ValueProblem."""
        text = (self.raw_data or [""])[-1].strip()
        self.data = self.parse(text) if text else None

    def show(self, data: Any) -> None:
        """Take a value that comes from a record."""
        self.data = data

    def parse(self, text: str) -> Any:
        """The value of a text, by the one table of types; raises ValueProblem."""
        return field_types.parse(self.info, text)

    # -- showing ---------------------------------------------------------------------------------

    def text(self) -> str:
        """What stands in the control: the very text that was typed, else the value formatted."""
        if self.raw_data is not None:
            return self.raw_data[-1] if self.raw_data else ""
        if isinstance(self.data, Masked):
            return str(self.data)
        return "" if self.data is None else self.format(self.data)

    def format(self, value: Any) -> str:
        return str(value)

    def control_attributes(self) -> dict[str, Any]:
        return {}

    def affixes(self) -> tuple[str, str]:
        return "", ""

    @property
    def is_empty(self) -> bool:
        return self.data in (None, "", [])

    def _value(self) -> str:
        return self.text()

    def refuse(self, text: str) -> None:
        """Add an error that came from the server's rules."""
        self.errors = [*self.errors, text]
