"""A file is what its bytes say, and its name is only a name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime.errors import RuleViolation
from app.runtime.files import KINDS, clean_name, sniff
from app.runtime.files.content import verified_type

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 32
PDF = b"%PDF-1.7\n" + b"\0" * 32
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"  <!DOCTYPE html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00" + b"\0" * 32


def _office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "x")
    return made.getvalue()


DOCX = _office("word/document.xml")
XLSX = _office("xl/workbook.xml")
MACROS = _office("word/document.xml", "word/vbaProject.bin")
ARCHIVE = _office("anything.exe")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (b"GIF89a" + b"\0" * 9, "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (PDF, "application/pdf"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        ("一、二、三\r\n".encode(), "text/plain"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (SVG, None),
        (HTML, None),
        (b'<?xml version="1.0"?><svg/>', None),
        (PROGRAM, None),
        (MACROS, None),
        (ARCHIVE, None),
        (b"PK\x03\x04 broken", None),
        ("中文".encode("gb18030"), None),
        (b"", None),
        (b"\0\1\2\3", None),
    ],
)
def test_the_bytes_say_what_it_is(content: bytes, found: str | None) -> None:
    assert sniff(io.BytesIO(content)) == found


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PNG, "photo.jpg", "image"),
        (PDF, "photo.png", "image"),
        (JPEG, "signed.jpg", "signature"),
        (PNG, "photo", "image"),
        (SVG, "logo.svg", "file"),
        (HTML, "page.txt", "file"),
        (PROGRAM, "setup.pdf", "file"),
        (DOCX, "list.xlsx", "file"),
    ],
)
def test_content_that_is_not_what_it_should_be_is_refused(
    content: bytes, name: str, kind: str
) -> None:
    with pytest.raises(RuleViolation) as caught:
        verified_type(io.BytesIO(content), name, KINDS[kind])
    assert caught.value.code == "file_type"
    assert {"zh", "en"} <= set(caught.value.message.texts)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.png", "a.png"),
        ("a/b\\c?.png", "c_.png"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("a\r\nSet-Cookie: x.png", "a__Set-Cookie_ x.png"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ("x" * 300 + ".png", "x" * 100 + ".png"),
    ],
)
def test_of_a_name_only_the_name_is_kept(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder_or_its_header(name: str) -> None:
    kept = clean_name(name)
    assert kept
    assert kept not in (".", "..")
    assert not set(kept) & set('/\\\r\n\0"<>|')
    assert len(kept) <= 111
    assert kept.isprintable()
