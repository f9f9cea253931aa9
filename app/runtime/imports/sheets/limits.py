"""How much one import takes, and how a file is refused."""

from __future__ import annotations

from ...errors import RuleViolation, message

SIZE = 10 * 1024 * 1024
"""Bytes of the file as it comes."""
UNPACKED = 400 * 1024 * 1024
"""Bytes of all parts of a workbook; a hundred thousand rows have some 60 MB."""
TEXTS = 100 * 1024 * 1024
"""Bytes of the one part of a workbook that is held in memory: its texts, each once."""
RATIO = 250
"""How many times smaller a part may be packed; tables reach about 20."""
PARTS = 2000
ROWS = 100_000
COLUMNS = 200
SHEETS = 20
FIRST = 15
"""Rows that are shown of a sheet."""
MERGED = 20_000
LONGEST = 32_767
"""Characters of a cell, as Excel has it."""


def refusal(code: str, zh: str, en: str) -> RuleViolation:
    """Why a file is not taken: what is wrong with it and what to do."""
    return RuleViolation(message(zh=zh, en=en), field="file", code=f"import_{code}")
