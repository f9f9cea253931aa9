"""A form in a dialog: its script goes where the answer leads, so that the page there is asked for once.

A script that follows a redirect gets the page itself, and with it the words of what was done: whoever
then opens the page would not read them any more.
"""

from __future__ import annotations

from flask import Flask, Response, request

FROM_A_DIALOG = "X-Dialog"
LEADS_TO = "X-Leads-To"


def install(app: Flask) -> None:
    app.after_request(_told)


def _told(response: Response) -> Response:
    """A redirect becomes an empty answer that names the address."""
    if FROM_A_DIALOG in request.headers and response.status_code in (302, 303):
        response.headers[LEADS_TO] = response.headers.pop("Location")
        response.status_code = 204
        response.set_data(b"")
    return response
