"""The draft of the schema: one for all administrators, kept step by step, apart from what is in use.

What it says is proposed for publication (`proposals`) and published in attempts (`releases`). The runtime knows it as files of text; what they say, the studio and the generator know.
"""

from .store import (
    KEY,
    Mark,
    StaleDraft,
    Step,
    current,
    digest,
    discard,
    mark_of,
    redo,
    save,
    steps,
    undo,
)

__all__ = [
    "KEY",
    "Mark",
    "StaleDraft",
    "Step",
    "current",
    "digest",
    "discard",
    "mark_of",
    "redo",
    "save",
    "steps",
    "undo",
]
