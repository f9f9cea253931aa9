"""The edge of everything that answers programs: a request id, and every error as a problem document."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from app.rest.protocol import limits, problem
from app.rest.protocol.call import name_the_request, read_the_rest
from app.runtime import outage
from app.runtime.errors import AppError


def install(blueprint: Blueprint) -> None:
    """Give a blueprint of addresses for programs its request ids and its error answers."""
    blueprint.before_request(name_the_request)
    blueprint.after_request(_carry_request_id)
    blueprint.after_request(limits.carry)
    blueprint.after_request(read_the_rest)
    blueprint.register_error_handler(AppError, problem.from_app_error)
    blueprint.register_error_handler(HTTPException, problem.from_http_exception)
    for trouble in outage.TROUBLES:
        blueprint.register_error_handler(trouble, problem.from_trouble)
    # The process edge: whatever else went wrong is a bug, told as 500 without its text.
    blueprint.register_error_handler(Exception, problem.from_bug)


def answer_for(app: Flask, prefix: str) -> None:
    """What no rule below `prefix` matches (a verb that HTTP does not know, the bare prefix) belongs to no blueprint:
    answer it in the same form.
    """

    def no_such_address() -> Response | None:
        error = request.routing_exception
        if error is None or (error.code or 500) < 400 or not f"{request.path}/".startswith(prefix):
            return None
        name_the_request()
        return read_the_rest(_carry_request_id(problem.from_http_exception(error)))

    app.before_request(no_such_address)


def _carry_request_id(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    return response
