"""Every error as RFC 9457 problem+json, in the reader's language, without secrets."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.rest.protocol.answer import json_response, language
from app.runtime import outage
from app.runtime.errors import (
    AppError,
    FieldError,
    Message,
    StaleRecord,
    TooManyRequests,
    Unauthenticated,
    message,
)

log = logging.getLogger(__name__)

TITLES = {
    400: message(zh="请求有误", en="Bad request"),
    401: message(zh="未登录", en="Not authenticated"),
    403: message(zh="无权操作", en="Forbidden"),
    404: message(zh="未找到", en="Not found"),
    405: message(zh="不支持的方法", en="Method not allowed"),
    409: message(zh="与当前状态冲突", en="Conflict"),
    412: message(zh="版本已变化", en="Precondition failed"),
    413: message(zh="请求体过大", en="Content too large"),
    415: message(zh="不支持的媒体类型", en="Unsupported media type"),
    422: message(zh="内容未通过校验", en="Unprocessable content"),
    428: message(zh="缺少版本条件", en="Precondition required"),
    429: message(zh="请求过于频繁", en="Too many requests"),
    500: message(zh="服务器内部错误", en="Internal error"),
    503: message(zh="服务暂不可用", en="Service unavailable"),
    507: message(zh="存储空间不足", en="Insufficient storage"),
}
"""Every status that the API answers an error with; docs/rest.md and the OpenAPI document list the same."""


class PreconditionRequired(AppError):
    """428: a change must say which version it was made from."""

    def __init__(self) -> None:
        told = message(
            zh="请在 If-Match 中带上读取时得到的 ETag",
            en="Send If-Match with the ETag that you got when you read the record.",
        )
        super().__init__(told, [FieldError("If-Match", "required", told)], 428, "version_required")


class MethodNotOffered(AppError):
    """405: the resource does not offer this method; `allowed` lists those that it does."""

    def __init__(self, *, method: str, allowed: list[str]) -> None:
        self.allowed = allowed
        offered = ", ".join(allowed) or "-"
        super().__init__(
            message(
                zh=f"此资源不支持 {method}，支持：{offered}",
                en=f"{method} is not offered here; offered: {offered}.",
            ),
            [],
            405,
            "method_not_allowed",
        )


def document(
    *, status: int, code: str, detail: str, errors: list[dict[str, str]], language: str
) -> dict[str, Any]:
    """The body of a problem answer."""
    title = TITLES.get(status) or message(zh="请求未完成", en="Request failed")
    found: dict[str, Any] = {
        "type": f"urn:dougong:problem:{code}",
        "title": title.in_language(language),
        "status": status,
        "code": code,
        "detail": detail,
        "instance": request.path,
        "errors": errors,
    }
    request_id = g.get("request_id")
    if request_id:
        found["request_id"] = request_id
    return found


def from_app_error(error: AppError) -> Response:
    """An AppError as an answer. A stale version is 412 where the client sent If-Match."""
    status = error.status
    if isinstance(error, StaleRecord) and "If-Match" in request.headers:
        status = 412
    headers: dict[str, str] = {}
    if isinstance(error, TooManyRequests | outage.Unavailable):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, MethodNotOffered):
        headers["Allow"] = ", ".join(error.allowed)
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="api"'
    return _answer(status, error.code, error.message, error.errors, headers)


def from_http_exception(error: HTTPException) -> Response:
    """What Flask and Werkzeug raise themselves (routing, body size, CSRF), in the same form."""
    status = error.code or 500
    if status < 400:
        return Response(error.get_body(), status, error.get_headers())
    title = TITLES.get(status) or message(zh="请求未完成", en="Request failed")
    code = HTTPStatus(status).name.lower() if status in _STATUSES else "error"
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return _answer(status, code, title, [], headers)


def from_trouble(error: Exception) -> Response:
    """503: the database did not answer; 507: no space; the cause goes to the log only. Else it is a bug."""
    told = outage.explained(error, writing=request.method not in ("GET", "HEAD"))
    if told is None:
        return from_bug(error)
    log.error("%s (request %s)", told.code, g.get("request_id"), exc_info=error)
    return from_app_error(told)


def from_bug(error: Exception) -> Response:
    """500: the log gets everything, the client only the number under which to find it there."""
    log.error("unexpected error (request %s)", g.get("request_id"), exc_info=error)
    told = message(
        zh="出错了，管理员可凭请求编号在日志中查到原因",
        en="Something went wrong; the administrator finds the cause in the log by the request id.",
    )
    return _answer(500, "internal", told, [], {})


def listed(errors: Sequence[FieldError], language: str) -> list[dict[str, str]]:
    """What is wrong with each field, for the body."""
    return [
        {"field": e.field, "code": e.code, "message": e.message.in_language(language)}
        for e in errors
    ]


_STATUSES = {int(status) for status in HTTPStatus}


def _answer(
    status: int,
    code: str,
    detail: Message,
    errors: Sequence[FieldError],
    headers: dict[str, str],
) -> Response:
    spoken = language()
    body = document(
        status=status,
        code=code,
        detail=detail.in_language(spoken),
        errors=listed(errors, spoken),
        language=spoken,
    )
    return json_response(body, status, headers, media_type="application/problem+json")
