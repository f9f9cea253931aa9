"""Around the application, in every process that serves: request ids, log lines, counts, probes, and what a proxy carries on."""

from __future__ import annotations
