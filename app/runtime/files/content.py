"""What a file really is, by its first bytes; and what may be kept of the name that somebody gave it."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from ..errors import Message, RuleViolation, message
from .pixels import LARGEST, pixels

MEGABYTE = 1024 * 1024
HEAD = 4096
MOST_ENTRIES = 10_000
"""An Office document has some hundred; a directory of a million names would fill the memory."""
ENTRY = b"PK\x01\x02"
"""How each entry of a zip's directory begins."""

PICTURES = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCUMENTS = {
    "application/pdf": ("pdf",),
    _WORD: ("docx",),
    _SHEET: ("xlsx",),
    _SLIDES: ("pptx",),
    "text/plain": ("txt", "csv", "md", "log"),
    "audio/mpeg": ("mp3",),
    "audio/wav": ("wav",),
    "video/mp4": ("mp4", "m4a"),
}
"""Media type → endings. What is not here is not taken: no SVG, no HTML, no archives, no programs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field takes, and how much of it."""

    types: Mapping[str, tuple[str, ...]]
    largest: int
    """Bytes."""

    @property
    def endings(self) -> list[str]:
        """The endings of file names that it takes."""
        return sorted(ending for endings in self.types.values() for ending in endings)


KINDS = {
    "image": Kind(PICTURES, 10 * MEGABYTE),
    "signature": Kind({"image/png": ("png",)}, MEGABYTE),
    "file": Kind(PICTURES | DOCUMENTS, 20 * MEGABYTE),
}
_OF_FIELD = {"images": "image", "image": "image", "signature": "signature"}


def kind_of(field_type: str) -> Kind:
    """What a field of that type takes: `images` → pictures."""
    return KINDS[_OF_FIELD.get(field_type, "file")]


def sniff(stream: IO[bytes]) -> str | None:
    """The media type that the bytes say; None for everything that we do not know."""
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"ID3") or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "audio/mpeg"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head.startswith(b"PK\x03\x04"):
        return _office(stream)
    return "text/plain" if _is_text(stream) else None


def verified_type(stream: IO[bytes], name: str, kind: Kind) -> str:
    """The media type of the content. Raises RuleViolation when it is none of `kind`, or not what the name says."""
    found, ending = sniff(stream), name.rpartition(".")[2].lower()
    if found is None and ending == "csv" and _is_text(stream, "gb18030"):
        # Banks, channels and Excel in China write tables in GBK.
        found = "text/plain"
    if found is None or found not in kind.types:
        raise RuleViolation(_not_taken(kind), code="file_type")
    if ending not in kind.types[found]:
        raise RuleViolation(
            message(
                zh=f"文件内容与扩展名 .{ending} 不符",
                en=f"The content of the file is not what .{ending} says.",
            ),
            code="file_type",
        )
    if found in PICTURES and (pixels(stream, found) or 0) > LARGEST:
        raise RuleViolation(_too_many_pixels(), code="file_size")
    return found


def _too_many_pixels() -> Message:
    most = LARGEST // 1_000_000
    return message(
        zh=f"图片不能超过 {most * 100} 万像素，请缩小后再上传",
        en=f"A picture may have {most} million pixels at most; make it smaller and send it again.",
    )


def too_large(kind: Kind) -> RuleViolation:
    """What is said about a file over the limit."""
    most = kind.largest // MEGABYTE
    told = message(zh=f"文件不能超过 {most} MB", en=f"A file may have {most} MB at most.")
    return RuleViolation(told, code="file_size")


def clean_name(given: str) -> str:
    """The last part of a path, without control characters and what some system gives a meaning.

    `../../etc/passwd` → `passwd`; `..\\报告?.pdf` → `报告_.pdf`.
    """
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    # Also direction marks: `exe.fdp` written right to left looks like `pdf.exe`.
    name = "".join("_" if unicodedata.category(c)[0] in "CZ" and c != " " else c for c in name)
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:100] or "file"
    return f"{stem[:100].rstrip(' .') or 'file'}.{ending[:10]}"


def _not_taken(kind: Kind) -> Message:
    taken = "、".join(kind.endings)
    return message(
        zh=f"不支持这种文件，可上传：{taken}",
        en=f"This kind of file is not taken; send one of: {', '.join(kind.endings)}.",
    )


def _office(stream: IO[bytes]) -> str | None:
    """An Office document is a zip with known parts; only the list of its entries is read."""
    # Counted before it is read: what the directory says of its own length may be a lie, and zipfile reads it whole.
    stream.seek(0)
    if stream.read().count(ENTRY) > MOST_ENTRIES:
        return None
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError):
        return None
    if "[Content_Types].xml" not in names or any(n.endswith("vbaProject.bin") for n in names):
        return None
    for part, found in (("word/", _WORD), ("xl/", _SHEET), ("ppt/", _SLIDES)):
        if any(name.startswith(part) for name in names):
            return found
    return None


def _is_text(stream: IO[bytes], encoding: str = "utf-8-sig") -> bool:
    """Text of the encoding without control characters, and nothing that a browser would take for a page."""
    stream.seek(0)
    content = stream.read()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    if any(ord(c) < 32 and c not in "\t\r\n" for c in text):
        return False
    start = text.lstrip()[:200].lower()
    return bool(text) and not re.match(r"<(!doctype|html|svg|script|\?xml|body|head|iframe)", start)
