"""Addresses that are the same in every application: login, the person, files, this document."""

from __future__ import annotations

from app.rest.openapi.common import (
    ALWAYS,
    WRITES,
    Json,
    json_content,
    problems,
    ref,
    told,
    with_etag,
)


def paths(language: str) -> Json:
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
                "summary": told(
                    language, zh="用户名和密码换取令牌", en="A user name and a password for a token"
                ),
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
                "summary": told(language, zh="我是谁，可以做什么", en="Who I am and what I may do"),
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
                "summary": told(
                    language, zh="本文档（您可见的部分）", en="This document, as far as you may see"
                ),
                "parameters": [ref("parameters", "If-None-Match")],
                "responses": {
                    "200": with_etag(
                        "OpenAPI 3.1",
                        json_content({"type": "object"}, {"openapi": "3.1.0"}),
                        always=True,
                    ),
                    "304": {"description": "You hold the current one"},
                    **problems(400, 401, 405, 429, 500, 503),
                },
            }
        },
        "/api/v1/files": {
            "post": {
                "operationId": "upload_file",
                "tags": ["files"],
                "summary": told(
                    language,
                    zh="上传文件，然后在文件字段里填它的 id",
                    en="Upload a file; then name its id in a file field",
                ),
                "requestBody": {
                    "required": True,
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "required": ["file"],
                                "additionalProperties": False,
                                "properties": {
                                    "file": {
                                        "type": "string",
                                        "format": "binary",
                                        "contentMediaType": "application/octet-stream",
                                    },
                                    "kind": ref("schemas", "FileKind"),
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
                "summary": told(
                    language,
                    zh="文件内容（须有权查看引用它的记录和字段）",
                    en="The content, when you may read the record and the field that holds it",
                ),
                "parameters": [ref("parameters", "id")],
                "responses": {
                    "200": {
                        "description": "The content",
                        "content": {
                            # The first is what generators of clients understand, the second what is true.
                            kind: {"schema": {"type": "string", "format": "binary"}}
                            for kind in ("application/octet-stream", "*/*")
                        },
                    },
                    **problems(*ALWAYS),
                },
            }
        },
    }
