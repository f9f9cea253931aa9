"""What equipment says in two languages and pages show in one."""

from __future__ import annotations

from app.runtime.errors import bilingual
from app.web.reading import read_with

from .plans.making import SKIPPED


def remark(text: str, language: str) -> str:
    """The remark of a task that was only noted is the system's; all others are somebody's own words."""
    return bilingual(text).in_language(language) if text == SKIPPED else text


read_with("InspectionTask.remark", remark)
