"""Add AttendanceClock, add AttendancePin, add UnclaimedPunch, add CheckInPlace and 13 more."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import fill

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "attendance_clock",
        sa.Column("id", Key, nullable=False),
        sa.Column("serial", sa.String(32), nullable=False),
        sa.Column("name", sa.String(48)),
        sa.Column("project_id", Key),
        sa.Column("place", sa.String(64)),
        sa.Column("networks", sa.String(200)),
        sa.Column("comm_key", sa.Text()),
        sa.Column(
            "comm_key_blind",
            sa.String(32),
            sa.Computed('substr("comm_key", 1, 32)', persisted=True),
        ),
        sa.Column("proved_from", sa.String(64)),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("seen_from", sa.String(64)),
        sa.Column("drift_s", sa.Integer()),
        sa.Column("stamp", sa.String(40)),
        sa.Column("lines", sa.Integer()),
        sa.Column("offline", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_clock"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_attendance_clock_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_clock_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_clock_updated_by"
        ),
    )
    op.create_index(
        "uq_attendance_clock_serial",
        "attendance_clock",
        ["serial"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_attendance_clock_state_serial", "attendance_clock", ["state", "serial"])
    op.create_index(
        "ix_attendance_clock_project_serial", "attendance_clock", ["project_id", "serial"]
    )
    op.create_index("ix_attendance_clock_offline_serial", "attendance_clock", ["offline", "serial"])
    op.create_index(
        "ix_attendance_clock_state_deleted_at", "attendance_clock", ["state", "deleted_at"]
    )
    op.create_table(
        "attendance_pin",
        sa.Column("id", Key, nullable=False),
        sa.Column("pin", sa.String(24), nullable=False),
        sa.Column("employee_id", Key),
        sa.Column("waiting", sa.Integer()),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_pin"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_attendance_pin_employee"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_pin_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_pin_updated_by"
        ),
    )
    op.create_index(
        "uq_attendance_pin_pin",
        "attendance_pin",
        ["pin"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_attendance_pin_state_pin", "attendance_pin", ["state", "pin"])
    op.create_index("ix_attendance_pin_employee_pin", "attendance_pin", ["employee_id", "pin"])
    op.create_index("ix_attendance_pin_state_deleted_at", "attendance_pin", ["state", "deleted_at"])
    op.create_table(
        "unclaimed_punch",
        sa.Column("id", Key, nullable=False),
        sa.Column("pin", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("raw", sa.String(200)),
        sa.Column("taken", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_unclaimed_punch"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_unclaimed_punch_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_unclaimed_punch_updated_by"
        ),
    )
    op.create_index("ix_unclaimed_punch_pin", "unclaimed_punch", ["pin"])
    op.create_index(
        "uq_unclaimed_punch_device_pin_at",
        "unclaimed_punch",
        ["device", "pin", "at"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_unclaimed_punch_at", "unclaimed_punch", ["at"])
    op.create_index("ix_unclaimed_punch_taken_at", "unclaimed_punch", ["taken", "at"])
    op.create_table(
        "check_in_place",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("location", sa.JSON(), nullable=False),
        sa.Column("radius_m", sa.Integer(), nullable=False),
        sa.Column("by_code", sa.Boolean()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_check_in_place"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_check_in_place_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_check_in_place_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_check_in_place_updated_by"
        ),
    )
    op.create_index(
        "uq_check_in_place_code",
        "check_in_place",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_check_in_place_name", "check_in_place", ["name"])
    op.create_index("ix_check_in_place_project_name", "check_in_place", ["project_id", "name"])
    op.create_index("ix_check_in_place_active_name", "check_in_place", ["active", "name"])
    op.create_table(
        "punch",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("pin", sa.String(24)),
        sa.Column("place_id", Key),
        sa.Column("by", sa.String(40)),
        sa.Column("location", sa.Text()),
        sa.Column("accuracy_m", sa.Integer()),
        sa.Column("distance_m", sa.Integer()),
        sa.Column("photo", Key),
        sa.Column("raw", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_punch"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_punch_employee"),
        sa.ForeignKeyConstraint(["place_id"], ["check_in_place.id"], name="fk_punch_place"),
        sa.ForeignKeyConstraint(["photo"], ["sys_attachment.id"], name="fk_punch_photo"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_punch_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_punch_updated_by"),
    )
    op.create_index("ix_punch_place_id", "punch", ["place_id"])
    op.create_index(
        "uq_punch_device_employee_at",
        "punch",
        ["device", "employee_id", "at"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_punch_employee_at", "punch", ["employee_id", "at"])
    op.create_index("ix_punch_at", "punch", ["at"])
    op.create_index("ix_punch_source_at", "punch", ["source", "at"])
    op.create_table(
        "attendance_day",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("day_kind", sa.String(40)),
        sa.Column("shift_id", Key),
        sa.Column("in_at", sa.DateTime(timezone=True)),
        sa.Column("out_at", sa.DateTime(timezone=True)),
        sa.Column("due_min", sa.Integer()),
        sa.Column("worked_min", sa.Integer()),
        sa.Column("late_min", sa.Integer()),
        sa.Column("early_min", sa.Integer()),
        sa.Column("absent_min", sa.Integer()),
        sa.Column("leave_min", sa.Integer()),
        sa.Column("leave_type", sa.String(40)),
        sa.Column("trip_min", sa.Integer()),
        sa.Column("ot_workday_min", sa.Integer()),
        sa.Column("ot_rest_min", sa.Integer()),
        sa.Column("ot_holiday_min", sa.Integer()),
        sa.Column("comp_min", sa.Integer()),
        sa.Column("status", sa.String(40)),
        sa.Column("locked", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_day"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_attendance_day_employee"
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name="fk_attendance_day_shift"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_day_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_day_updated_by"
        ),
    )
    op.create_index("ix_attendance_day_employee_id", "attendance_day", ["employee_id"])
    op.create_index("ix_attendance_day_shift_id", "attendance_day", ["shift_id"])
    op.create_index(
        "uq_attendance_day_employee_date",
        "attendance_day",
        ["employee_id", "date"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_attendance_day_date_employee", "attendance_day", ["date", "employee_id"])
    op.create_index("ix_attendance_day_status_date", "attendance_day", ["status", "date"])
    op.create_index("ix_attendance_day_locked_date", "attendance_day", ["locked", "date"])
    op.create_table(
        "attendance_month",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("department_id", Key),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("due_days", sa.BigInteger()),
        sa.Column("actual_days", sa.BigInteger()),
        sa.Column("rate", sa.BigInteger()),
        sa.Column("late_times", sa.Integer()),
        sa.Column("late_min", sa.Integer()),
        sa.Column("early_times", sa.Integer()),
        sa.Column("missing_times", sa.Integer()),
        sa.Column("absent_days", sa.BigInteger()),
        sa.Column("leave_days", sa.BigInteger()),
        sa.Column("unpaid_days", sa.BigInteger()),
        sa.Column("trip_days", sa.BigInteger()),
        sa.Column("worked_hours", sa.BigInteger()),
        sa.Column("ot_workday_h", sa.BigInteger()),
        sa.Column("ot_rest_h", sa.BigInteger()),
        sa.Column("ot_holiday_h", sa.BigInteger()),
        sa.Column("over_h", sa.BigInteger()),
        sa.Column("ot_hours", sa.BigInteger()),
        sa.Column("comp_hours", sa.BigInteger()),
        sa.Column("adjusted", sa.Integer()),
        sa.Column("ot_pay", sa.Text()),
        sa.Column(
            "ot_pay_blind", sa.String(32), sa.Computed('substr("ot_pay", 1, 32)', persisted=True)
        ),
        sa.Column("deduction", sa.Text()),
        sa.Column(
            "deduction_blind",
            sa.String(32),
            sa.Computed('substr("deduction", 1, 32)', persisted=True),
        ),
        sa.Column("confirmed_by_employee", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_month"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_attendance_month_employee"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_attendance_month_department"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_month_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_month_updated_by"
        ),
    )
    op.create_index("ix_attendance_month_employee_id", "attendance_month", ["employee_id"])
    op.create_index(
        "uq_attendance_month_employee_period",
        "attendance_month",
        ["employee_id", "period"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_attendance_month_period", "attendance_month", ["period"])
    op.create_index("ix_attendance_month_state_period", "attendance_month", ["state", "period"])
    op.create_index(
        "ix_attendance_month_department_period", "attendance_month", ["department_id", "period"]
    )
    op.create_index(
        "ix_attendance_month_state_deleted_at", "attendance_month", ["state", "deleted_at"]
    )
    op.create_table(
        "attendance_adjustment",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("due_min", sa.Integer()),
        sa.Column("worked_min", sa.Integer()),
        sa.Column("late_min", sa.Integer()),
        sa.Column("early_min", sa.Integer()),
        sa.Column("absent_min", sa.Integer()),
        sa.Column("leave_min", sa.Integer()),
        sa.Column("unpaid_min", sa.Integer()),
        sa.Column("ot_workday_min", sa.Integer()),
        sa.Column("ot_rest_min", sa.Integer()),
        sa.Column("ot_holiday_min", sa.Integer()),
        sa.Column("std_min", sa.Integer()),
        sa.Column("was", sa.String(16)),
        sa.Column("now", sa.String(16)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_adjustment"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_attendance_adjustment_employee"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_adjustment_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_adjustment_updated_by"
        ),
    )
    op.create_index("ix_attendance_adjustment_period", "attendance_adjustment", ["period"])
    op.create_index(
        "uq_attendance_adjustment_employee_date_period",
        "attendance_adjustment",
        ["employee_id", "date", "period"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_attendance_adjustment_employee_period",
        "attendance_adjustment",
        ["employee_id", "period"],
    )
    op.create_table(
        "attendance_request",
        sa.Column("id", Key, nullable=False),
        sa.Column("req_no", sa.String(40)),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("leave_type", sa.String(40)),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer()),
        sa.Column("days", sa.BigInteger()),
        sa.Column("for_time_off", sa.Boolean()),
        sa.Column("swap_with_id", Key),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("illness", sa.Text()),
        sa.Column("proof", sa.JSON()),
        sa.Column("deputy_id", Key),
        sa.Column("needs_hr", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_request"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_attendance_request_employee"
        ),
        sa.ForeignKeyConstraint(
            ["swap_with_id"], ["employee.id"], name="fk_attendance_request_swap_with"
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["employee.id"], name="fk_attendance_request_deputy"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_attendance_request_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_attendance_request_updated_by"
        ),
    )
    op.create_index("ix_attendance_request_swap_with_id", "attendance_request", ["swap_with_id"])
    op.create_index("ix_attendance_request_deputy_id", "attendance_request", ["deputy_id"])
    op.create_index(
        "ix_attendance_request_employee_from_at", "attendance_request", ["employee_id", "from_at"]
    )
    op.create_index("ix_attendance_request_req_no", "attendance_request", ["req_no"])
    op.create_index("ix_attendance_request_from_at", "attendance_request", ["from_at"])
    op.create_index(
        "ix_attendance_request_state_from_at", "attendance_request", ["state", "from_at"]
    )
    op.create_index("ix_attendance_request_kind_from_at", "attendance_request", ["kind", "from_at"])
    op.create_index(
        "ix_attendance_request_leave_type_from_at", "attendance_request", ["leave_type", "from_at"]
    )
    op.create_index(
        "ix_attendance_request_state_deleted_at", "attendance_request", ["state", "deleted_at"]
    )
    op.create_table(
        "leave_balance",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("leave_type", sa.String(40), nullable=False),
        sa.Column("entitled", sa.BigInteger()),
        sa.Column("used", sa.BigInteger()),
        sa.Column("carried", sa.BigInteger()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("left", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_leave_balance"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_leave_balance_employee"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_leave_balance_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_leave_balance_updated_by"
        ),
    )
    op.create_index("ix_leave_balance_employee_id", "leave_balance", ["employee_id"])
    op.create_index("ix_leave_balance_expires_on", "leave_balance", ["expires_on"])
    op.create_index(
        "uq_leave_balance_employee_year_leave_type",
        "leave_balance",
        ["employee_id", "year", "leave_type"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_leave_balance_year", "leave_balance", ["year"])
    op.create_index("ix_leave_balance_leave_type_year", "leave_balance", ["leave_type", "year"])
    with op.batch_alter_table("shift") as batch:
        batch.add_column(sa.Column("std_minutes", sa.Integer()))
        batch.add_column(sa.Column("late_grace", sa.Integer()))
        batch.add_column(sa.Column("early_grace", sa.Integer()))
        batch.add_column(sa.Column("absent_after", sa.Integer()))
        batch.add_column(sa.Column("window_before", sa.Integer()))
        batch.add_column(sa.Column("window_after", sa.Integer()))
        batch.add_column(sa.Column("usual", sa.Boolean()))
    fill("shift", "late_grace", "5")
    fill("shift", "early_grace", "5")
    fill("shift", "absent_after", "120")
    fill("shift", "window_before", "120")
    fill("shift", "window_after", "240")
    op.create_index("ix_shift_usual_code", "shift", ["usual", "code"])


def downgrade() -> None:
    op.drop_index("ix_shift_usual_code", table_name="shift")
    with op.batch_alter_table("shift") as batch:
        batch.drop_column("usual")
        batch.drop_column("window_after")
        batch.drop_column("window_before")
        batch.drop_column("absent_after")
        batch.drop_column("early_grace")
        batch.drop_column("late_grace")
        batch.drop_column("std_minutes")
    op.drop_index("ix_leave_balance_leave_type_year", table_name="leave_balance")
    op.drop_index("ix_leave_balance_year", table_name="leave_balance")
    op.drop_index("uq_leave_balance_employee_year_leave_type", table_name="leave_balance")
    op.drop_index("ix_leave_balance_expires_on", table_name="leave_balance")
    op.drop_index("ix_leave_balance_employee_id", table_name="leave_balance")
    op.drop_table("leave_balance")
    op.drop_index("ix_attendance_request_state_deleted_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_leave_type_from_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_kind_from_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_state_from_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_from_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_req_no", table_name="attendance_request")
    op.drop_index("ix_attendance_request_employee_from_at", table_name="attendance_request")
    op.drop_index("ix_attendance_request_deputy_id", table_name="attendance_request")
    op.drop_index("ix_attendance_request_swap_with_id", table_name="attendance_request")
    op.drop_table("attendance_request")
    op.drop_index("ix_attendance_adjustment_employee_period", table_name="attendance_adjustment")
    op.drop_index(
        "uq_attendance_adjustment_employee_date_period", table_name="attendance_adjustment"
    )
    op.drop_index("ix_attendance_adjustment_period", table_name="attendance_adjustment")
    op.drop_table("attendance_adjustment")
    op.drop_index("ix_attendance_month_state_deleted_at", table_name="attendance_month")
    op.drop_index("ix_attendance_month_department_period", table_name="attendance_month")
    op.drop_index("ix_attendance_month_state_period", table_name="attendance_month")
    op.drop_index("ix_attendance_month_period", table_name="attendance_month")
    op.drop_index("uq_attendance_month_employee_period", table_name="attendance_month")
    op.drop_index("ix_attendance_month_employee_id", table_name="attendance_month")
    op.drop_table("attendance_month")
    op.drop_index("ix_attendance_day_locked_date", table_name="attendance_day")
    op.drop_index("ix_attendance_day_status_date", table_name="attendance_day")
    op.drop_index("ix_attendance_day_date_employee", table_name="attendance_day")
    op.drop_index("uq_attendance_day_employee_date", table_name="attendance_day")
    op.drop_index("ix_attendance_day_shift_id", table_name="attendance_day")
    op.drop_index("ix_attendance_day_employee_id", table_name="attendance_day")
    op.drop_table("attendance_day")
    op.drop_index("ix_punch_source_at", table_name="punch")
    op.drop_index("ix_punch_at", table_name="punch")
    op.drop_index("ix_punch_employee_at", table_name="punch")
    op.drop_index("uq_punch_device_employee_at", table_name="punch")
    op.drop_index("ix_punch_place_id", table_name="punch")
    op.drop_table("punch")
    op.drop_index("ix_check_in_place_active_name", table_name="check_in_place")
    op.drop_index("ix_check_in_place_project_name", table_name="check_in_place")
    op.drop_index("ix_check_in_place_name", table_name="check_in_place")
    op.drop_index("uq_check_in_place_code", table_name="check_in_place")
    op.drop_table("check_in_place")
    op.drop_index("ix_unclaimed_punch_taken_at", table_name="unclaimed_punch")
    op.drop_index("ix_unclaimed_punch_at", table_name="unclaimed_punch")
    op.drop_index("uq_unclaimed_punch_device_pin_at", table_name="unclaimed_punch")
    op.drop_index("ix_unclaimed_punch_pin", table_name="unclaimed_punch")
    op.drop_table("unclaimed_punch")
    op.drop_index("ix_attendance_pin_state_deleted_at", table_name="attendance_pin")
    op.drop_index("ix_attendance_pin_employee_pin", table_name="attendance_pin")
    op.drop_index("ix_attendance_pin_state_pin", table_name="attendance_pin")
    op.drop_index("uq_attendance_pin_pin", table_name="attendance_pin")
    op.drop_table("attendance_pin")
    op.drop_index("ix_attendance_clock_state_deleted_at", table_name="attendance_clock")
    op.drop_index("ix_attendance_clock_offline_serial", table_name="attendance_clock")
    op.drop_index("ix_attendance_clock_project_serial", table_name="attendance_clock")
    op.drop_index("ix_attendance_clock_state_serial", table_name="attendance_clock")
    op.drop_index("uq_attendance_clock_serial", table_name="attendance_clock")
    op.drop_table("attendance_clock")
