"""GET /api/v1/reports and /api/v1/reports/orders_by_month: figures, each with the filter of the list of its rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response

from app.rest.protocol import parameters
from app.rest.protocol.answer import json_response
from app.rest.protocol.call import query_pairs
from app.runtime import registry, reports
from app.runtime.context import Context
from app.runtime.reports import Cell, Span
from app.runtime.reports.asking import asked
from app.runtime.reports.words import plain


def listed(ctx: Context) -> Response:
    """The reports that the asker may open."""
    parameters.none(query_pairs())
    return json_response({"items": [_about(ctx, one) for one in reports.listed(ctx)]})


def show(ctx: Context, *, report: str) -> Response:
    """The figures of one report."""
    found = reports.find(ctx, report)
    result = reports.run(ctx, found, asked(ctx, found, query_pairs()))
    kinds = [column.measure.kind for column in result.columns]
    assert result.total is not None  # noqa: S101 - a finished report has one
    return json_response(
        {
            **_about(ctx, found),
            "span": _span(result.span),
            "before": _span(result.before),
            "heads": result.heads,
            "columns": [
                {"label": column.label, "kind": column.measure.kind} for column in result.columns
            ],
            "lines": [
                {"labels": line.labels, "cells": _cells(kinds, line.cells)} for line in result.lines
            ],
            "total": _cells(kinds, result.total.cells),
        }
    )


def _about(ctx: Context, report: registry.Report) -> dict[str, Any]:
    entity = registry.current().entity(report.entity).entity
    label = report.label.in_language(ctx.language)
    return {"name": report.name, "label": label, "entity": entity.key()}


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"from": span.first, "to": span.last}


def _cells(kinds: list[str], cells: Any) -> list[dict[str, Any]]:
    return [_cell(kind, cell) for kind, cell in zip(kinds, cells, strict=True)]


def _cell(kind: str, cell: Cell) -> dict[str, Any]:
    """`value` is text as decimals are everywhere; `filter` null: no list shows exactly these rows."""
    before = cell.before
    return {
        "value": plain(kind, cell.value) or None,
        "rows": cell.rows,
        "of": cell.of,
        "before": (plain(kind, before.value) or None) if before is not None else None,
        "filter": None if cell.pairs is None else urlencode(list(cell.pairs)),
    }
