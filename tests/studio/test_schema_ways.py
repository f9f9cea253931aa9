"""Where it is only the patch, and the way back of what was renamed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.runtime.publication import journal, place
from app.studio.publish.way_back import way_back
from app.studio.schema import checking
from generator.diff import diff

SHOP = {
    "schema.yaml": (Path(__file__).parents[1] / "schemas" / "shop.yaml").read_text(encoding="utf-8")
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is committed, served by `dougong run`."""
    monkeypatch.delenv(place.SETTING, raising=False)
    monkeypatch.delenv("DOUGONG_JOBS", raising=False)
    monkeypatch.setenv(place.SUPERVISOR, str(os.getppid()))
    folder = tmp_path / "project"
    (folder / "app" / "generated").mkdir(parents=True)
    for name in ("schema.yaml", "dougong_cli.py", "app/generated/registry.py", "README.md"):
        (folder / name).write_text("first\n")
    git = shutil.which("git")
    assert git is not None
    name = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init", "-q"], ["add", "-A"], [*name, "commit", "-qm", "first"]):
        subprocess.run([git, *words], cwd=folder, check=True)
    return folder


def reasons(root: Path, wrote: Mapping[str, str] | None = None) -> list[str]:
    found = place.reasons(root, root / "data", wrote or {})
    return [one.in_language("en") for one in found]


def test_changes_of_somebody_else_stop_it_and_those_that_were_published_from_here_do_not(
    root: Path,
) -> None:
    assert reasons(root) == []
    (root / "README.md").write_text("of no matter\n")
    assert reasons(root) == []
    changed = root / "app" / "generated" / "registry.py"
    changed.write_text("published\n")
    (told,) = reasons(root)
    assert "app/generated/registry.py" in told
    wrote = {"app/generated/registry.py": place.of_file(changed)}
    assert reasons(root, wrote) == []
    changed.write_text("edited since\n")
    assert len(reasons(root, wrote)) == 1


def test_a_setting_other_processes_and_another_server_on_the_data_make_it_the_patch(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.mark(root / "data", journal.SERVING, os.getpid())
    assert "Another dougong run" in reasons(root)[0]
    (root / "data" / "publish" / f"web-{os.getpid()}-{os.getpid()}").unlink()
    monkeypatch.setenv("DOUGONG_JOBS", "workers")
    assert "Several processes" in reasons(root)[0]
    monkeypatch.delenv("DOUGONG_JOBS")
    monkeypatch.setenv(place.SETTING, "patch")
    assert place.SETTING in reasons(root)[0]
    (root / "dougong_cli.py").unlink()
    assert "folder of the project" in reasons(root)[-1]


def test_a_link_is_not_replaced_by_a_file(root: Path) -> None:
    kept = root.parent / "schema.yaml"
    (root / "schema.yaml").rename(kept)
    (root / "schema.yaml").symlink_to(kept)
    assert any("schema.yaml is a link" in one for one in reasons(root))


def test_a_lock_is_held_by_one_and_seen_by_others(tmp_path: Path) -> None:
    assert not journal.is_locked(tmp_path)
    with journal.locked(tmp_path):
        assert journal.is_locked(tmp_path)
        with pytest.raises(journal.Busy), journal.locked(tmp_path):
            pass
    assert not journal.is_locked(tmp_path)


def test_what_was_renamed_is_named_back_and_its_values_follow() -> None:
    renamed = SHOP["schema.yaml"].replace(
        "      website:  {type", "      homepage: {was: website, type"
    )
    after = {"schema.yaml": renamed}
    back = way_back(SHOP, after)
    old, new = checking.check(after).plan, checking.check(back).plan
    assert old is not None
    assert new is not None
    (change,) = (one for one in diff(old, new) if one.what == "field")
    assert (change.kind, change.before, change.after) == ("rename", "homepage", "website")


def test_what_was_added_goes_and_what_was_dropped_comes_without_a_word_more() -> None:
    line = "      website:  {type: url, label: {zh: 网址, en: Website}}\n"
    assert line in SHOP["schema.yaml"]
    after = {
        "schema.yaml": SHOP["schema.yaml"].replace(line, line.replace("website: ", "site:    "))
    }
    assert way_back(SHOP, after) == SHOP
