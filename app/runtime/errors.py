"""Errors that people and clients see. Every one says what, where and what now, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One text in every language that it was written in."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in `language`, else in the first language that there is."""
        return self.texts.get(language) or next(iter(self.texts.values()), "")


def message(*, zh: str, en: str) -> Message:
    """A bilingual text: `message(zh="不能为空", en="Required.")`."""
    return Message({"zh": zh, "en": en})


def bilingual(text: str | Message) -> Message:
    """`"中文 / English"` → a Message; a text without ` / ` is used for both languages."""
    if isinstance(text, Message):
        return text
    zh, separator, en = text.partition(" / ")
    return Message({"zh": zh, "en": en if separator else zh})


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field; `field` is dotted for children: `parts.2.amount`."""

    field: str
    code: str
    message: Message


@dataclass
class AppError(Exception):
    """The base: an HTTP status, a stable code, a bilingual message and the fields concerned."""

    message: Message
    errors: Sequence[FieldError] = field(default_factory=list)
    status: int = 400
    code: str = "error"

    def __str__(self) -> str:
        details = "; ".join(f"{e.field}: {e.message.in_language('en')}" for e in self.errors)
        return self.message.in_language("en") + (f" ({details})" if details else "")


class BadRequest(AppError):
    """400: the request cannot be understood: unknown field, operator or value in a query."""

    def __init__(self, text: str | Message, *, field: str = "", code: str = "bad_request") -> None:
        told = bilingual(text)
        super().__init__(told, [FieldError(field, code, told)] if field else [], 400, code)


class Unauthenticated(AppError):
    """401: nobody is logged in."""

    def __init__(self, text: str | Message = "请先登录 / Log in first.") -> None:
        super().__init__(bilingual(text), [], 401, "unauthenticated")


class Forbidden(AppError):
    """403: the person may see the record but not do this; the message says who may."""

    def __init__(self, text: str | Message, *, field: str = "", code: str = "forbidden") -> None:
        told = bilingual(text)
        super().__init__(told, [FieldError(field, code, told)] if field else [], 403, code)


class NotFound(AppError):
    """404: no such record, or none that this person may see; the two are not told apart."""

    def __init__(
        self,
        text: str
        | Message = "记录不存在，或您无权查看 / No such record, or it is not yours to see.",
    ) -> None:
        super().__init__(bilingual(text), [], 404, "not_found")


class InvalidState(AppError):
    """409: the record's state does not allow this; the message names the states that do."""

    def __init__(self, text: str | Message, *, code: str = "invalid_state") -> None:
        super().__init__(bilingual(text), [], 409, code)


class StaleRecord(AppError):
    """409 (REST with If-Match: 412): somebody else changed the record since it was read.

    `field`: of a row inside the record, the place of the version that was given: `lines.2.version`.
    """

    def __init__(self, *, current: int, given: int, field: str = "") -> None:
        self.current = current
        self.given = given
        told = message(
            zh=f"记录已被他人修改（当前版本 {current}，您的版本 {given}），请核对后重新提交",
            en=f"Somebody changed this record (it is at version {current}, you sent {given}). Review and send again.",
        )
        super().__init__(
            told,
            [FieldError(field, "stale", told)] if field else [],
            409,
            "stale",
        )


class ValidationFailed(AppError):
    """422: one or more fields are not acceptable; `errors` names each."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            message(zh="请更正标出的字段", en="Correct the marked fields."),
            list(errors),
            422,
            "invalid",
        )


class RuleViolation(AppError):
    """422: a hand-written rule refuses. For people: `RuleViolation("中文 / English", field="name")`."""

    def __init__(self, text: str | Message, *, field: str = "", code: str = "rule") -> None:
        told = bilingual(text)
        super().__init__(told, [FieldError(field, code, told)] if field else [], 422, code)


class TooManyRequests(AppError):
    """429: wait `retry_after` seconds."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            message(
                zh=f"请求过多，请 {retry_after} 秒后再试",
                en=f"Too many requests; try again in {retry_after} seconds.",
            ),
            [],
            429,
            "rate_limited",
        )
