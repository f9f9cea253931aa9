"""A file is what its bytes say, and its name is only a name."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime.errors import RuleViolation
from app.runtime.files import KINDS, clean_name, sniff
from app.runtime.files.content import kind_of, verified_type
from app.runtime.files.pixels import pixels

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


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png_of(width: int, height: int) -> bytes:
    """A black picture, some hundred bytes a million pixels."""
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(1 + width * 3)) for _ in range(height)) + rows.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def jpeg_of(*sizes: tuple[int, int]) -> bytes:
    """As far as its frames: what a camera says of itself comes first, a small picture among it."""
    about = b"Exif\0\0" + b"\xff\xd8\xff\xc0\0\x11\x08\0\x10\0\x10" + b"\0" * 3000
    parts = [b"\xff\xd8\xff\xe1" + struct.pack(">H", len(about) + 2) + about, b"\xff\xff\xff\x01"]
    for width, height in sizes:
        parts.append(b"\xff\xc2" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 9)
    return b"".join(parts) + b"\xff\xda\0\x0c" + b"\xff\xc0" * 20


def webp_of(kind: bytes, rest: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\x20\0\0\0" + rest.ljust(32, b"\0")


@pytest.mark.parametrize(
    ("content", "mime", "number"),
    [
        (png_of(40, 30), "image/png", 1200),
        (jpeg_of((400, 300)), "image/jpeg", 120_000),
        (jpeg_of((4, 3), (400, 300), (2, 2)), "image/jpeg", 120_000),
        (b"GIF89a" + struct.pack("<HH", 40, 30), "image/gif", 1200),
        (webp_of(b"VP8X", b"\0\0\0\0" + b"\x27\0\0" + b"\x1d\0\0"), "image/webp", 1200),
        (webp_of(b"VP8L", b"\x2f" + struct.pack("<I", 39 | 29 << 14)), "image/webp", 1200),
        (webp_of(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30)), "image/webp", 1200),
        (PNG, "image/png", None),
        (JPEG, "image/jpeg", None),
        (b"\xff\xd8\xff\xe1\0", "image/jpeg", None),
        (b"\xff\xd8\xff\xe1\0\0\0\0\0\0", "image/jpeg", None),
        (jpeg_of(), "image/jpeg", None),
        (b"GIF89a", "image/gif", None),
        (webp_of(b"VP9 ", b""), "image/webp", None),
    ],
)  # fmt: skip
def test_a_picture_says_how_large_it_is_drawn(
    content: bytes, mime: str, number: int | None
) -> None:
    assert pixels(io.BytesIO(content), mime) == number


def test_a_small_file_that_is_a_giant_picture_is_not_taken() -> None:
    kind = KINDS["image"]
    name = "photo.jpg"
    assert verified_type(io.BytesIO(jpeg_of((12_000, 9_000))), name, kind) == "image/jpeg"
    with pytest.raises(RuleViolation, match="120 million pixels") as refused:
        verified_type(io.BytesIO(jpeg_of((60_000, 60_000))), name, kind)
    assert refused.value.code == "file_size"


def test_a_table_in_gbk_is_a_table_and_nothing_else_is_text_for_its_name() -> None:
    table = io.BytesIO("流水号,金额\r\n".encode("gb18030"))
    assert verified_type(table, "bank.csv", kind_of("file")) == "text/plain"
    for content, name in (
        ("中文".encode("gb18030"), "note.txt"),
        ("<html>中文".encode("gb18030"), "page.csv"),
        (b"\0\1\2\xff", "rows.csv"),
    ):
        with pytest.raises(RuleViolation):
            verified_type(io.BytesIO(content), name, kind_of("file"))
