"""Requests a minute: of an API client as its administrator set it, of a person with a token as the settings say.

A browser session is not counted. The headers are those of the IETF draft "RateLimit header fields for HTTP".
"""

from __future__ import annotations

from flask import Response, current_app, g

from app.rest.protocol.authentication import Person
from app.runtime.clients import budget
from app.runtime.errors import TooManyRequests


def spend(person: Person) -> None:
    """Count this request. Raises TooManyRequests with the seconds until the next minute."""
    if person.client is not None:
        key, limit = f"client {person.client.id}", person.client.rate_limit
    elif person.visit is None:
        key, limit = f"user {person.id}", current_app.config["DOUGONG"].rate_limit
    else:
        return
    if limit:
        spend_from(key, limit)


def spend_from(key: str, limit: int) -> None:
    """Count this request against that budget of so many a minute. Raises TooManyRequests."""
    g.rate = budget.spend(key, limit)
    if not g.rate.allowed:
        raise TooManyRequests(retry_after=g.rate.reset)


def carry(response: Response) -> Response:
    """Say how many requests are left, for how many seconds."""
    rate: budget.Rate | None = g.get("rate")
    if rate is not None:
        response.headers["RateLimit-Policy"] = f'"minute";q={rate.limit};w={budget.WINDOW}'
        response.headers["RateLimit"] = f'"minute";r={rate.left};t={rate.reset}'
    return response
