"""The body of a write that is no record: every member named, typed and once, all mistakes told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.rest.protocol.strict_json import shown
from app.runtime.errors import FieldError, Message, ValidationFailed, message

_TEXT = message(zh="应为文本", en="This must be a string.")
_NUMBER = message(zh="应为整数", en="This must be an integer.")
_FLAG = message(zh="应为 true 或 false", en="This must be true or false.")
_LIST = message(zh="应为数组", en="This must be an array.")
_REQUIRED = message(zh="请填写", en="Required.")
_UNKNOWN = message(zh="未知字段", en="Unknown field.")
_FILTER = message(
    zh='应为 {"key": "state__in", "value": "new"}',
    en='This must be {"key": "state__in", "value": "new"}.',
)
LARGEST = 2**31 - 1
LARGEST_ID = 2**63 - 1
_MISSING: Any = object()


class Given:
    """Reads members one by one; `finish` raises ValidationFailed with all that was wrong, unknown names too."""

    def __init__(self, body: Mapping[str, Any], names: Iterable[str]) -> None:
        self.body = body
        known = set(names)
        self.errors = [
            FieldError(shown(name), "unknown", _UNKNOWN) for name in body if name not in known
        ]

    def has(self, name: str) -> bool:
        return name in self.body

    def text(self, name: str, default: str = _MISSING) -> str:
        """A string; required without a default."""
        value = self._value(name, default, "")
        return value if isinstance(value, str) else self._wrong(name, _TEXT, "")

    def number(self, name: str, default: int = _MISSING) -> int:
        value = self._value(name, default, 0)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
            return value
        self.errors.append(FieldError(name, "type", _NUMBER))
        return 0

    def flag(self, name: str, default: bool = _MISSING) -> bool:
        value = self._value(name, default, False)
        return value if isinstance(value, bool) else self._wrong(name, _FLAG, False)

    def texts(self, name: str) -> list[str]:
        """A list of strings; none when it is absent."""
        found = [self._element(name, one, str, _TEXT) for one in self._items(name)]
        return [one for one in found if one is not None]

    def numbers(self, name: str, *, most: int) -> list[int]:
        """A list of ids; none when it is absent."""
        items = self._items(name)
        if len(items) > most:
            told = message(zh=f"最多 {most} 个", en=f"At most {most}.")
            self.errors.append(FieldError(name, "too_many", told))
        found = [self._element(name, one, int, _NUMBER) for one in items[:most]]
        return [one for one in found if one is not None and 0 <= one <= LARGEST_ID]

    def filters(self, name: str) -> list[tuple[str, str]]:
        """`[{"key": "state__in", "value": "new,done"}]` as pairs of a query string."""
        found = []
        for one in self._items(name):
            if isinstance(one, dict) and set(one) == {"key", "value"}:
                key, value = one["key"], one["value"]
                if isinstance(key, str) and isinstance(value, str):
                    found.append((key, value))
                    continue
            self.errors.append(FieldError(name, "type", _FILTER))
        return found

    def finish(self) -> None:
        if self.errors:
            raise ValidationFailed(self.errors)

    def _value(self, name: str, default: Any, empty: Any) -> Any:
        found = self.body.get(name, default)
        if found is _MISSING:
            self.errors.append(FieldError(name, "required", _REQUIRED))
            return empty
        return found

    def _items(self, name: str) -> list[Any]:
        found = self.body.get(name, [])
        return found if isinstance(found, list) else self._wrong(name, _LIST, [])

    def _element(self, name: str, one: Any, kind: type, told: Message) -> Any:
        fits = isinstance(one, kind) and not isinstance(one, bool)
        return one if fits else self._wrong(name, told, None)

    def _wrong(self, name: str, told: Message, instead: Any) -> Any:
        self.errors.append(FieldError(name, "type", told))
        return instead
