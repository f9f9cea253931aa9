"""Tables of a database, as plain data; whoever can read a database (the `dougong` command) hands them in."""

from generator.importers.db.read import model_of
from generator.importers.db.tables import (
    Catalog,
    CheckRule,
    ColumnInfo,
    ForeignKey,
    IndexInfo,
    TableInfo,
)

__all__ = ["Catalog", "CheckRule", "ColumnInfo", "ForeignKey", "IndexInfo", "TableInfo", "model_of"]
