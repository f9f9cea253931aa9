"""What a process tells about itself: the request or job at work, log lines, and counts for Prometheus.

`scene` stands alone, since everything below the runtime may note something on it; `logs` and `meters` read it.
"""

from __future__ import annotations
