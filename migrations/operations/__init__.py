"""What migrations do to data, for SQLite and PostgreSQL alike. Old migrations use these: add, never change."""

from migrations.operations.copies import spare_generated_columns
from migrations.operations.names import (
    rename_column,
    rename_entity,
    rename_field,
    rename_in_lists,
    rename_role,
    rename_state,
    rename_table,
    rename_transition,
    rename_value,
)
from migrations.operations.refusals import (
    refuse_duplicates,
    refuse_in_lists,
    refuse_longer,
    refuse_nulls,
    refuse_other_values,
    refuse_values,
)
from migrations.operations.sensitive import (
    add_blind,
    decrypt_column,
    drop_blind,
    encrypt_column,
    move_back,
    move_encrypted,
)
from migrations.operations.trash import (
    restore_column,
    restore_table,
    trash_column,
    trash_name,
    trash_table,
)
from migrations.operations.values import (
    Moment,
    a_datetime,
    a_time,
    fill,
    now,
    recompute,
    rescale,
    today,
)
from migrations.run import MigrationRefused

__all__ = [
    "MigrationRefused",
    "Moment",
    "a_datetime",
    "a_time",
    "add_blind",
    "decrypt_column",
    "drop_blind",
    "encrypt_column",
    "fill",
    "move_back",
    "move_encrypted",
    "now",
    "recompute",
    "refuse_duplicates",
    "refuse_in_lists",
    "refuse_longer",
    "refuse_nulls",
    "refuse_other_values",
    "refuse_values",
    "rename_column",
    "rename_entity",
    "rename_field",
    "rename_in_lists",
    "rename_role",
    "rename_state",
    "rename_table",
    "rename_transition",
    "rename_value",
    "rescale",
    "restore_column",
    "restore_table",
    "spare_generated_columns",
    "today",
    "trash_column",
    "trash_name",
    "trash_table",
]
