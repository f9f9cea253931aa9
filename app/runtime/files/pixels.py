"""How large a picture is drawn, told by its first bytes: a small file may unpack to more than the memory holds."""

from __future__ import annotations

import struct
from typing import IO

LARGEST = 120_000_000
"""Pixels of one picture; what people take with telephones has 108 million at most."""
HEAD = 64
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Segments of a JPEG that say how large it is."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Segments without content."""
_ENDS = frozenset({0xD9, 0xDA})
"""Its end, or the beginning of the points themselves."""


def pixels(stream: IO[bytes], mime: str) -> int | None:
    """Width × height; None when the file does not say. `mime` is what its first bytes say that it is."""
    stream.seek(0)
    try:
        if mime == "image/jpeg":
            return _of_jpeg(stream)
        head = stream.read(HEAD)
        width, height = {"image/png": _png, "image/gif": _gif, "image/webp": _webp}[mime](head)
    except (struct.error, IndexError):
        return None
    return width * height or None


def _png(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", head[16:24])
    return (width, height) if head[12:16] == b"IHDR" else (0, 0)


def _gif(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8L" and head[20] == 0x2F:
        (both,) = struct.unpack("<I", head[21:25])
        return (both & 0x3FFF) + 1, (both >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _of_jpeg(stream: IO[bytes]) -> int | None:
    """The frame comes after what the camera wrote about itself, which may be long: segments are leapt over.

    Of several frames the largest: nobody knows which of them a reader takes.
    """
    stream.seek(2)
    largest = 0
    while True:
        mark = stream.read(2)
        while mark == b"\xff\xff":  # filling
            mark = b"\xff" + stream.read(1)
        if len(mark) < 2 or mark[0] != 0xFF or mark[1] in _ENDS:
            return largest or None
        if mark[1] in _BARE:
            continue
        (length,) = struct.unpack(">H", stream.read(2))
        if length < 2:
            return largest or None
        if mark[1] in _FRAMES:
            height, width = struct.unpack(">xHH", stream.read(5))
            largest = max(largest, width * height)
            length -= 5
        stream.seek(max(length - 2, 0), 1)
