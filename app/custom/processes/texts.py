"""What the system says of processes in two languages and pages show in one."""

from __future__ import annotations

from app.web.reading import read_with

from .words import SAID, half

for _field in ("ProcessFinding.suggestion", "Improvement.reason"):
    read_with(_field, SAID.read)
for _field in ("ProcessEvaluation.bottleneck", "ProcessStage.stage", "ProcessTarget.state_name"):
    read_with(_field, half)
