"""What a process took of memory."""

from __future__ import annotations

import re
from pathlib import Path


def peak() -> int:
    """Megabytes of this program at most. `ru_maxrss` would begin with what the program that started it had taken."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s*(\d+) kB", status)
    assert found is not None
    return int(found[1]) // 1024
