"""Jobs in the OpenAPI document."""

from __future__ import annotations

from app.rest.openapi.common import ALWAYS, Json, json_content, problems, ref

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
                "state": {"enum": ["waiting", "running", "done", "failed", "cancelled"]},
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
        }
    }


def paths() -> Json:
    """One address."""
    return {
        "/api/v1/jobs/{id}": {
            "get": {
                "operationId": "job",
                "tags": ["session"],
                "summary": "How far a job is that you started",
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
