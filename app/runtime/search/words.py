"""Text → words. jieba is loaded (71 MB, a second) when the first Chinese text comes, not before."""

from __future__ import annotations

import html
import logging
import re
import threading
import unicodedata
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .. import folders

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
# Up to the next sign alone: many that are never closed would cost the square of their number.
_TAGS = re.compile(r"<[^<>]*+>")
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}
LONGEST = 64
MOST_TERMS = 12
LONG_NUMBER, ENDING = 7, 4
"""A number of so many digits is found by its last ones, too: the way people name a phone."""
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query; `prefix`: the indexed word may go on."""

    text: str
    prefix: bool = False


Term = tuple[tuple[Word, ...], ...]
"""Alternatives, each a set of words that must all be there."""


def index_words(text: str) -> list[str]:
    """The words under which a text is found, each once.

    A run of Chinese gives jieba's words, every pair of neighbours (so that any two characters of
    it are found, whatever jieba made of them) and its last character. A long number also gives its
    last four digits, the way people name a phone.
    """
    found: dict[str, None] = {}
    plain = _plain(text)
    # What is folded has letters, digits and spaces only; without Han a space is all that parts words.
    for run in plain.split() if plain.isascii() else _RUNS.findall(plain):
        if _is_han(run):
            words = [*_segments(run), *_pairs(run), run[-1]]
        else:
            words = [run[:LONGEST]]
            if run.isdecimal() and len(run) >= LONG_NUMBER:
                words.append(run[-ENDING:])
        found.update(dict.fromkeys(words))
    return list(found)


def cut(text: str) -> list[str]:
    """The words of a text as they follow each other, in small letters; punctuation and spaces are words of their own.

    Only what jieba's dictionary knows is joined: a name that it does not know comes as single characters.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [str(word) for word in _jieba().cut(folded, HMM=False)]


def terms(text: str) -> list[Term]:
    """What a person typed → terms that must all match; empty when nothing in it can be searched."""
    found: dict[Term, None] = {}
    for typed in _bare(text).split():
        runs = _RUNS.findall(_folded(typed))
        for place, run in enumerate(runs, start=1):
            if not _is_han(run):
                # Of `YX-3-2-15` only the end may still be growing: a 3 alone would begin half of all numbers.
                term: Term = ((Word(run[:LONGEST], prefix=place == len(runs)),),)
            elif len(run) == 1:
                term = ((Word(run, prefix=True),),)
            else:
                # Words find "厨房水管漏水" under "厨房漏水"; pairs find names that no dictionary knows.
                words = tuple(Word(part, prefix=len(part) == 1) for part in _segments(run))
                pairs = tuple(Word(pair) for pair in _pairs(run))
                term = (words,) if words == pairs else (words, pairs)
            found[term] = None
    return list(found)[:MOST_TERMS]


def _plain(text: str) -> str:
    """Without tags; full-width letters and capitals folded."""
    return _folded(_bare(text))


def _bare(text: str) -> str:
    return html.unescape(_TAGS.sub(" ", text)) if "<" in text else text


def _folded(text: str) -> str:
    if text.isascii():
        # Most of what is indexed in bulk are numbers.
        return text.lower().translate(_SIGNS)
    folded = unicodedata.normalize("NFKC", text).casefold()
    # The ranges of Han characters have gaps: what is no letter separates words.
    return "".join(c if c.isalnum() else " " for c in folded)


def _is_han(run: str) -> bool:
    return not run.isascii() and re.match(f"[{_HAN}]", run) is not None


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


@lru_cache(maxsize=4096)
def _segments(run: str) -> tuple[str, ...]:
    """The same names of places, goods and people come again and again: a look-up instead of a segmentation."""
    return (run,) if len(run) <= 2 else tuple(map(str, _jieba().cut_for_search(run)))


@lru_cache(maxsize=1)
def _jieba() -> Any:
    """jieba's tokenizer with its cache in our folder; several threads may ask at once."""
    with _loading:
        with warnings.catch_warnings():
            # jieba 0.42.1 imports pkg_resources and has invalid escapes: warnings that nobody can
            # act on.
            warnings.simplefilter("ignore")
            import jieba
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(folders.cache())
        tokenizer.cache_file = "jieba.cache"
        tokenizer.initialize()
        return tokenizer
