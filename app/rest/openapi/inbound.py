"""Events of other systems in the OpenAPI document: one address for each sender that the application listens to."""

from __future__ import annotations

from app.rest.inbound import names, signature
from app.rest.openapi.common import ALWAYS, Json, json_content, problems, ref, told

_EVENT = {"type": "call.ringing", "data": {"call_id": "c-4711", "from": "19900000221"}}


def schemas() -> Json:
    """What is common to the events of every sender."""
    return {
        "IncomingEvent": {
            "type": "object",
            "description": "An event; its sender's page of docs/webhooks-in.md says which there are.",
            "properties": {
                "type": {"type": "string"},
                "timestamp": {"type": "string", "format": "date-time"},
                "data": {"type": "object", "additionalProperties": True},
            },
            "additionalProperties": True,
            "examples": [_EVENT],
        },
        "IncomingEventAnswer": {
            "type": "object",
            "description": "What the handler says; the same event again gets the same answer.",
            "additionalProperties": True,
            "examples": [{"call": 17, "state": "ringing"}],
        },
    }


def paths(language: str) -> Json:
    """One address a sender."""
    return {f"/hooks/{name}": {"post": _receive(name, language)} for name in names()}


def _receive(sender: str, language: str) -> Json:
    return {
        "operationId": f"receive_{sender}",
        "tags": ["events"],
        "summary": told(
            language,
            zh=f"{sender} 的事件，按 Standard Webhooks 签名",
            en=f"An event of {sender}, signed as Standard Webhooks says",
        ),
        # The signature is the proof: neither a token nor a session counts here.
        "security": [],
        "parameters": [
            _header(
                signature.ID,
                "The event's own number; sent again, it has no second effect.",
                {"pattern": r"^[!-\-/-~]{1,100}$", "examples": ["evt-4711"]},
            ),
            _header(
                signature.TIMESTAMP,
                "Seconds since 1970, at most five minutes away.",
                {"pattern": r"^[0-9]{1,11}$", "examples": ["1764000000"]},
            ),
            _header(
                signature.SIGNATURE,
                "`v1,` and the Base64 of the HMAC-SHA256 of `id.timestamp.body`; several by blanks.",
                {"minLength": 1, "examples": ["v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="]},
            ),
        ],
        "requestBody": {
            "required": True,
            "content": json_content(ref("schemas", "IncomingEvent"), _EVENT),
        },
        "responses": {
            "200": {
                "description": "Taken",
                "content": json_content(
                    ref("schemas", "IncomingEventAnswer"), {"call": 17, "state": "ringing"}
                ),
            },
            **problems(*ALWAYS, 409, 413, 415, 422, 507),
        },
    }


def _header(name: str, description: str, schema: Json) -> Json:
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": description,
        "schema": {"type": "string", **schema},
    }
