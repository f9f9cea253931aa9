"""Lists of values of the finance department: the studio names them, and who keeps them. Prices are no administrator's to set."""

from __future__ import annotations

from app.studio import dictionary

dictionary("FeeItem")
dictionary("TaxKind")
