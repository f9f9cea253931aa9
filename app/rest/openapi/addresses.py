"""Addresses that are the same in every application: login, the person, files, this document."""

from __future__ import annotations

from app.rest.openapi.common import ALWAYS, WRITES, Json, json_content, problems, ref


def paths() -> Json:
    """Login, the person, files, this document."""
    token = {"access_token": "eyJhbGciOi…", "token_type": "Bearer", "expires_in": 3600}
    credentials = {"username": "csr", "password": "…"}
    file = {
        "id": 7,
        "name": "leak.jpg",
        "size": 48213,
        "content_type": "image/jpeg",
        "url": "/api/v1/files/7",
    }
    return {
        "/api/v1/login": {
            "post": {
                "operationId": "login",
                "tags": ["session"],
                "summary": "A user name and a password for a token",
                "security": [],
                "requestBody": {
                    "required": True,
                    "content": json_content(ref("schemas", "Login"), credentials),
                },
                "responses": {
                    "200": {
                        "description": "The token",
                        "content": json_content(ref("schemas", "Token"), token),
                    },
                    **problems(400, 401, 403, 405, 413, 415, 422, 429, 500, 503, 507),
                },
            }
        },
        "/api/v1/me": {
            "get": {
                "operationId": "me",
                "tags": ["session"],
                "summary": "Who I am and what I may do",
                "responses": {
                    "200": {
                        "description": "The person",
                        "content": json_content(ref("schemas", "Me")),
                    },
                    **problems(400, 401, 405, 429, 500, 503),
                },
            }
        },
        "/api/v1/openapi.json": {
            "get": {
                "operationId": "openapi",
                "tags": ["session"],
                "summary": "This document, as far as you may see",
                "responses": {
                    "200": {
                        "description": "OpenAPI 3.1",
                        "content": json_content({"type": "object"}),
                    },
                    **problems(400, 401, 405, 429, 500, 503),
                },
            }
        },
        "/api/v1/files": {
            "post": {
                "operationId": "upload_file",
                "tags": ["files"],
                "summary": "Upload a file; then name its id in a file field",
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "required": ["file"],
                                "properties": {
                                    "file": {
                                        "type": "string",
                                        "contentMediaType": "application/octet-stream",
                                    },
                                    "kind": {"enum": ["file", "image", "signature"]},
                                },
                            }
                        }
                    },
                },
                "responses": {
                    "201": {
                        "description": "Stored",
                        "headers": {"Location": ref("headers", "Location")},
                        "content": json_content(ref("schemas", "File"), file),
                    },
                    **problems(*WRITES),
                },
            }
        },
        "/api/v1/files/{id}": {
            "get": {
                "operationId": "download_file",
                "tags": ["files"],
                "summary": "The content, when you may read the record and the field that holds it",
                "parameters": [ref("parameters", "id")],
                "responses": {
                    "200": {
                        "description": "The content",
                        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
                    },
                    **problems(*ALWAYS),
                },
            }
        },
    }
