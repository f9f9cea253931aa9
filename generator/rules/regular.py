"""Regular expressions that cannot hang: no repetition inside a repetition, no look-around, no back references."""

from __future__ import annotations

import re
import warnings
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

LONGEST: Final = 200
_REPEATS: Final = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_LOOKS: Final = (
    constants.ASSERT,
    constants.ASSERT_NOT,
    constants.GROUPREF,
    constants.GROUPREF_EXISTS,
)


def unsafe_pattern(text: str) -> str:
    """What is wrong with the pattern; empty when nothing is."""
    if len(text) > LONGEST:
        return f"a pattern of {len(text)} characters; at most {LONGEST}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
            tree = parser.parse(text)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return f"not a regular expression: {error}"
    return _unsafe(tree, repeated=False)


def _unsafe(tree: Any, *, repeated: bool) -> str:
    for operator, argument in tree:
        if operator in _LOOKS:
            return "look-around and back references are refused"
        if operator in _REPEATS:
            _, most, inner = argument
            endless = most is constants.MAXREPEAT or most > 100
            if endless and repeated:
                return "a repetition inside a repetition can hang"
            told = _unsafe(inner, repeated=repeated or endless)
        elif operator is constants.SUBPATTERN:
            told = _unsafe(argument[-1], repeated=repeated)
        elif operator is constants.BRANCH:
            # Alternatives inside a repetition can match the same text in many ways.
            if repeated:
                return "alternatives inside a repetition can hang"
            told = next(filter(None, (_unsafe(each, repeated=False) for each in argument[1])), "")
        else:
            told = ""
        if told:
            return told
    return ""
