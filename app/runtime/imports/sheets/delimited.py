"""CSV: UTF-8 with or without its mark, UTF-16 with it, else GB18030 (which GBK is part of); comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from .limits import COLUMNS, FIRST, LONGEST, refusal

BLOCK = 1024 * 1024
SEPARATORS = ",;\t；|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def look(content: bytes, name: str) -> Iterator[tuple[str, list[tuple[int, list[Any]]]]]:
    """The one sheet of such a file, with its first rows."""
    found: list[tuple[int, list[Any]]] = []
    for row in rows(content):
        found.append(row)
        if len(found) == FIRST:
            break
    yield name.rpartition(".")[0] or name, found


def rows(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Every line that holds something; a text of several lines is one. Raises RuleViolation for what is no table."""
    encoding = _encoding(content)
    start = io.TextIOWrapper(io.BytesIO(content), encoding, newline="").read(64 * 1024)
    if "\0" in start or start.lstrip()[:1] == "<":
        raise _no_table()
    separator, skip = _separator(start)
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    try:
        for number, cells in enumerate(csv.reader(text, delimiter=separator, strict=True), start=1):
            found = [one.strip()[:LONGEST] for one in cells[:COLUMNS]]
            if any(found) and number > skip:
                yield number, [one or None for one in found]
    except csv.Error as problem:
        raise refusal(
            "broken",
            f"CSV 格式不正确（{problem}）：请检查引号是否成对",
            f"This is not proper CSV ({problem}): see that quotation marks come in pairs.",
        ) from problem


def _encoding(content: bytes) -> str:
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        if _decodes(content, encoding):
            return encoding
    raise refusal(
        "encoding",
        "无法识别文字编码：请另存为 UTF-8 编码的 CSV，或 .xlsx",
        "The encoding is not known: save it as CSV in UTF-8, or as .xlsx.",
    )


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), BLOCK):
            decoder.decode(content[start : start + BLOCK])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _separator(text: str) -> tuple[str, int]:
    """What parts the cells, and how many lines only say so (`sep=;`, as Excel takes it)."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5 and first[4] in SEPARATORS:
        return first[4], 1
    outside = "".join(first.split('"')[0::2])
    best = max(SEPARATORS, key=outside.count)
    return (best if outside.count(best) else ","), 0


def _no_table() -> Exception:
    return refusal(
        "type",
        "文件内容不是表格：请另存为 .xlsx 或 .csv",
        "The content of the file is no table: save it as .xlsx or .csv.",
    )
