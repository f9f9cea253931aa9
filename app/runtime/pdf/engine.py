"""Typst in the process. What people typed reaches a template as data alone, so no text of theirs is ever markup."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..errors import AppError, message

FOLDER = Path(__file__).parents[2] / "print"
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
"""Brings Noto Sans SC for machines without a Chinese font; a Noto of the system, which has a bold face, goes first."""

_one_at_a_time = threading.Lock()
"""The compiler keeps fonts and layouts between runs and serves one thread; a sheet takes some milliseconds."""


class NoEngine(AppError):
    """503: this machine cannot make PDFs; the page can still be printed by the browser."""

    def __init__(self) -> None:
        text = message(
            zh="此服务器不能生成 PDF：请用浏览器打印“打印页”，或请管理员执行 make setup",
            en="This server cannot make PDFs: let the browser print the page to print, or ask the administrator to run make setup.",
        )
        super().__init__(text, [], 503, "no_pdf")


class Unreadable(Exception):
    """A picture is no picture: uploads are told by their first bytes alone."""


def is_possible() -> bool:
    """Whether the engine is installed."""
    return find_spec("typst") is not None


def made(template: str, data: Mapping[str, Any], files: Mapping[str, Path] | None = None) -> bytes:
    """`app/print/<template>.typ` filled with `data`: what JSON can say.

    `files`: name → path of the pictures that it shows; it sees no other file. Raises NoEngine, Unreadable.
    """
    if not is_possible():
        raise NoEngine
    common = (FOLDER / "common.typ").read_text(encoding="utf-8")
    source = common + (FOLDER / f"{template}.typ").read_text(encoding="utf-8")
    given = {"data": json.dumps(data, ensure_ascii=False)}
    with TemporaryDirectory() as root:
        for name, path in (files or {}).items():
            shutil.copyfile(path, Path(root, name))
        return _compiled(source.encode(), given, root, bool(files))


def _compiled(source: bytes, given: dict[str, str], root: str, has_files: bool) -> bytes:
    from typst import TypstError

    with _one_at_a_time:
        try:
            result: bytes = _compiler().compile(source, format="pdf", sys_inputs=given, root=root)
        except TypstError:
            if has_files:
                raise Unreadable from None
            raise
    return result


@lru_cache(maxsize=1)
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=[str(folder) for folder in _font_folders()])


def _font_folders() -> list[Path]:
    found = find_spec(FONT_PACKAGE)
    return [Path(place) for place in (found.submodule_search_locations or ())] if found else []
