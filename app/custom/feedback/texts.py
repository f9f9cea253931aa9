"""How stored texts of feedback are shown to people: what the system wrote, in the reader's language."""

from __future__ import annotations

from app.web.reading import read_with, reader_of

from . import proposals, steps


def _reason(text: str, language: str) -> str:
    """The system's own reason of a month; of equipment, as the suggestion itself is read."""
    told = proposals.SAID.read(text, language)
    if told != text:
        return told
    advice = reader_of("MaintenanceAdvice.explanation", language)
    return advice(text) if advice is not None else text


read_with("Feedback.reply", steps.ANSWERS.read)
read_with("Improvement.reason", _reason)
