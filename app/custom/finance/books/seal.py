"""What the database itself refuses: a posted voucher, and its lines, are neither changed nor deleted (security.md, Books).

A voucher is posted once it has a digest. From then on its row may only become `reversed`. A digest is taken only by a
voucher with two or more lines whose debit and credit agree. Migration 0029 holds a copy of these statements.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event

from app.generated.voucher import Voucher
from app.generated.voucher_line import VoucherLine

KEPT = (
    "id", "period_id", "date", "word", "number", "voucher_no", "summary", "attachments", "documents", "event",
    "source_type", "source_id", "source_key", "rule_id", "debit", "credit", "has_cash", "maker_id",
    "checker_id", "cashier_id", "poster_id", "posted_at", "reverses_id", "chain_no", "prev_hash", "hash",
    "created_at", "created_by_id", "deleted_at",
)  # fmt: skip
TRIGGERS = {
    "voucher": ("voucher_kept", "voucher_balanced", "voucher_no_delete", "voucher_no_insert"),
    "voucher_line": ("voucher_line_kept", "voucher_line_no_delete", "voucher_line_no_insert"),
}
POSTED = "a posted voucher is never changed"
UNBALANCED = "debit and credit of a voucher differ"


def statements(dialect: str, table: str) -> list[str]:
    """The DDL that keeps what is posted."""
    return (_postgresql if dialect == "postgresql" else _sqlite)()[table]


def _sqlite() -> dict[str, list[str]]:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
    stays = "(NEW.state = OLD.state OR (OLD.state = 'posted' AND NEW.state = 'reversed'))"
    abort = f"BEGIN SELECT RAISE(ABORT, '{POSTED}'); END"
    sums = (
        "SELECT COUNT(*) >= 2 AND SUM(l.debit) = SUM(l.credit) AND SUM(l.debit) = NEW.debit"
        " AND SUM(l.credit) = NEW.credit FROM voucher_line l"
        " WHERE l.voucher_id = NEW.id AND l.deleted_at IS NULL"
    )
    sealed = "EXISTS (SELECT 1 FROM voucher v WHERE v.id = {id} AND v.hash IS NOT NULL)"
    old, new = sealed.format(id="OLD.voucher_id"), sealed.format(id="NEW.voucher_id")
    return {
        "voucher": [
            "CREATE TRIGGER voucher_kept BEFORE UPDATE ON voucher"
            f" WHEN OLD.hash IS NOT NULL AND NOT ({stays} AND {same}) {abort}",
            "CREATE TRIGGER voucher_balanced BEFORE UPDATE ON voucher"
            " WHEN OLD.hash IS NULL AND NEW.hash IS NOT NULL AND (NEW.number IS NULL"
            f" OR NEW.state <> 'posted' OR NOT COALESCE(({sums}), 0))"
            f" BEGIN SELECT RAISE(ABORT, '{UNBALANCED}'); END",
            "CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher"
            f" WHEN OLD.hash IS NOT NULL {abort}",
            # INSERT OR REPLACE deletes without asking the trigger above.
            "CREATE TRIGGER voucher_no_insert BEFORE INSERT ON voucher"  # noqa: S608 - names of columns of ours
            " WHEN NEW.hash IS NOT NULL OR EXISTS"
            f" (SELECT 1 FROM voucher v WHERE v.id = NEW.id AND v.hash IS NOT NULL) {abort}",
        ],
        "voucher_line": [
            f"CREATE TRIGGER voucher_line_kept BEFORE UPDATE ON voucher_line WHEN {old} OR {new} {abort}",
            f"CREATE TRIGGER voucher_line_no_delete BEFORE DELETE ON voucher_line WHEN {old} {abort}",
            f"CREATE TRIGGER voucher_line_no_insert BEFORE INSERT ON voucher_line WHEN {new} {abort}",
        ],
    }


def _postgresql() -> dict[str, list[str]]:
    same = " AND ".join(f"NEW.{name}::text IS NOT DISTINCT FROM OLD.{name}::text" for name in KEPT)
    sealed = "EXISTS (SELECT 1 FROM voucher v WHERE v.id = {id} AND v.hash IS NOT NULL)"
    return {
        "voucher": [
            "CREATE OR REPLACE FUNCTION voucher_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"  # noqa: S608 - names of columns of ours
            " IF TG_OP = 'INSERT' THEN"
            f"  IF NEW.hash IS NOT NULL THEN RAISE EXCEPTION '{POSTED}'; END IF; RETURN NEW; END IF;"
            " IF TG_OP = 'DELETE' THEN"
            f"  IF OLD.hash IS NOT NULL THEN RAISE EXCEPTION '{POSTED}'; END IF; RETURN OLD; END IF;"
            " IF OLD.hash IS NOT NULL AND NOT ((NEW.state = OLD.state OR"
            f" (OLD.state = 'posted' AND NEW.state = 'reversed')) AND {same})"
            f" THEN RAISE EXCEPTION '{POSTED}'; END IF;"
            " IF OLD.hash IS NULL AND NEW.hash IS NOT NULL AND (NEW.number IS NULL OR NEW.state <> 'posted'"
            " OR NOT EXISTS (SELECT 1 FROM voucher_line l WHERE l.voucher_id = NEW.id AND"
            " l.deleted_at IS NULL HAVING COUNT(*) >= 2 AND SUM(l.debit) = SUM(l.credit)"
            " AND SUM(l.debit) = NEW.debit AND SUM(l.credit) = NEW.credit))"
            f" THEN RAISE EXCEPTION '{UNBALANCED}'; END IF; RETURN NEW; END $$",
            "CREATE TRIGGER voucher_kept BEFORE UPDATE ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_keep()",
            "CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_keep()",
            "CREATE TRIGGER voucher_no_insert BEFORE INSERT ON voucher FOR EACH ROW EXECUTE FUNCTION voucher_keep()",
        ],
        "voucher_line": [
            "CREATE OR REPLACE FUNCTION voucher_line_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP <> 'INSERT' AND {sealed.format(id='OLD.voucher_id')}"
            f" THEN RAISE EXCEPTION '{POSTED}'; END IF;"
            f" IF TG_OP <> 'DELETE' AND {sealed.format(id='NEW.voucher_id')}"
            f" THEN RAISE EXCEPTION '{POSTED}'; END IF;"
            " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
            "CREATE TRIGGER voucher_line_kept BEFORE INSERT OR UPDATE OR DELETE ON voucher_line"
            " FOR EACH ROW EXECUTE FUNCTION voucher_line_keep()",
        ],
    }


@event.listens_for(Voucher.__table__, "after_create")
def _keep_vouchers(_table: Any, connection: Connection, **_: Any) -> None:
    for statement in statements(connection.dialect.name, "voucher"):
        connection.exec_driver_sql(statement)


@event.listens_for(VoucherLine.__table__, "after_create")
def _keep_lines(_table: Any, connection: Connection, **_: Any) -> None:
    for statement in statements(connection.dialect.name, "voucher_line"):
        connection.exec_driver_sql(statement)
