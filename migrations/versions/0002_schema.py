"""The tables of the schema."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "company",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("uscc", sa.String(18), nullable=False),
        sa.Column("accounting_standard", sa.String(40), nullable=False),
        sa.Column("vat_taxpayer", sa.String(40), nullable=False),
        sa.Column("vat_point", sa.String(40), nullable=False),
        sa.Column("fiscal_start", sa.String(7), nullable=False),
        sa.Column("province", sa.String(32)),
        sa.Column("legal_rep", sa.String(32)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_company_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_company_updated_by"),
    )
    op.create_index(
        "uq_company_code",
        "company",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_company_name",
        "company",
        ["name"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_company_uscc",
        "company",
        ["uscc"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "project",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("company_id", Key),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("district", sa.String(24)),
        sa.Column("delivered_on", sa.Date()),
        sa.Column("gross_area", sa.BigInteger()),
        sa.Column("manager_id", Key),
        sa.Column("contract_from", sa.Date(), nullable=False),
        sa.Column("contract_to", sa.Date()),
        sa.Column("charging_mode", sa.String(40), nullable=False),
        sa.Column("hotline", sa.String(20)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_project_company"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_project_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_project_updated_by"),
    )
    op.create_index(
        "uq_project_code",
        "project",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_project_name",
        "project",
        ["name"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_project_company_id", "project", ["company_id"])
    op.create_index("ix_project_manager_id", "project", ["manager_id"])
    op.create_table(
        "building",
        sa.Column("id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(32)),
        sa.Column("floors", sa.Integer()),
        sa.Column("entrances", sa.Integer()),
        sa.Column("has_elevator", sa.Boolean()),
        sa.Column("area", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_building"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_building_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_building_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_building_updated_by"),
    )
    op.create_index("ix_building_project_id", "building", ["project_id"])
    op.create_index(
        "uq_building_project_code",
        "building",
        ["project_id", "code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "unit",
        sa.Column("id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("building_id", Key, nullable=False),
        sa.Column("entrance", sa.String(8)),
        sa.Column("floor", sa.Integer()),
        sa.Column("room_no", sa.String(16), nullable=False),
        sa.Column("full_no", sa.String(48)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("gross_area", sa.BigInteger(), nullable=False),
        sa.Column("inner_area", sa.BigInteger()),
        sa.Column("fee_coefficient", sa.BigInteger(), nullable=False),
        sa.Column("delivered_on", sa.Date()),
        sa.Column("decorate_from", sa.Date()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_unit_project"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_unit_building"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_unit_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_unit_updated_by"),
    )
    op.create_index("ix_unit_project_id", "unit", ["project_id"])
    op.create_index("ix_unit_building_id", "unit", ["building_id"])
    op.create_index(
        "uq_unit_full_no",
        "unit",
        ["full_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_unit_state", "unit", ["state"])
    op.create_index(
        "uq_unit_building_entrance_room_no",
        "unit",
        ["building_id", "entrance", "room_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_unit_project_state", "unit", ["project_id", "state"])
    op.create_table(
        "customer",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_no", sa.String(40)),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("phone_masked", sa.String(20)),
        sa.Column("phone2", sa.String(20)),
        sa.Column("email", sa.String(254)),
        sa.Column("id_type", sa.String(40)),
        sa.Column("id_no", sa.String(64)),
        sa.Column("gender", sa.String(40)),
        sa.Column("birth_date", sa.Date()),
        sa.Column("emergency_contact", sa.String(64)),
        sa.Column("wechat_openid", sa.String(64)),
        sa.Column("household_size", sa.Integer()),
        sa.Column("elderly_count", sa.Integer()),
        sa.Column("child_count", sa.Integer()),
        sa.Column("living_alone_elderly", sa.Boolean()),
        sa.Column("pets", sa.String(32)),
        sa.Column("vehicle_count", sa.Integer()),
        sa.Column("has_ev", sa.Boolean()),
        sa.Column("preferred_channel", sa.String(40)),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("verified", sa.String(40)),
        sa.Column("segment", sa.String(24)),
        sa.Column("satisfaction_avg", sa.BigInteger()),
        sa.Column("arrears", sa.BigInteger()),
        sa.Column("merged_into_id", Key),
        sa.Column("merged_on", sa.Date()),
        sa.Column("merge_log", sa.JSON()),
        sa.Column("login_id", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_customer_project"),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["customer.id"], name="fk_customer_merged_into"
        ),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_customer_login"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_customer_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_customer_updated_by"),
    )
    op.create_index("ix_customer_project_id", "customer", ["project_id"])
    op.create_index("ix_customer_phone", "customer", ["phone"])
    op.create_index("ix_customer_id_no", "customer", ["id_no"])
    op.create_index("ix_customer_wechat_openid", "customer", ["wechat_openid"])
    op.create_index("ix_customer_merged_into_id", "customer", ["merged_into_id"])
    op.create_index(
        "uq_customer_login",
        "customer",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_customer_login_id", "customer", ["login_id"])
    op.create_index("ix_customer_state", "customer", ["state"])
    op.create_index(
        "uq_customer_id_no",
        "customer",
        ["id_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_customer_project_state", "customer", ["project_id", "state"])
    op.create_index("ix_customer_project_phone", "customer", ["project_id", "phone"])
    op.create_table(
        "parking_space",
        sa.Column("id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("zone", sa.String(24)),
        sa.Column("unit_id", Key),
        sa.Column("customer_id", Key),
        sa.Column("plate_no", sa.String(12)),
        sa.Column("charger", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_parking_space"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_parking_space_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_parking_space_unit"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_parking_space_customer"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_parking_space_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_parking_space_updated_by"
        ),
    )
    op.create_index("ix_parking_space_project_id", "parking_space", ["project_id"])
    op.create_index("ix_parking_space_unit_id", "parking_space", ["unit_id"])
    op.create_index("ix_parking_space_customer_id", "parking_space", ["customer_id"])
    op.create_index("ix_parking_space_plate_no", "parking_space", ["plate_no"])
    op.create_index("ix_parking_space_state", "parking_space", ["state"])
    op.create_index(
        "uq_parking_space_project_code",
        "parking_space",
        ["project_id", "code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "department",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("path", sa.String(200)),
        sa.Column("head_id", Key),
        sa.Column("project_id", Key),
        sa.Column("cost_center", sa.String(16)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
        sa.ForeignKeyConstraint(["parent_id"], ["department.id"], name="fk_department_parent"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_department_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_department_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_department_updated_by"),
    )
    op.create_index(
        "uq_department_code",
        "department",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_department_parent_id", "department", ["parent_id"])
    op.create_index("ix_department_path", "department", ["path"])
    op.create_index("ix_department_head_id", "department", ["head_id"])
    op.create_index("ix_department_project_id", "department", ["project_id"])
    op.create_index(
        "uq_department_cost_center",
        "department",
        ["cost_center"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "position",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("department_id", Key),
        sa.Column("grade_min", sa.Integer()),
        sa.Column("grade_max", sa.Integer()),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("pay_min", sa.BigInteger()),
        sa.Column("pay_mid", sa.BigInteger()),
        sa.Column("pay_max", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_position"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_position_department"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_position_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_position_updated_by"),
    )
    op.create_index(
        "uq_position_code",
        "position",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_position_department_id", "position", ["department_id"])
    op.create_table(
        "skill",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("certificate", sa.String(48)),
        sa.Column("mandatory_cert", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_skill"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_skill_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_skill_updated_by"),
    )
    op.create_index(
        "uq_skill_code",
        "skill",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "position_skill",
        sa.Column("id", Key, nullable=False),
        sa.Column("position_id", Key, nullable=False),
        sa.Column("skill_id", Key, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_position_skill"),
        sa.ForeignKeyConstraint(
            ["position_id"], ["position.id"], name="fk_position_skill_position"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name="fk_position_skill_skill"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_position_skill_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_position_skill_updated_by"
        ),
    )
    op.create_index("ix_position_skill_position_id", "position_skill", ["position_id"])
    op.create_index("ix_position_skill_skill_id", "position_skill", ["skill_id"])
    op.create_index(
        "uq_position_skill_position_skill",
        "position_skill",
        ["position_id", "skill_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("id", Key, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("holiday", sa.String(32)),
        sa.Column("makeup", sa.Boolean()),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("provisional", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_day"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_calendar_day_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_calendar_day_updated_by"
        ),
    )
    op.create_index(
        "uq_calendar_day_date",
        "calendar_day",
        ["date"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "working_hours",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_working_hours"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_working_hours_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_working_hours_updated_by"
        ),
    )
    op.create_index(
        "uq_working_hours_code",
        "working_hours",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "role_project",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_role_project"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_role_project_user"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_role_project_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_role_project_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_role_project_updated_by"
        ),
    )
    op.create_index("ix_role_project_user_id", "role_project", ["user_id"])
    op.create_index("ix_role_project_project_id", "role_project", ["project_id"])
    op.create_index(
        "uq_role_project_user_project",
        "role_project",
        ["user_id", "project_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "occupancy",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("payer", sa.Boolean()),
        sa.Column("share", sa.BigInteger()),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date()),
        sa.Column("approved", sa.Boolean()),
        sa.Column("login_id", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_occupancy"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_occupancy_customer"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_occupancy_unit"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_occupancy_login"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_occupancy_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_occupancy_updated_by"),
    )
    op.create_index("ix_occupancy_customer_id", "occupancy", ["customer_id"])
    op.create_index("ix_occupancy_unit_id", "occupancy", ["unit_id"])
    op.create_index("ix_occupancy_login_id", "occupancy", ["login_id"])
    op.create_index("ix_occupancy_unit_to_date", "occupancy", ["unit_id", "to_date"])
    op.create_table(
        "owner_record",
        sa.Column("id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("source", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_owner_record"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_owner_record_unit"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_owner_record_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_owner_record_updated_by"
        ),
    )
    op.create_index("ix_owner_record_unit_id", "owner_record", ["unit_id"])
    op.create_index("ix_owner_record_phone", "owner_record", ["phone"])
    op.create_index(
        "uq_owner_record_unit_phone",
        "owner_record",
        ["unit_id", "phone"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "employee",
        sa.Column("id", Key, nullable=False),
        sa.Column("emp_no", sa.String(40)),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("gender", sa.String(40)),
        sa.Column("birth_date", sa.Date()),
        sa.Column("id_no", sa.String(64)),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("education", sa.String(24)),
        sa.Column("emergency_contact", sa.String(64)),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("position_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("manager_id", Key),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("hired_on", sa.Date(), nullable=False),
        sa.Column("probation_to", sa.Date()),
        sa.Column("contract_from", sa.Date(), nullable=False),
        sa.Column("contract_to", sa.Date()),
        sa.Column("first_work_on", sa.Date()),
        sa.Column("hours_system", sa.String(40), nullable=False),
        sa.Column("on_call", sa.Boolean()),
        sa.Column("rating_avg", sa.BigInteger()),
        sa.Column("left_on", sa.Date()),
        sa.Column("login_id", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_employee"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_employee_department"
        ),
        sa.ForeignKeyConstraint(["position_id"], ["position.id"], name="fk_employee_position"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_employee_project"),
        sa.ForeignKeyConstraint(["manager_id"], ["employee.id"], name="fk_employee_manager"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_employee_login"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_employee_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_employee_updated_by"),
    )
    op.create_index("ix_employee_phone", "employee", ["phone"])
    op.create_index("ix_employee_department_id", "employee", ["department_id"])
    op.create_index("ix_employee_position_id", "employee", ["position_id"])
    op.create_index("ix_employee_project_id", "employee", ["project_id"])
    op.create_index("ix_employee_manager_id", "employee", ["manager_id"])
    op.create_index("ix_employee_contract_to", "employee", ["contract_to"])
    op.create_index(
        "uq_employee_login",
        "employee",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_employee_login_id", "employee", ["login_id"])
    op.create_index("ix_employee_state", "employee", ["state"])
    op.create_table(
        "consent_record",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("employee_id", Key),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("policy_version", sa.String(16)),
        sa.Column("granted", sa.Boolean()),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("evidence", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_consent_record"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_consent_record_customer"
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_consent_record_employee"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_consent_record_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_consent_record_updated_by"
        ),
    )
    op.create_index("ix_consent_record_customer_id", "consent_record", ["customer_id"])
    op.create_index("ix_consent_record_employee_id", "consent_record", ["employee_id"])
    op.create_table(
        "registration",
        sa.Column("id", Key, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("building_no", sa.String(16), nullable=False),
        sa.Column("entrance_no", sa.String(8)),
        sa.Column("room_no", sa.String(16), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("id_no", sa.String(64)),
        sa.Column("password", sa.String(255)),
        sa.Column("household_size", sa.Integer()),
        sa.Column("elderly_count", sa.Integer()),
        sa.Column("living_alone_elderly", sa.Boolean()),
        sa.Column("consent_service", sa.Boolean()),
        sa.Column("consent_profiling", sa.Boolean()),
        sa.Column("consent_sensitive", sa.Boolean()),
        sa.Column("consent_marketing", sa.Boolean()),
        sa.Column("policy_version", sa.String(16)),
        sa.Column("source", sa.String(40)),
        sa.Column("outcome", sa.String(40)),
        sa.Column("verified", sa.String(40)),
        sa.Column("customer_id", Key),
        sa.Column("score", sa.BigInteger()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_registration_project"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_registration_customer"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_registration_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_registration_updated_by"
        ),
    )
    op.create_index(
        "uq_registration_token",
        "registration",
        ["token"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_registration_project_id", "registration", ["project_id"])
    op.create_index("ix_registration_customer_id", "registration", ["customer_id"])
    op.create_index("ix_registration_state", "registration", ["state"])
    op.create_table(
        "duplicate_review",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("candidate_id", Key, nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.JSON()),
        sa.Column("registration_id", Key),
        sa.Column("project_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_duplicate_review"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_duplicate_review_customer"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["customer.id"], name="fk_duplicate_review_candidate"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name="fk_duplicate_review_registration"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_duplicate_review_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_duplicate_review_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_duplicate_review_updated_by"
        ),
    )
    op.create_index("ix_duplicate_review_customer_id", "duplicate_review", ["customer_id"])
    op.create_index("ix_duplicate_review_candidate_id", "duplicate_review", ["candidate_id"])
    op.create_index("ix_duplicate_review_registration_id", "duplicate_review", ["registration_id"])
    op.create_index("ix_duplicate_review_project_id", "duplicate_review", ["project_id"])
    op.create_index("ix_duplicate_review_state", "duplicate_review", ["state"])
    op.create_index(
        "uq_duplicate_review_customer_candidate",
        "duplicate_review",
        ["customer_id", "candidate_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "ticket_category",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("skill_id", Key),
        sa.Column("level", sa.Integer()),
        sa.Column("default_priority", sa.String(40), nullable=False),
        sa.Column("chargeable", sa.Boolean()),
        sa.Column("needs_photo", sa.Boolean()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_category"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["ticket_category.id"], name="fk_ticket_category_parent"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_ticket_category_department"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name="fk_ticket_category_skill"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_ticket_category_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_ticket_category_updated_by"
        ),
    )
    op.create_index(
        "uq_ticket_category_code",
        "ticket_category",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_ticket_category_parent_id", "ticket_category", ["parent_id"])
    op.create_index("ix_ticket_category_department_id", "ticket_category", ["department_id"])
    op.create_index("ix_ticket_category_skill_id", "ticket_category", ["skill_id"])
    op.create_table(
        "ticket_keyword",
        sa.Column("id", Key, nullable=False),
        sa.Column("category_id", Key, nullable=False),
        sa.Column("term", sa.String(24), nullable=False),
        sa.Column("urgent", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_keyword"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_ticket_keyword_category"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_ticket_keyword_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_ticket_keyword_updated_by"
        ),
    )
    op.create_index("ix_ticket_keyword_category_id", "ticket_keyword", ["category_id"])
    op.create_index(
        "uq_ticket_keyword_category_term",
        "ticket_keyword",
        ["category_id", "term"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "sla_policy",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(40), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("project_id", Key),
        sa.Column("respond_min", sa.Integer(), nullable=False),
        sa.Column("arrive_min", sa.Integer()),
        sa.Column("resolve_min", sa.Integer(), nullable=False),
        sa.Column("hours_id", Key, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sla_policy"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_sla_policy_category"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_sla_policy_project"),
        sa.ForeignKeyConstraint(["hours_id"], ["working_hours.id"], name="fk_sla_policy_hours"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_sla_policy_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_sla_policy_updated_by"),
    )
    op.create_index(
        "uq_sla_policy_code",
        "sla_policy",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_sla_policy_category_id", "sla_policy", ["category_id"])
    op.create_index("ix_sla_policy_project_id", "sla_policy", ["project_id"])
    op.create_index("ix_sla_policy_hours_id", "sla_policy", ["hours_id"])
    op.create_index(
        "uq_sla_policy_category_priority_project",
        "sla_policy",
        ["category_id", "priority", "project_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "work_order",
        sa.Column("id", Key, nullable=False),
        sa.Column("order_no", sa.String(40)),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("external_id", sa.String(64)),
        sa.Column("customer_id", Key),
        sa.Column("unit_id", Key),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("category_id", Key),
        sa.Column("priority", sa.String(40)),
        sa.Column("summary", sa.String(120), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("photos", sa.JSON()),
        sa.Column("contact_name", sa.String(64)),
        sa.Column("contact_phone", sa.String(20)),
        sa.Column("site_phone", sa.String(20)),
        sa.Column("appointment_at", sa.DateTime(timezone=True)),
        sa.Column("confidence", sa.BigInteger()),
        sa.Column("chargeable", sa.Boolean()),
        sa.Column("department_id", Key),
        sa.Column("assignee_id", Key),
        sa.Column("assignee_name", sa.String(32)),
        sa.Column("assigned_at", sa.DateTime(timezone=True)),
        sa.Column("assign_score", sa.JSON()),
        sa.Column("reassign_count", sa.Integer()),
        sa.Column("dept_head_id", Key),
        sa.Column("project_manager_id", Key),
        sa.Column("policy_id", Key),
        sa.Column("respond_due", sa.DateTime(timezone=True)),
        sa.Column("resolve_due", sa.DateTime(timezone=True)),
        sa.Column("responded_at", sa.DateTime(timezone=True)),
        sa.Column("arrived_at", sa.DateTime(timezone=True)),
        sa.Column("resolved_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("sla_state", sa.String(40)),
        sa.Column("arrival_code", sa.String(64)),
        sa.Column("arrival_photos", sa.JSON()),
        sa.Column("hold_reason", sa.String(40)),
        sa.Column("resume_at", sa.DateTime(timezone=True)),
        sa.Column("hold_count", sa.Integer()),
        sa.Column("quote", sa.BigInteger()),
        sa.Column("result", sa.Text()),
        sa.Column("cause", sa.String(48)),
        sa.Column("after_photos", sa.JSON()),
        sa.Column("rating", sa.Integer()),
        sa.Column("rating_comment", sa.String(500)),
        sa.Column("reopen_count", sa.Integer()),
        sa.Column("internal_note", sa.Text()),
        sa.Column("duplicate_of_id", Key),
        sa.Column("follow_up_of_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_work_order"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_work_order_customer"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_work_order_unit"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_work_order_project"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_work_order_category"
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_work_order_department"
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["employee.id"], name="fk_work_order_assignee"),
        sa.ForeignKeyConstraint(["dept_head_id"], ["employee.id"], name="fk_work_order_dept_head"),
        sa.ForeignKeyConstraint(
            ["project_manager_id"], ["employee.id"], name="fk_work_order_project_manager"
        ),
        sa.ForeignKeyConstraint(["policy_id"], ["sla_policy.id"], name="fk_work_order_policy"),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"], ["work_order.id"], name="fk_work_order_duplicate_of"
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_of_id"], ["work_order.id"], name="fk_work_order_follow_up_of"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_work_order_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_work_order_updated_by"),
    )
    op.create_index("ix_work_order_source", "work_order", ["source"])
    op.create_index("ix_work_order_customer_id", "work_order", ["customer_id"])
    op.create_index("ix_work_order_unit_id", "work_order", ["unit_id"])
    op.create_index("ix_work_order_project_id", "work_order", ["project_id"])
    op.create_index("ix_work_order_category_id", "work_order", ["category_id"])
    op.create_index("ix_work_order_priority", "work_order", ["priority"])
    op.create_index("ix_work_order_department_id", "work_order", ["department_id"])
    op.create_index("ix_work_order_assignee_id", "work_order", ["assignee_id"])
    op.create_index("ix_work_order_assigned_at", "work_order", ["assigned_at"])
    op.create_index("ix_work_order_dept_head_id", "work_order", ["dept_head_id"])
    op.create_index("ix_work_order_project_manager_id", "work_order", ["project_manager_id"])
    op.create_index("ix_work_order_policy_id", "work_order", ["policy_id"])
    op.create_index("ix_work_order_respond_due", "work_order", ["respond_due"])
    op.create_index("ix_work_order_resolve_due", "work_order", ["resolve_due"])
    op.create_index("ix_work_order_resolved_at", "work_order", ["resolved_at"])
    op.create_index("ix_work_order_closed_at", "work_order", ["closed_at"])
    op.create_index("ix_work_order_sla_state", "work_order", ["sla_state"])
    op.create_index("ix_work_order_duplicate_of_id", "work_order", ["duplicate_of_id"])
    op.create_index("ix_work_order_follow_up_of_id", "work_order", ["follow_up_of_id"])
    op.create_index("ix_work_order_state", "work_order", ["state"])
    op.create_index(
        "uq_work_order_source_external_id",
        "work_order",
        ["source", "external_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "ix_work_order_project_state_created_at",
        "work_order",
        ["project_id", "state", "created_at"],
    )
    op.create_index("ix_work_order_assignee_state", "work_order", ["assignee_id", "state"])
    op.create_index(
        "ix_work_order_customer_created_at", "work_order", ["customer_id", "created_at"]
    )
    op.create_index("ix_work_order_unit_created_at", "work_order", ["unit_id", "created_at"])
    op.create_index("ix_work_order_state_resolve_due", "work_order", ["state", "resolve_due"])
    op.create_table(
        "work_order_event",
        sa.Column("id", Key, nullable=False),
        sa.Column("work_order_id", Key, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("internal", sa.Boolean()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_work_order_event"),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_work_order_event_work_order"
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["ab_user.id"], name="fk_work_order_event_actor"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_work_order_event_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_work_order_event_updated_by"
        ),
    )
    op.create_index("ix_work_order_event_work_order_id", "work_order_event", ["work_order_id"])
    op.create_index("ix_work_order_event_actor_id", "work_order_event", ["actor_id"])
    op.create_index(
        "ix_work_order_event_work_order_at", "work_order_event", ["work_order_id", "at"]
    )
    op.create_table(
        "call_record",
        sa.Column("id", Key, nullable=False),
        sa.Column("call_id", sa.String(64), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer()),
        sa.Column("agent_id", Key),
        sa.Column("customer_id", Key),
        sa.Column("unit_id", Key),
        sa.Column("summary", sa.String(120)),
        sa.Column("category_id", Key),
        sa.Column("work_order_id", Key),
        sa.Column("recording", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_call_record"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_call_record_project"),
        sa.ForeignKeyConstraint(["agent_id"], ["employee.id"], name="fk_call_record_agent"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_call_record_customer"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_call_record_unit"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_call_record_category"
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_call_record_work_order"
        ),
        sa.ForeignKeyConstraint(
            ["recording"], ["sys_attachment.id"], name="fk_call_record_recording"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_call_record_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_call_record_updated_by"
        ),
    )
    op.create_index(
        "uq_call_record_call_id",
        "call_record",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_call_record_phone", "call_record", ["phone"])
    op.create_index("ix_call_record_project_id", "call_record", ["project_id"])
    op.create_index("ix_call_record_started_at", "call_record", ["started_at"])
    op.create_index("ix_call_record_agent_id", "call_record", ["agent_id"])
    op.create_index("ix_call_record_customer_id", "call_record", ["customer_id"])
    op.create_index("ix_call_record_unit_id", "call_record", ["unit_id"])
    op.create_index("ix_call_record_category_id", "call_record", ["category_id"])
    op.create_index("ix_call_record_work_order_id", "call_record", ["work_order_id"])
    op.create_index("ix_call_record_state", "call_record", ["state"])
    op.create_index(
        "ix_call_record_project_state_started_at",
        "call_record",
        ["project_id", "state", "started_at"],
    )
    op.create_table(
        "chat_session",
        sa.Column("id", Key, nullable=False),
        sa.Column("session_no", sa.String(40)),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("unit_id", Key),
        sa.Column("category_id", Key),
        sa.Column("agent_id", Key),
        sa.Column("agent_name", sa.String(32)),
        sa.Column("last_at", sa.DateTime(timezone=True)),
        sa.Column("work_order_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_chat_session"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_chat_session_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_chat_session_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_chat_session_unit"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_chat_session_category"
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["employee.id"], name="fk_chat_session_agent"),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_chat_session_work_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_chat_session_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_chat_session_updated_by"
        ),
    )
    op.create_index("ix_chat_session_customer_id", "chat_session", ["customer_id"])
    op.create_index("ix_chat_session_project_id", "chat_session", ["project_id"])
    op.create_index("ix_chat_session_unit_id", "chat_session", ["unit_id"])
    op.create_index("ix_chat_session_category_id", "chat_session", ["category_id"])
    op.create_index("ix_chat_session_agent_id", "chat_session", ["agent_id"])
    op.create_index("ix_chat_session_work_order_id", "chat_session", ["work_order_id"])
    op.create_index("ix_chat_session_state", "chat_session", ["state"])
    op.create_index(
        "ix_chat_session_project_state_last_at", "chat_session", ["project_id", "state", "last_at"]
    )
    op.create_table(
        "chat_message",
        sa.Column("id", Key, nullable=False),
        sa.Column("session_id", Key, nullable=False),
        sa.Column("sender", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("work_order_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_chat_message"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["chat_session.id"], name="fk_chat_message_session"
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_chat_message_work_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_chat_message_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_chat_message_updated_by"
        ),
    )
    op.create_index("ix_chat_message_session_id", "chat_message", ["session_id"])
    op.create_index("ix_chat_message_work_order_id", "chat_message", ["work_order_id"])
    op.create_index("ix_chat_message_session_at", "chat_message", ["session_id", "at"])
    op.create_table(
        "survey",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("questions", sa.JSON()),
        sa.Column("period", sa.String(10)),
        sa.Column("recurrence", sa.String(40), nullable=False),
        sa.Column("next_on", sa.Date()),
        sa.Column("sample_pct", sa.BigInteger()),
        sa.Column("seed", sa.Integer()),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("anonymous", sa.Boolean()),
        sa.Column("invited", sa.Integer()),
        sa.Column("csat_avg", sa.BigInteger()),
        sa.Column("statistics", sa.JSON()),
        sa.Column("previous_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_survey"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_survey_project"),
        sa.ForeignKeyConstraint(["previous_id"], ["survey.id"], name="fk_survey_previous"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_survey_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_survey_updated_by"),
    )
    op.create_index("ix_survey_project_id", "survey", ["project_id"])
    op.create_index("ix_survey_previous_id", "survey", ["previous_id"])
    op.create_index("ix_survey_state", "survey", ["state"])
    op.create_table(
        "survey_response",
        sa.Column("id", Key, nullable=False),
        sa.Column("survey_id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("work_order_id", Key),
        sa.Column("project_id", Key),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("csat", sa.Integer()),
        sa.Column("nps", sa.Integer()),
        sa.Column("comment", sa.Text()),
        sa.Column("answers", sa.JSON()),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        sa.Column("low_followup_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_survey_response"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_survey_response_survey"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_survey_response_customer"
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name="fk_survey_response_work_order"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_survey_response_project"),
        sa.ForeignKeyConstraint(
            ["low_followup_id"], ["work_order.id"], name="fk_survey_response_low_followup"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_survey_response_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_survey_response_updated_by"
        ),
    )
    op.create_index("ix_survey_response_survey_id", "survey_response", ["survey_id"])
    op.create_index("ix_survey_response_customer_id", "survey_response", ["customer_id"])
    op.create_index(
        "uq_survey_response_token_hash",
        "survey_response",
        ["token_hash"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_survey_response_work_order_id", "survey_response", ["work_order_id"])
    op.create_index("ix_survey_response_project_id", "survey_response", ["project_id"])
    op.create_index("ix_survey_response_csat", "survey_response", ["csat"])
    op.create_index("ix_survey_response_submitted_at", "survey_response", ["submitted_at"])
    op.create_index("ix_survey_response_low_followup_id", "survey_response", ["low_followup_id"])
    op.create_table(
        "employee_skill",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("skill_id", Key, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("certificate_no", sa.String(48)),
        sa.Column("valid_to", sa.Date()),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_employee_skill"),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_employee_skill_employee"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name="fk_employee_skill_skill"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_employee_skill_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_employee_skill_updated_by"
        ),
    )
    op.create_index("ix_employee_skill_employee_id", "employee_skill", ["employee_id"])
    op.create_index("ix_employee_skill_skill_id", "employee_skill", ["skill_id"])
    op.create_index("ix_employee_skill_valid_to", "employee_skill", ["valid_to"])
    op.create_index(
        "uq_employee_skill_employee_skill",
        "employee_skill",
        ["employee_id", "skill_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "shift",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("crosses_midnight", sa.Boolean()),
        sa.Column("break_from", sa.Time()),
        sa.Column("break_to", sa.Time()),
        sa.Column("follows_calendar", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_shift_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_shift_updated_by"),
    )
    op.create_index(
        "uq_shift_code",
        "shift",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "roster",
        sa.Column("id", Key, nullable=False),
        sa.Column("employee_id", Key, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("shift_id", Key),
        sa.Column("on_leave", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_roster_employee"),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name="fk_roster_shift"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_roster_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_roster_updated_by"),
    )
    op.create_index("ix_roster_employee_id", "roster", ["employee_id"])
    op.create_index("ix_roster_shift_id", "roster", ["shift_id"])
    op.create_index(
        "uq_roster_employee_date_seq",
        "roster",
        ["employee_id", "date", "seq"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_roster_date_employee", "roster", ["date", "employee_id"])
    with op.batch_alter_table("project") as batch:
        batch.create_foreign_key("fk_project_manager", "employee", ["manager_id"], ["id"])
    with op.batch_alter_table("department") as batch:
        batch.create_foreign_key("fk_department_head", "employee", ["head_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("department") as batch:
        batch.drop_constraint("fk_department_head", type_="foreignkey")
    with op.batch_alter_table("project") as batch:
        batch.drop_constraint("fk_project_manager", type_="foreignkey")
    op.drop_index("ix_roster_date_employee", table_name="roster")
    op.drop_index("uq_roster_employee_date_seq", table_name="roster")
    op.drop_index("ix_roster_shift_id", table_name="roster")
    op.drop_index("ix_roster_employee_id", table_name="roster")
    op.drop_table("roster")
    op.drop_index("uq_shift_code", table_name="shift")
    op.drop_table("shift")
    op.drop_index("uq_employee_skill_employee_skill", table_name="employee_skill")
    op.drop_index("ix_employee_skill_valid_to", table_name="employee_skill")
    op.drop_index("ix_employee_skill_skill_id", table_name="employee_skill")
    op.drop_index("ix_employee_skill_employee_id", table_name="employee_skill")
    op.drop_table("employee_skill")
    op.drop_index("ix_survey_response_low_followup_id", table_name="survey_response")
    op.drop_index("ix_survey_response_submitted_at", table_name="survey_response")
    op.drop_index("ix_survey_response_csat", table_name="survey_response")
    op.drop_index("ix_survey_response_project_id", table_name="survey_response")
    op.drop_index("ix_survey_response_work_order_id", table_name="survey_response")
    op.drop_index("uq_survey_response_token_hash", table_name="survey_response")
    op.drop_index("ix_survey_response_customer_id", table_name="survey_response")
    op.drop_index("ix_survey_response_survey_id", table_name="survey_response")
    op.drop_table("survey_response")
    op.drop_index("ix_survey_state", table_name="survey")
    op.drop_index("ix_survey_previous_id", table_name="survey")
    op.drop_index("ix_survey_project_id", table_name="survey")
    op.drop_table("survey")
    op.drop_index("ix_chat_message_session_at", table_name="chat_message")
    op.drop_index("ix_chat_message_work_order_id", table_name="chat_message")
    op.drop_index("ix_chat_message_session_id", table_name="chat_message")
    op.drop_table("chat_message")
    op.drop_index("ix_chat_session_project_state_last_at", table_name="chat_session")
    op.drop_index("ix_chat_session_state", table_name="chat_session")
    op.drop_index("ix_chat_session_work_order_id", table_name="chat_session")
    op.drop_index("ix_chat_session_agent_id", table_name="chat_session")
    op.drop_index("ix_chat_session_category_id", table_name="chat_session")
    op.drop_index("ix_chat_session_unit_id", table_name="chat_session")
    op.drop_index("ix_chat_session_project_id", table_name="chat_session")
    op.drop_index("ix_chat_session_customer_id", table_name="chat_session")
    op.drop_table("chat_session")
    op.drop_index("ix_call_record_project_state_started_at", table_name="call_record")
    op.drop_index("ix_call_record_state", table_name="call_record")
    op.drop_index("ix_call_record_work_order_id", table_name="call_record")
    op.drop_index("ix_call_record_category_id", table_name="call_record")
    op.drop_index("ix_call_record_unit_id", table_name="call_record")
    op.drop_index("ix_call_record_customer_id", table_name="call_record")
    op.drop_index("ix_call_record_agent_id", table_name="call_record")
    op.drop_index("ix_call_record_started_at", table_name="call_record")
    op.drop_index("ix_call_record_project_id", table_name="call_record")
    op.drop_index("ix_call_record_phone", table_name="call_record")
    op.drop_index("uq_call_record_call_id", table_name="call_record")
    op.drop_table("call_record")
    op.drop_index("ix_work_order_event_work_order_at", table_name="work_order_event")
    op.drop_index("ix_work_order_event_actor_id", table_name="work_order_event")
    op.drop_index("ix_work_order_event_work_order_id", table_name="work_order_event")
    op.drop_table("work_order_event")
    op.drop_index("ix_work_order_state_resolve_due", table_name="work_order")
    op.drop_index("ix_work_order_unit_created_at", table_name="work_order")
    op.drop_index("ix_work_order_customer_created_at", table_name="work_order")
    op.drop_index("ix_work_order_assignee_state", table_name="work_order")
    op.drop_index("ix_work_order_project_state_created_at", table_name="work_order")
    op.drop_index("uq_work_order_source_external_id", table_name="work_order")
    op.drop_index("ix_work_order_state", table_name="work_order")
    op.drop_index("ix_work_order_follow_up_of_id", table_name="work_order")
    op.drop_index("ix_work_order_duplicate_of_id", table_name="work_order")
    op.drop_index("ix_work_order_sla_state", table_name="work_order")
    op.drop_index("ix_work_order_closed_at", table_name="work_order")
    op.drop_index("ix_work_order_resolved_at", table_name="work_order")
    op.drop_index("ix_work_order_resolve_due", table_name="work_order")
    op.drop_index("ix_work_order_respond_due", table_name="work_order")
    op.drop_index("ix_work_order_policy_id", table_name="work_order")
    op.drop_index("ix_work_order_project_manager_id", table_name="work_order")
    op.drop_index("ix_work_order_dept_head_id", table_name="work_order")
    op.drop_index("ix_work_order_assigned_at", table_name="work_order")
    op.drop_index("ix_work_order_assignee_id", table_name="work_order")
    op.drop_index("ix_work_order_department_id", table_name="work_order")
    op.drop_index("ix_work_order_priority", table_name="work_order")
    op.drop_index("ix_work_order_category_id", table_name="work_order")
    op.drop_index("ix_work_order_project_id", table_name="work_order")
    op.drop_index("ix_work_order_unit_id", table_name="work_order")
    op.drop_index("ix_work_order_customer_id", table_name="work_order")
    op.drop_index("ix_work_order_source", table_name="work_order")
    op.drop_table("work_order")
    op.drop_index("uq_sla_policy_category_priority_project", table_name="sla_policy")
    op.drop_index("ix_sla_policy_hours_id", table_name="sla_policy")
    op.drop_index("ix_sla_policy_project_id", table_name="sla_policy")
    op.drop_index("ix_sla_policy_category_id", table_name="sla_policy")
    op.drop_index("uq_sla_policy_code", table_name="sla_policy")
    op.drop_table("sla_policy")
    op.drop_index("uq_ticket_keyword_category_term", table_name="ticket_keyword")
    op.drop_index("ix_ticket_keyword_category_id", table_name="ticket_keyword")
    op.drop_table("ticket_keyword")
    op.drop_index("ix_ticket_category_skill_id", table_name="ticket_category")
    op.drop_index("ix_ticket_category_department_id", table_name="ticket_category")
    op.drop_index("ix_ticket_category_parent_id", table_name="ticket_category")
    op.drop_index("uq_ticket_category_code", table_name="ticket_category")
    op.drop_table("ticket_category")
    op.drop_index("uq_duplicate_review_customer_candidate", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_state", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_project_id", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_registration_id", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_candidate_id", table_name="duplicate_review")
    op.drop_index("ix_duplicate_review_customer_id", table_name="duplicate_review")
    op.drop_table("duplicate_review")
    op.drop_index("ix_registration_state", table_name="registration")
    op.drop_index("ix_registration_customer_id", table_name="registration")
    op.drop_index("ix_registration_project_id", table_name="registration")
    op.drop_index("uq_registration_token", table_name="registration")
    op.drop_table("registration")
    op.drop_index("ix_consent_record_employee_id", table_name="consent_record")
    op.drop_index("ix_consent_record_customer_id", table_name="consent_record")
    op.drop_table("consent_record")
    op.drop_index("ix_employee_state", table_name="employee")
    op.drop_index("ix_employee_login_id", table_name="employee")
    op.drop_index("uq_employee_login", table_name="employee")
    op.drop_index("ix_employee_contract_to", table_name="employee")
    op.drop_index("ix_employee_manager_id", table_name="employee")
    op.drop_index("ix_employee_project_id", table_name="employee")
    op.drop_index("ix_employee_position_id", table_name="employee")
    op.drop_index("ix_employee_department_id", table_name="employee")
    op.drop_index("ix_employee_phone", table_name="employee")
    op.drop_table("employee")
    op.drop_index("uq_owner_record_unit_phone", table_name="owner_record")
    op.drop_index("ix_owner_record_phone", table_name="owner_record")
    op.drop_index("ix_owner_record_unit_id", table_name="owner_record")
    op.drop_table("owner_record")
    op.drop_index("ix_occupancy_unit_to_date", table_name="occupancy")
    op.drop_index("ix_occupancy_login_id", table_name="occupancy")
    op.drop_index("ix_occupancy_unit_id", table_name="occupancy")
    op.drop_index("ix_occupancy_customer_id", table_name="occupancy")
    op.drop_table("occupancy")
    op.drop_index("uq_role_project_user_project", table_name="role_project")
    op.drop_index("ix_role_project_project_id", table_name="role_project")
    op.drop_index("ix_role_project_user_id", table_name="role_project")
    op.drop_table("role_project")
    op.drop_index("uq_working_hours_code", table_name="working_hours")
    op.drop_table("working_hours")
    op.drop_index("uq_calendar_day_date", table_name="calendar_day")
    op.drop_table("calendar_day")
    op.drop_index("uq_position_skill_position_skill", table_name="position_skill")
    op.drop_index("ix_position_skill_skill_id", table_name="position_skill")
    op.drop_index("ix_position_skill_position_id", table_name="position_skill")
    op.drop_table("position_skill")
    op.drop_index("uq_skill_code", table_name="skill")
    op.drop_table("skill")
    op.drop_index("ix_position_department_id", table_name="position")
    op.drop_index("uq_position_code", table_name="position")
    op.drop_table("position")
    op.drop_index("uq_department_cost_center", table_name="department")
    op.drop_index("ix_department_project_id", table_name="department")
    op.drop_index("ix_department_head_id", table_name="department")
    op.drop_index("ix_department_path", table_name="department")
    op.drop_index("ix_department_parent_id", table_name="department")
    op.drop_index("uq_department_code", table_name="department")
    op.drop_table("department")
    op.drop_index("uq_parking_space_project_code", table_name="parking_space")
    op.drop_index("ix_parking_space_state", table_name="parking_space")
    op.drop_index("ix_parking_space_plate_no", table_name="parking_space")
    op.drop_index("ix_parking_space_customer_id", table_name="parking_space")
    op.drop_index("ix_parking_space_unit_id", table_name="parking_space")
    op.drop_index("ix_parking_space_project_id", table_name="parking_space")
    op.drop_table("parking_space")
    op.drop_index("ix_customer_project_phone", table_name="customer")
    op.drop_index("ix_customer_project_state", table_name="customer")
    op.drop_index("uq_customer_id_no", table_name="customer")
    op.drop_index("ix_customer_state", table_name="customer")
    op.drop_index("ix_customer_login_id", table_name="customer")
    op.drop_index("uq_customer_login", table_name="customer")
    op.drop_index("ix_customer_merged_into_id", table_name="customer")
    op.drop_index("ix_customer_wechat_openid", table_name="customer")
    op.drop_index("ix_customer_id_no", table_name="customer")
    op.drop_index("ix_customer_phone", table_name="customer")
    op.drop_index("ix_customer_project_id", table_name="customer")
    op.drop_table("customer")
    op.drop_index("ix_unit_project_state", table_name="unit")
    op.drop_index("uq_unit_building_entrance_room_no", table_name="unit")
    op.drop_index("ix_unit_state", table_name="unit")
    op.drop_index("uq_unit_full_no", table_name="unit")
    op.drop_index("ix_unit_building_id", table_name="unit")
    op.drop_index("ix_unit_project_id", table_name="unit")
    op.drop_table("unit")
    op.drop_index("uq_building_project_code", table_name="building")
    op.drop_index("ix_building_project_id", table_name="building")
    op.drop_table("building")
    op.drop_index("ix_project_manager_id", table_name="project")
    op.drop_index("ix_project_company_id", table_name="project")
    op.drop_index("uq_project_name", table_name="project")
    op.drop_index("uq_project_code", table_name="project")
    op.drop_table("project")
    op.drop_index("uq_company_uscc", table_name="company")
    op.drop_index("uq_company_name", table_name="company")
    op.drop_index("uq_company_code", table_name="company")
    op.drop_table("company")
