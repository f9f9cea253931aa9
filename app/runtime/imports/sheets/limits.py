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
TAGS = 12_000_000
"""Tags of all parts of a workbook: a hundred thousand rows of thirty filled columns. Each costs memory while it is read."""
CROWD = 500_000
"""Tags between the beginnings of two rows or texts; a row of all the columns that Excel has takes a third of it."""
DIFFERENT = 1_000_000
"""Texts of a workbook, each once: they are read before the first row is."""
LAST_ROW = 1_048_576
"""Excel has no further row; a number beyond would be filled up with blank ones."""
LOOKED = 5_000
"""Rows among which the first ones that hold something are looked for."""
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


def too_much() -> RuleViolation:
    """The file is a small one that would fill the memory once it is read."""
    return refusal(
        "size",
        "文件解压后过大，请删去多余的格式与空行，或分几次导入",
        "The file is too large once unpacked: remove superfluous formats and blank rows, or import it in parts.",
    )
