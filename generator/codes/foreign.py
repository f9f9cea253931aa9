"""Problems of foreign models that `dougong import` reads."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
    (
        "I001",
        "source cannot be read",
        "The file or folder does not exist, may not be read, is not text in UTF-8, or is larger than 20 MiB.",
    ),
    (
        "I002",
        "source is not in its format",
        "The message says where the reader stopped. Look at the line before too: most often a bracket or a quote is not closed. Whatever stands in the file but has no equivalent is no problem: the loss report names it.",
    ),
    (
        "I003",
        "nothing to import",
        "The source declares no entity: no table, no model, no object with properties. Look whether it is the right file, and the right format.",
    ),
)
