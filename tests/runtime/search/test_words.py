"""Text becomes words: Chinese by a dictionary and by neighbours, everything else by runs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime.search.words import index_words, terms

HAN = st.text(alphabet="厨房水管漏电梯停运物业张三丰保洁绿化", min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("厨房水管漏水了", "漏水"),
        ("张三丰", "三丰"),
        ("WO2607-00012 电梯", "wo2607"),
        ("ＷＯ２６０７", "wo2607"),
        ("13800138000", "8000"),
        ("<p>保洁&amp;绿化</p>", "绿化"),
        ("Straße", "strasse"),
        ("snow_man", "snow"),
    ],
)
def test_a_word_is_found_in_its_text(text: str, word: str) -> None:
    assert word in index_words(text)


def test_a_tag_is_no_word() -> None:
    assert index_words("<b>x</b>") == ["x"]


@given(HAN)
def test_any_two_neighbours_are_indexed(text: str) -> None:
    words = set(index_words(text))
    assert all(text[i : i + 2] in words for i in range(len(text) - 1))


@given(st.text(max_size=200))
def test_words_hold_neither_spaces_nor_quotes(text: str) -> None:
    for word in index_words(text):
        assert word.isalnum()
        assert word == word.casefold()


@pytest.mark.parametrize("text", ["", "   ", "%%%", "'\"", "—…", "_"])
def test_signs_alone_search_nothing(text: str) -> None:
    assert terms(text) == []


def test_a_query_is_cut_off_after_a_dozen_words() -> None:
    assert len(terms(" ".join(f"w{n}" for n in range(100)))) == 12


def test_latin_text_does_not_load_the_dictionary() -> None:
    code = (
        "import sys; from app.runtime.search.words import index_words;"
        "index_words('leaking tap 42 门锁'); print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_tags_without_an_end_are_read_in_the_time_of_their_size() -> None:
    """Half a million would take a quarter of an hour if each were looked for to the end."""
    assert index_words("lamp" + "<" * 500_000) == ["lamp"]
