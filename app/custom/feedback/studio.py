"""In the studio: the topics of feedback with the words that tell them."""

from __future__ import annotations

from app.studio import dictionary

dictionary("FeedbackTopic")
