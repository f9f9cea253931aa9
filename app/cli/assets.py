"""`dougong assets`: styles, scripts and icons of the pages, made from frontend/ and what the templates name."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.console import both, refuse, say

STAMP = ".made-of"


@click.command(help=both("生成样式、脚本与图标", "Make styles, scripts and icons."))
@click.option("--check", is_flag=True, help=both("只检查是否最新", "Only say whether they are current."))  # fmt: skip
def assets(check: bool) -> None:
    from app.cli.project import here

    root = here().root
    if is_current(root):
        return
    if check:
        refuse(
            "界面资源缺失或已过时：make setup", "The assets are missing or out of date: make setup"
        )
    if not (root / "frontend" / "build.mjs").is_file():
        refuse("缺少 frontend/ 文件夹", "the folder frontend/ is missing")
    say("正在生成界面资源…", "making styles, scripts and icons ...")
    try:
        make(root)
    except (OSError, subprocess.CalledProcessError) as error:
        refuse(
            f"未能生成界面资源：{error}。需要 npm 或 pip 能取得软件包（见 docs/frontend.md）",
            f"could not make them: {error}. npm or pip must reach its packages (see docs/frontend.md)",
        )


def is_current(root: Path) -> bool:
    """Whether app/static/dist is there and made of what is there now."""
    stamp = root / "app" / "static" / "dist" / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of(root)


def adopt(source: Path, root: Path) -> None:
    """Call the copy in a new application current, as it is where it came from: it holds all that the starter names."""
    if is_current(source):
        stamp = root / "app" / "static" / "dist" / STAMP
        stamp.write_text(made_of(root), encoding="utf-8")


def made_of(root: Path) -> str:
    """The digest of everything that the assets depend on."""
    digest = hashlib.sha256()
    for file in _inputs(root):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    """The sources; templates and python, for the classes and icons that they name."""
    frontend, app = root / "frontend", root / "app"
    for folder, pattern in ((frontend, "*"), (frontend / "src", "**/*"), (app / "templates", "**/*.html")):  # fmt: skip
        yield from (file for file in sorted(folder.glob(pattern)) if file.is_file())
    for part in ("custom", "forms", "portal", "studio", "web"):
        yield from sorted((app / part).rglob("*.py"))
    for file in (app / "generated" / "registry.py", app / "starter" / "schema.yaml"):
        if file.is_file():
            yield file


def make(root: Path) -> None:
    """Build beside the old ones and take their place: a page that is asked meanwhile finds one or the other."""
    from app.cli import node

    frontend, target = root / "frontend", root / "app" / "static" / "dist"
    node.install(frontend)
    digest = made_of(root)
    fresh = target.with_name(f".dist-{os.getpid()}")
    try:
        node.run(frontend / "build.mjs", OUT=str(fresh))
        (fresh / STAMP).write_text(digest, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
