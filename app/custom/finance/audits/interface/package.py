"""The files of a year as one zip, streamed: nothing is kept but the piece that is being sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping


class Pipe(io.RawIOBase):
    """What the archive writes is taken away at once; it cannot go back."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._kept.append(piece)
        return len(piece)

    def take(self) -> bytes:
        """What came since the last time."""
        found = b"".join(self._kept)
        self._kept.clear()
        return found


def zipped(files: Mapping[str, Iterator[str]], moment: tuple[int, int, int, int, int, int]) -> Iterator[bytes]:  # fmt: skip
    """A zip in pieces. `moment`: the date of its members."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files.items():
            member = zipfile.ZipInfo(name, moment)
            member.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(member, "w", force_zip64=True) as target:
                for piece in pieces:
                    target.write(piece.encode())
                    if made := pipe.take():
                        yield made
    yield pipe.take()
