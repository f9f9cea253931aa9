"""Reports in the OpenAPI document."""

from __future__ import annotations

from app.rest.openapi.common import ALWAYS, Json, json_content, problems, ref, told

TEXT: Json = {"type": "string"}
DECIMAL: Json = {"type": ["string", "null"]}
_ABOUT: Json = {"name": TEXT, "label": TEXT, "entity": TEXT}
_ONE: Json = {"name": "orders_by_month", "label": "Orders", "entity": "work_order"}
_CELL: Json = {
    "value": "12", "rows": 12, "of": None, "before": "9",
    "filter": "created_at__gte=2026-11-01&created_at__lte=2026-11-26",
}  # fmt: skip


def schemas() -> Json:
    """A report, its cells, and the list of reports."""
    return {
        "ReportSpan": {
            "type": ["object", "null"],
            "required": ["from", "to"],
            "properties": {
                "from": {"type": "string", "format": "date"},
                "to": {"type": "string", "format": "date"},
            },
            "examples": [{"from": "2026-11-01", "to": "2026-11-26"}],
        },
        "ReportCell": {
            "type": "object",
            "required": ["value", "rows", "of", "before", "filter"],
            "properties": {
                "value": {**DECIMAL, "description": "Minutes for durations, 0 to 100 for shares."},
                "rows": {"type": "integer", "description": "How many rows the filter finds."},
                "of": {"type": ["integer", "null"], "description": "A share: of how many rows."},
                "before": DECIMAL,
                "filter": {
                    "type": ["string", "null"],
                    "description": "The query string of the list of exactly these rows.",
                },
            },
            "examples": [_CELL],
        },
        "ReportName": {
            "type": "object", "required": list(_ABOUT), "properties": _ABOUT, "examples": [_ONE],
        },
        "ReportList": {
            "type": "object",
            "required": ["items"],
            "properties": {"items": {"type": "array", "items": ref("schemas", "ReportName")}},
            "examples": [{"items": [_ONE]}],
        },
        "Report": {
            "type": "object",
            "required": [*_ABOUT, "span", "before", "heads", "columns", "lines", "total"],
            "properties": {
                **_ABOUT,
                "span": ref("schemas", "ReportSpan"),
                "before": ref("schemas", "ReportSpan"),
                "heads": {"type": "array", "items": TEXT},
                "columns": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["label", "kind"],
                        "properties": {"label": TEXT, "kind": TEXT},
                    },
                },
                "lines": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["labels", "cells"],
                        "properties": {
                            "labels": {"type": "array", "items": TEXT},
                            "cells": {"type": "array", "items": ref("schemas", "ReportCell")},
                        },
                    },
                },
                "total": {"type": "array", "items": ref("schemas", "ReportCell")},
            },
            "examples": [
                {
                    **_ONE,
                    "span": {"from": "2026-11-01", "to": "2026-11-26"},
                    "before": {"from": "2026-10-01", "to": "2026-10-26"},
                    "heads": ["Created"],
                    "columns": [{"label": "Orders", "kind": "count"}],
                    "lines": [{"labels": ["2026-11"], "cells": [_CELL]}],
                    "total": [_CELL],
                }
            ],
        },
    }  # fmt: skip


def _parameter(name: str, schema: Json, text: str, example: str) -> Json:
    return {
        "name": name, "in": "query", "schema": schema, "description": text, "example": example,
    }  # fmt: skip


def paths(language: str) -> Json:
    """Two addresses."""
    day: Json = {"type": "string", "format": "date"}
    steps: Json = {"type": "string", "enum": ["day", "week", "month", "quarter", "year"]}
    compares: Json = {"type": "string", "enum": ["previous", "last_year", "none"]}
    return {
        "/api/v1/reports": {
            "get": {
                "operationId": "reports",
                "tags": ["reports"],
                "summary": told(language, zh="您可以查看的报表", en="The reports that you may open"),
                "responses": {
                    "200": {
                        "description": "Reports in the order of the schema",
                        "content": json_content(ref("schemas", "ReportList")),
                    },
                    **problems(*ALWAYS),
                },
            }
        },
        "/api/v1/reports/{report}": {
            "get": {
                "operationId": "report",
                "tags": ["reports"],
                "summary": told(
                    language,
                    zh="一个报表的数字；其余参数是该实体的筛选条件",
                    en="The figures of a report; further parameters are filters of its entity",
                ),
                "parameters": [
                    {
                        "name": "report", "in": "path", "required": True, "schema": TEXT,
                        "example": "orders_by_month",
                    },
                    _parameter("from", day, "The first day.", "2026-11-01"),
                    _parameter("to", day, "The last day.", "2026-11-26"),
                    _parameter("by", steps, "The step of the lines.", "month"),
                    _parameter("compare", compares, "What each figure is compared with.", "previous"),
                ],
                "responses": {
                    "200": {
                        "description": "Figures",
                        "content": json_content(ref("schemas", "Report")),
                    },
                    **problems(*ALWAYS),
                },
            }
        },
    }  # fmt: skip
