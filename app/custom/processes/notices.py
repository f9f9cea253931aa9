"""What people are told of evaluations."""

from __future__ import annotations

from app.runtime import notify
from app.runtime.errors import message

WAITING = "process_evaluation.generated"

notify.kind("process_evaluation", zh="流程评估", en="Process evaluations")
notify.template(
    WAITING,
    zh="{period} 的流程评估已生成：{number} 个流程待评审，红色项 {red} 个",
    en="The process evaluations of {period} are made: {number} processes to review, {red} red items",
    title=message(zh="有流程评估待评审", en="Process evaluations to review"),
)
