"""How much a workbook is made of, counted as text: a reader of XML holds a row until its end, and what is no row for ever."""

from __future__ import annotations

import re

from .limits import CROWD, DIFFERENT, LAST_ROW, TAGS, too_much

BEGINS = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(row|si)[\s/>]")
"""A row of a sheet, or one of the workbook's texts."""


class Crowds:
    """Fed with the parts of one workbook, block by block. A tag that two blocks share is not seen as a beginning."""

    def __init__(self) -> None:
        self._tags = self._rows = self._texts = self._together = 0

    def begin(self) -> None:
        """Another part."""
        self._together = 0

    def add(self, block: bytes) -> None:
        """Raises RuleViolation when it is more than is held in memory."""
        self._tags += block.count(b"<")
        if self._tags > TAGS:
            raise too_much()
        at = 0
        for found in BEGINS.finditer(block):
            self._gather(block.count(b"<", at, found.start()))
            self._together, at = 0, found.start()
            if found[1] == b"si":
                self._texts += 1
            else:
                self._rows += 1
        self._gather(block.count(b"<", at))
        if self._rows > LAST_ROW or self._texts > DIFFERENT:
            raise too_much()

    def _gather(self, tags: int) -> None:
        self._together += tags
        if self._together > CROWD:
            raise too_much()
