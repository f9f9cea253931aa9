"""The Flask application that asks once more when the connection to the database was cut while reading."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, g, request
from sqlalchemy.exc import DBAPIError

from app.address import Address
from app.runtime import outage

log = logging.getLogger(__name__)
# A write that was cut off may have been committed: its sender must look, we must not send it twice.
SAFE = frozenset({"GET", "HEAD"})


class Server(Flask):
    """Reads are answered on a new connection, once; writes never."""

    url_rule_class = Address

    def preprocess_request(self) -> Any:
        try:
            return super().preprocess_request()
        except DBAPIError as lost:
            self._again(lost)
        return super().preprocess_request()

    def dispatch_request(self) -> Any:
        try:
            return super().dispatch_request()
        except DBAPIError as lost:
            self._again(lost)
        return super().dispatch_request()

    def _again(self, lost: DBAPIError) -> None:
        """Let go of everything that hangs on the old connection, or raise what was caught."""
        if request.method not in SAFE or not outage.lost_while_reading(lost):
            raise lost
        log.warning("the connection to the database was cut; reading again")
        self.do_teardown_appcontext(lost)
        g.pop("_login_user", None)
