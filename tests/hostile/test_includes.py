"""`include` reaches files of the schema's own folder and nothing else; loops and crowds end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import source
from generator.plan import Plan
from tests.hostile.base import schema
from tests.hostile.test_refused import read

PATTERNS = (
    "/etc/passwd", "../../etc/passwd", "../x.yaml", "a/../../x.yaml", "a/../schema.yaml", "/x.yaml", "//x.yaml", "~/x.yaml",
    "~root/x.yaml", "file:///x.yaml", "http://localhost/x.yaml", "C:/x.yaml", "a\\x.yaml", "..\\x.yaml", "**/x.yaml",
    "a/**/x.yaml", "**.yaml", "x.py", "x.yaml/", "x.YAML", "x.yaml ", ".", "..", "", "*", "/", "x.yaml;id", "$HOME/x.yaml",
    "${x}.yaml", "$(id).yaml", "`id`.yaml", "|id.yaml", "[.yaml", "[!x.yaml", "]].yaml", "??.yaml", "%2e%2e/x.yaml",
    "．．/x.yaml", "a" * 300 + ".yaml", "a/" * 2_000 + "x.yaml", "*" * 3_000 + ".yaml", "[a" * 1_000 + ".yaml",
    "a*" * 60 + ".yaml", "*/" * 60 + "x.yaml", "missing.yaml", "missing/*.yaml", "con.yaml", "{a,b}.yaml", "..yaml", "\\0.yaml",
)  # fmt: skip
PART = "entities:\n  Extra: {module: main, label: {zh: 甲, en: A}, fields: {name: {type: string, label: {zh: 名, en: N}}}}\n"


def included(pattern: str) -> bytes:
    return f"include: ['{pattern}']\n{schema()}".encode()


def codes(pattern: str, folder: Path) -> set[str]:
    found = read(included(pattern), folder)
    return set() if isinstance(found, Plan) else {problem.code for problem in found}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda text: text[:30])
def test_an_include_that_leads_elsewhere_is_refused(pattern: str, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "app"):
        place.mkdir(exist_ok=True)
        (place / "x.yaml").write_text(PART, encoding="utf-8")
        (place / "aaa.yaml").write_text(PART, encoding="utf-8")
    found = codes(pattern, tmp_path / "app")
    assert "S011" in found
    assert found <= {"S011", "S105", "S107"}


def test_links_of_every_kind_are_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text(PART, encoding="utf-8")
    folder = tmp_path / "app"
    folder.mkdir()
    for name, target in {
        "file.yaml": "../outside.yaml",
        "absolute.yaml": "/etc/passwd",
        "loop.yaml": "loop.yaml",
        "ping.yaml": "pong.yaml",
        "pong.yaml": "ping.yaml",
        "broken.yaml": "nothing.yaml",
        "device.yaml": "/dev/zero",
        "up": "..",
    }.items():
        (folder / name).symlink_to(target)
    for pattern in ("file", "absolute", "loop", "ping", "broken", "device", "up/outside"):
        assert codes(f"{pattern}.yaml", folder) & {"S011", "S001"}, pattern
    assert codes("*.yaml", folder) & {"S011", "S001"}


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    assert codes("folder.yaml", tmp_path) == {"S001"}
    assert codes("pipe.yaml", tmp_path) == {"S001"}


def test_folders_that_contain_themselves_end(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"loop{number}").symlink_to(".")
    (tmp_path / "part.yaml").write_text(PART, encoding="utf-8")
    assert codes("*/" * 12 + "part.yaml", tmp_path) == {"S011"}


def test_more_files_than_can_be_read_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MAX_FILES", 20)
    (tmp_path / "many").mkdir()
    for number in range(21):
        (tmp_path / "many" / f"{number}.yaml").touch()
    assert codes("many/*.yaml", tmp_path) & {"S011"}


def test_a_file_that_includes_itself_or_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("include: b.yaml\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("include: a.yaml\n", encoding="utf-8")
    assert codes("a.yaml", tmp_path) == {"S108"}
    assert codes("schema.yaml", tmp_path) == {"S011"}


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\x1b[31m.yaml")).write_text("a: 1\n", encoding="utf-8")
    assert codes("*m.yaml", tmp_path)
