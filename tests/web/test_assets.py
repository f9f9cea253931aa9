"""What the browser is given beside the pages: made from frontend/, small, complete, kept for good."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.cli.assets import made_of
from app.web import assets

ROOT = Path(__file__).parents[2]
FRONTEND, APP = ROOT / "frontend", ROOT / "app"
MANIFEST = json.loads((assets.DIST / "manifest.json").read_text(encoding="utf-8"))
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
PYTHON = [
    file
    for part in ("custom", "forms", "portal", "studio", "web")
    for file in sorted((APP / part).rglob("*.py"))
]
# Without a rule of their own: what other rules, scripts and tests find their way by.
NAMES_ONLY = {"key", "masked"}


def compressed(name: str) -> int:
    return (assets.DIST / f"{MANIFEST[name]}.br").stat().st_size


def test_every_file_is_there_under_its_hashed_name_and_in_three_forms() -> None:
    assert {"app.css", "app.js", "api-docs.css", "api-docs.js", "icons.svg"} <= set(MANIFEST)
    for name, made in MANIFEST.items():
        stem, _dot, ending = name.partition(".")
        assert re.fullmatch(rf"{stem}-\w{{8,}}\.{ending}", made), made
        plain = (assets.DIST / made).read_bytes()
        if ending == "png":
            # Compressed in itself.
            assert plain.startswith(b"\x89PNG")
            continue
        assert gzip.decompress((assets.DIST / f"{made}.gz").read_bytes()) == plain
        assert 0 < (assets.DIST / f"{made}.br").stat().st_size < len(plain)


def test_the_sheet_and_the_script_of_every_page_keep_their_budgets() -> None:
    assert compressed("app.css") <= 30_000
    assert compressed("app.js") <= 40_000
    assert compressed("icons.svg") <= 6_000


def test_nothing_is_fetched_from_another_site() -> None:
    for file in assets.DIST.iterdir():
        if file.suffix not in (".css", ".js"):
            continue
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import|@font-face", text), file.name
        assert not re.search(r"(import\(?|from)\s*[\"']https?:", text), file.name
        assert "sourceMappingURL" not in text, file.name


def test_the_lock_has_exact_versions_and_no_address() -> None:
    wanted = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    given = wanted["dependencies"] | wanted["devDependencies"]
    assert given
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in given.values()), given
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name
    assert "registry=" not in (FRONTEND / ".npmrc").read_text(encoding="utf-8")


def written_classes() -> Iterator[tuple[str, str]]:
    """(class, file) of everything that templates and python put on an element."""
    for file in TEMPLATES:
        text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for given in re.findall(r'\bclass="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"', text):
            for code in re.findall(r"\{\{(.*?)\}\}", given):
                # What an expression compares with is no class.
                code = re.sub(r"(==|\bin)\s*(\([^)]*\)|'[^']*'|\"[^\"]*\")", "", code)
                for literal in re.findall(r"'([^']*)'|\"([^\"]*)\"", code):
                    yield from ((name, file.name) for name in "".join(literal).split())
            plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", given)
            yield from ((name, file.name) for name in plain.split())
    for file in PYTHON:
        for given in re.findall(r'class="([\w -]+)', file.read_text(encoding="utf-8")):
            yield from ((name, file.name) for name in given.split())


def test_every_class_that_a_page_names_has_its_rule() -> None:
    """A class that was purged is a broken page."""
    sheets = "".join(
        (assets.DIST / MANIFEST[name]).read_text(encoding="utf-8")
        for name in ("app.css", "api-docs.css")
    )
    ruled = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheets)) | NAMES_ONLY
    found = set(written_classes())
    assert len(found) > 200
    assert not sorted((name, file) for name, file in found if name not in ruled)


def test_every_icon_that_a_page_names_is_drawn() -> None:
    sprite = (assets.DIST / MANIFEST["icons.svg"]).read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = set()
    for file in TEMPLATES:
        for call in re.findall(r"\bicon\(([^)]*)\)", file.read_text(encoding="utf-8")):
            bare = re.sub(r"==\s*[\"'][^\"']*[\"']", "", call)
            named |= set(re.findall(r"[\"']([\w-]+)[\"']", bare))
    for file in [*PYTHON, APP / "generated" / "registry.py"]:
        if file.is_file():
            named |= set(re.findall(r'\bicon="([\w-]+)"', file.read_text(encoding="utf-8")))
    assert {"brand", "plus", "settings"} <= named
    assert named <= drawn


def test_a_browser_keeps_a_hashed_file_for_good_in_the_form_that_it_takes(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        address = assets.asset("app.css")
    plain = client.get(address, headers={"Accept-Encoding": "identity"}, buffered=True)
    assert plain.mimetype == "text/css"
    for accepted, encoding in (("gzip, br", "br"), ("gzip", "gzip")):
        answer = client.get(address, headers={"Accept-Encoding": accepted}, buffered=True)
        assert answer.headers["Content-Encoding"] == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.mimetype == "text/css"
        assert len(answer.data) < len(plain.data) / 3
        assert "Set-Cookie" not in answer.headers
    assert gzip.decompress(answer.data) == plain.data


def test_during_an_upgrade_a_page_gets_the_styles_that_are_there_and_keeps_them_not(
    app: Flask,
) -> None:
    client = app.test_client()
    answer = client.get("/static/dist/app-0000000000.css", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "no-store"
    for missing in (
        "nothing-0000000000.css",
        "manifest.json",
        ".made-of",
        "app.exe",
        "..%2f..%2f..%2frequirements.txt",
    ):
        assert client.get(f"/static/dist/{missing}").status_code == 404, missing


def test_without_them_a_page_says_how_to_make_them_and_programs_go_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "DIST", tmp_path)
    monkeypatch.setattr(assets, "_names", {})
    client: FlaskClient = app.test_client()
    answer = client.get("/login/")
    assert answer.status_code == 503
    assert answer.mimetype == "text/plain"
    assert "make setup" in answer.text
    assert client.get("/api/v1/sale").status_code == 401


def test_they_are_made_anew_when_a_template_changes_and_only_then(tmp_path: Path) -> None:
    template = tmp_path / "app" / "templates" / "page.html"
    template.parent.mkdir(parents=True)
    (tmp_path / "frontend").mkdir()
    template.write_text('<p class="one">', encoding="utf-8")
    before = made_of(tmp_path)
    (tmp_path / "app" / "templates" / "notes.txt").write_text("no page", encoding="utf-8")
    assert made_of(tmp_path) == before
    template.write_text('<p class="two">', encoding="utf-8")
    assert made_of(tmp_path) != before


def test_no_page_is_drawn_by_the_packages_below(app: Flask) -> None:
    """Flask-AppBuilder's and Flask-Admin's own templates wear another skin and break the policy."""
    allowed = {"appbuilder.static"}
    foreign = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not app.view_functions[rule.endpoint].__module__.startswith("app.")
    }
    assert foreign <= allowed


SHARED = {
    "tabs", "search", "chips", "table-responsive", "help", "refused", "tools", "toolbar", "pages",
    "caution",
}  # fmt: skip
"""Drawn in one part of the sheet, placed anew in another: both are meant."""


def test_a_class_that_one_part_of_the_sheet_draws_is_no_other_parts_word() -> None:
    """Two parts that call different things the same would put one in the place of the other."""
    drawn: dict[str, set[str]] = {}
    used: list[tuple[str, str, str]] = []
    for file in sorted((ROOT / "frontend" / "src" / "css").glob("*.css")):
        if file.stem in ("base", "controls", "form", "frame", "print", "tokens"):
            continue
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.S)
        for selector in (one.strip() for some in re.findall(r"([^{}]+)\{", text) for one in some.split(",")):  # fmt: skip
            first, *others = re.split(r"[\s>+~]+", selector)
            if not others and re.fullmatch(r"\.[\w-]+", first):
                drawn.setdefault(first[1:], set()).add(file.stem)
            used += [
                (name, file.stem, selector)
                for part in others
                for name in re.findall(r"\.([\w-]+)", part)
            ]
    wrong = [
        f"{name} of {'/'.join(drawn[name])}: {selector} in {place}"
        for name, place, selector in used
        if name in drawn and place not in drawn[name] and name not in SHARED
    ]
    assert wrong == []
