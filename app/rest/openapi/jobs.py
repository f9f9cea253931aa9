"""Jobs in the OpenAPI document."""

from __future__ import annotations

from app.rest.openapi.common import ALWAYS, Json, json_content, problems, ref, told

MOMENT: Json = {"type": ["string", "null"], "format": "date-time"}
COUNT: Json = {"type": ["integer", "null"]}


def schemas() -> Json:
    """How far a job is."""
    return {
        "Job": {
            "type": "object",
            "required": ["id", "name", "state", "progress"],
            "properties": {
                "id": {"type": "integer"},
                "name": {"type": "string"},
                "state": {
                    "type": "string",
                    "enum": ["waiting", "running", "done", "failed", "cancelled"],
                },
                "cancelling": {"type": "boolean", "description": "Stops after this chunk."},
                "progress": {
                    "type": "object",
                    "required": ["done", "total", "message"],
                    "properties": {
                        "done": COUNT,
                        "total": COUNT,
                        "message": {"type": ["string", "null"]},
                    },
                },
                "attempts": {"type": "integer"},
                "created_at": {"type": "string", "format": "date-time"},
                "run_at": {"type": "string", "format": "date-time"},
                "started_at": MOMENT,
                "finished_at": MOMENT,
                "expected_at": {**MOMENT, "description": "When it ends if it goes on like this."},
            },
            "examples": [
                {
                    "id": 40,
                    "name": "portal.export",
                    "state": "running",
                    "cancelling": False,
                    "progress": {"done": 40, "total": 100, "message": None},
                    "attempts": 1,
                    "created_at": "2026-11-24T09:30:00+08:00",
                    "run_at": "2026-11-24T09:30:00+08:00",
                    "started_at": "2026-11-24T09:30:01+08:00",
                    "finished_at": None,
                    "expected_at": "2026-11-24T09:31:00+08:00",
                }
            ],
        }
    }


def paths(language: str) -> Json:
    """One address."""
    return {
        "/api/v1/jobs/{id}": {
            "get": {
                "operationId": "job",
                "tags": ["session"],
                "summary": told(
                    language, zh="您启动的任务的进度", en="How far a job is that you started"
                ),
                "parameters": [ref("parameters", "id")],
                "responses": {
                    "200": {
                        "description": "State and progress",
                        "content": json_content(ref("schemas", "Job")),
                    },
                    **problems(*ALWAYS),
                },
            }
        }
    }
