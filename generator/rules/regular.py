"""Regular expressions that cannot hang: no look-around, no back references, and few ways to match one text."""

from __future__ import annotations

import math
import re
import warnings
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

LONGEST: Final = 200
MOST_WAYS: Final = 1e8
"""A matcher that tries again and again tries each way; this many take about two seconds."""
_REPEATS: Final = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_PLAIN: Final = (
    constants.LITERAL,
    constants.NOT_LITERAL,
    constants.ANY,
    constants.IN,
    constants.AT,
)


class _Unsafe(Exception):
    """What is wrong with the pattern."""


def unsafe_pattern(text: str, length: int = 200) -> str:
    """What is wrong with the pattern for values of at most `length` characters; empty when nothing is."""
    if len(text) > LONGEST:
        return f"a pattern of {len(text)} characters; at most {LONGEST}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
            tree = parser.parse(text)
        ways, endless = _ways(tree, length)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return f"not a regular expression: {error}"
    except _Unsafe as error:
        return str(error)
    # Repetitions one after the other share the text: n of them divide it in n! times fewer ways.
    if ways - math.lgamma(endless + 1) > math.log(MOST_WAYS):
        return "so many repetitions and alternatives can hang; write the pattern with fewer"
    return ""


def _ways(tree: Any, length: int) -> tuple[float, int]:
    """The logarithm of how many ways there are to match one text, and how many repetitions have no end."""
    ways, endless = 0.0, 0
    for operator, argument in tree:
        if operator in _PLAIN:
            continue
        if operator is constants.SUBPATTERN:
            more, open_ = _ways(argument[-1], length)
        elif operator is constants.BRANCH:
            found = [_ways(each, length) for each in argument[1]]
            more = math.log(sum(math.exp(min(each, 50)) for each, _ in found))
            open_ = max(number for _, number in found)
        elif operator in _REPEATS:
            least, most, inner = argument
            more, open_ = _repeated(least, most, inner, length)
        else:
            raise _Unsafe("look-around, back references and the like are refused")
        ways += more
        endless += open_
    return ways, endless


def _repeated(least: int, most: int, inner: Any, length: int) -> tuple[float, int]:
    inside, _ = _ways(inner, length)
    is_endless = most >= length / 2
    if is_endless and inside:
        raise _Unsafe("a repetition or alternatives inside a repetition can hang")
    times = min(most, length)
    return inside * times + math.log(max(times - least, 0) + 1), int(is_endless)
