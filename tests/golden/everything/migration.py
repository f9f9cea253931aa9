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
        "branch",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("path", sa.String(200)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_branch"),
        sa.ForeignKeyConstraint(["parent_id"], ["branch.id"], name="fk_branch_parent"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_branch_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_branch_updated_by"),
    )
    op.create_index(
        "uq_branch_code",
        "branch",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_branch_parent_id", "branch", ["parent_id"])
    op.create_table(
        "branch_access",
        sa.Column("id", Key, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("branch_id", Key, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_branch_access"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_branch_access_user"),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_branch_access_branch"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_branch_access_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_branch_access_updated_by"
        ),
    )
    op.create_index("ix_branch_access_user_id", "branch_access", ["user_id"])
    op.create_index("ix_branch_access_branch_id", "branch_access", ["branch_id"])
    op.create_index(
        "uq_branch_access_user_branch",
        "branch_access",
        ["user_id", "branch_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "clerk",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("login_id", sa.Integer()),
        sa.Column("branch_id", Key, nullable=False),
        sa.Column("hired_on", sa.Date()),
        sa.Column("starts_at", sa.Time()),
        sa.Column("id_no", sa.Text()),
        sa.Column(
            "id_no_blind", sa.String(32), sa.Computed('substr("id_no", 1, 32)', persisted=True)
        ),
        sa.Column("bank", sa.Text()),
        sa.Column(
            "bank_blind", sa.String(32), sa.Computed('substr("bank", 1, 32)', persisted=True)
        ),
        sa.Column("photo", Key),
        sa.Column("pin", sa.Text()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_clerk"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_clerk_login"),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_clerk_branch"),
        sa.ForeignKeyConstraint(["photo"], ["sys_attachment.id"], name="fk_clerk_photo"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_clerk_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_clerk_updated_by"),
    )
    op.create_index(
        "uq_clerk_login",
        "clerk",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_clerk_login_id", "clerk", ["login_id"])
    op.create_index("ix_clerk_branch_id", "clerk", ["branch_id"])
    op.create_index("ix_clerk_active", "clerk", ["active"])
    op.create_index("ix_clerk_hired_on", "clerk", ["hired_on"])
    op.create_table(
        "category",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("answer_min", sa.Integer()),
        sa.Column("hours", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_category_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_category_updated_by"),
    )
    op.create_index(
        "uq_category_name",
        "category",
        ["name"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_category_hours", "category", ["hours"])
    op.create_table(
        "tag",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("headline", sa.String(30)),
        sa.Column("color", sa.String(20)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_tag_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_tag_updated_by"),
    )
    op.create_index(
        "uq_tag_name",
        "tag",
        ["name"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "tag_related",
        sa.Column("tag_id", Key, nullable=False),
        sa.Column("related_tag_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("tag_id", "related_tag_id", name="pk_tag_related"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_tag_related_tag"),
        sa.ForeignKeyConstraint(["related_tag_id"], ["tag.id"], name="fk_tag_related_related_tag"),
    )
    op.create_index("ix_tag_related_related_tag_id", "tag_related", ["related_tag_id"])
    op.create_table(
        "product",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("category_id", Key, nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger()),
        sa.Column("margin", sa.BigInteger()),
        sa.Column("weight", sa.BigInteger()),
        sa.Column("barcode", sa.String(64)),
        sa.Column("channels", sa.JSON()),
        sa.Column("site", sa.String(500)),
        sa.Column("manual", Key),
        sa.Column("photos", sa.JSON()),
        sa.Column("data_sheet", sa.JSON()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_product_category"),
        sa.ForeignKeyConstraint(["manual"], ["sys_attachment.id"], name="fk_product_manual"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_product_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_product_updated_by"),
    )
    op.create_index(
        "uq_product_code",
        "product",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_product_category_id", "product", ["category_id"])
    op.create_index(
        "uq_product_barcode",
        "product",
        ["barcode"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_product_active", "product", ["active"])
    op.create_table(
        "product_tags",
        sa.Column("product_id", Key, nullable=False),
        sa.Column("tag_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("product_id", "tag_id", name="pk_product_tags"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_tags_product"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_product_tags_tag"),
    )
    op.create_index("ix_product_tags_tag_id", "product_tags", ["tag_id"])
    op.create_table(
        "shopper",
        sa.Column("id", Key, nullable=False),
        sa.Column("shopper_no", sa.String(40)),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("login_id", sa.Integer()),
        sa.Column("branch_id", Key, nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("phone", sa.String(20)),
        sa.Column("region", sa.String(12)),
        sa.Column("address", sa.Text()),
        sa.Column("location", sa.JSON()),
        sa.Column("note", sa.Text()),
        sa.Column("orders_count", sa.Integer()),
        sa.Column("spent", sa.BigInteger()),
        sa.Column("biggest", sa.BigInteger()),
        sa.Column("first_order", sa.Date()),
        sa.Column("loyalty", sa.Integer()),
        sa.Column("stars", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_shopper"),
        sa.ForeignKeyConstraint(["login_id"], ["ab_user.id"], name="fk_shopper_login"),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_shopper_branch"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_shopper_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_shopper_updated_by"),
    )
    op.create_index(
        "uq_shopper_login",
        "shopper",
        ["login_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_shopper_login_id", "shopper", ["login_id"])
    op.create_index("ix_shopper_branch_id", "shopper", ["branch_id"])
    op.create_index("ix_shopper_phone", "shopper", ["phone"])
    op.create_index("ix_shopper_shopper_no", "shopper", ["shopper_no"])
    op.create_index("ix_shopper_first_order", "shopper", ["first_order"])
    op.create_table(
        "order",
        sa.Column("id", Key, nullable=False),
        sa.Column("order_no", sa.String(40)),
        sa.Column("branch_id", Key, nullable=False),
        sa.Column("shopper_id", Key, nullable=False),
        sa.Column("phone", sa.String(20)),
        sa.Column("summary", sa.String(120), nullable=False),
        sa.Column("category_id", Key),
        sa.Column("urgency", sa.String(40), nullable=False),
        sa.Column("clerk_id", Key),
        sa.Column("ordered_on", sa.Date()),
        sa.Column("ship_at", sa.DateTime(timezone=True)),
        sa.Column("effort", sa.Integer()),
        sa.Column("express", sa.Boolean()),
        sa.Column("express_fee", sa.BigInteger()),
        sa.Column("lines_total", sa.BigInteger()),
        sa.Column("lines_count", sa.Integer()),
        sa.Column("discount", sa.BigInteger()),
        sa.Column("total", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.Column("stars", sa.Integer()),
        sa.Column("receipt", Key),
        sa.Column("papers", sa.JSON()),
        sa.Column("answer_due", sa.DateTime(timezone=True)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("clock_state", sa.String(40)),
        sa.Column("staff_note", sa.Text()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_order"),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name="fk_order_branch"),
        sa.ForeignKeyConstraint(["shopper_id"], ["shopper.id"], name="fk_order_shopper"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_order_category"),
        sa.ForeignKeyConstraint(["clerk_id"], ["clerk.id"], name="fk_order_clerk"),
        sa.ForeignKeyConstraint(["receipt"], ["sys_attachment.id"], name="fk_order_receipt"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_order_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_order_updated_by"),
    )
    op.create_index("ix_order_shopper_id", "order", ["shopper_id"])
    op.create_index("ix_order_category_id", "order", ["category_id"])
    op.create_index(
        "uq_order_branch_order_no",
        "order",
        ["branch_id", "order_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_order_branch_state_due_at", "order", ["branch_id", "state", "due_at"])
    op.create_index("ix_order_order_no", "order", ["order_no"])
    op.create_index("ix_order_due_at", "order", ["due_at"])
    op.create_index("ix_order_state_due_at", "order", ["state", "due_at"])
    op.create_index("ix_order_urgency_due_at", "order", ["urgency", "due_at"])
    op.create_index("ix_order_clerk_due_at", "order", ["clerk_id", "due_at"])
    op.create_index("ix_order_branch_due_at", "order", ["branch_id", "due_at"])
    op.create_index("ix_order_ordered_on", "order", ["ordered_on"])
    op.create_index(
        "ix_order_state_branch_deleted_at", "order", ["state", "branch_id", "deleted_at"]
    )
    op.create_table(
        "order_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("order_id", Key, nullable=False),
        sa.Column("product_id", Key, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_order_line"),
        sa.ForeignKeyConstraint(["order_id"], ["order.id"], name="fk_order_line_order"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_order_line_product"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_order_line_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_order_line_updated_by"),
    )
    op.create_index("ix_order_line_order_id", "order_line", ["order_id"])
    op.create_index("ix_order_line_product_id", "order_line", ["product_id"])
    op.create_table(
        "stock_move",
        sa.Column("id", Key, nullable=False),
        sa.Column("product_id", Key, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_stock_move"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_stock_move_product"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_stock_move_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_stock_move_updated_by"),
    )
    op.create_index("ix_stock_move_product_id", "stock_move", ["product_id"])
    op.create_index("ix_stock_move_moved_on", "stock_move", ["moved_on"])


def downgrade() -> None:
    op.drop_index("ix_stock_move_moved_on", table_name="stock_move")
    op.drop_index("ix_stock_move_product_id", table_name="stock_move")
    op.drop_table("stock_move")
    op.drop_index("ix_order_line_product_id", table_name="order_line")
    op.drop_index("ix_order_line_order_id", table_name="order_line")
    op.drop_table("order_line")
    op.drop_index("ix_order_state_branch_deleted_at", table_name="order")
    op.drop_index("ix_order_ordered_on", table_name="order")
    op.drop_index("ix_order_branch_due_at", table_name="order")
    op.drop_index("ix_order_clerk_due_at", table_name="order")
    op.drop_index("ix_order_urgency_due_at", table_name="order")
    op.drop_index("ix_order_state_due_at", table_name="order")
    op.drop_index("ix_order_due_at", table_name="order")
    op.drop_index("ix_order_order_no", table_name="order")
    op.drop_index("ix_order_branch_state_due_at", table_name="order")
    op.drop_index("uq_order_branch_order_no", table_name="order")
    op.drop_index("ix_order_category_id", table_name="order")
    op.drop_index("ix_order_shopper_id", table_name="order")
    op.drop_table("order")
    op.drop_index("ix_shopper_first_order", table_name="shopper")
    op.drop_index("ix_shopper_shopper_no", table_name="shopper")
    op.drop_index("ix_shopper_phone", table_name="shopper")
    op.drop_index("ix_shopper_branch_id", table_name="shopper")
    op.drop_index("ix_shopper_login_id", table_name="shopper")
    op.drop_index("uq_shopper_login", table_name="shopper")
    op.drop_table("shopper")
    op.drop_index("ix_product_tags_tag_id", table_name="product_tags")
    op.drop_table("product_tags")
    op.drop_index("ix_product_active", table_name="product")
    op.drop_index("uq_product_barcode", table_name="product")
    op.drop_index("ix_product_category_id", table_name="product")
    op.drop_index("uq_product_code", table_name="product")
    op.drop_table("product")
    op.drop_index("ix_tag_related_related_tag_id", table_name="tag_related")
    op.drop_table("tag_related")
    op.drop_index("uq_tag_name", table_name="tag")
    op.drop_table("tag")
    op.drop_index("ix_category_hours", table_name="category")
    op.drop_index("uq_category_name", table_name="category")
    op.drop_table("category")
    op.drop_index("ix_clerk_hired_on", table_name="clerk")
    op.drop_index("ix_clerk_active", table_name="clerk")
    op.drop_index("ix_clerk_branch_id", table_name="clerk")
    op.drop_index("ix_clerk_login_id", table_name="clerk")
    op.drop_index("uq_clerk_login", table_name="clerk")
    op.drop_table("clerk")
    op.drop_index("uq_branch_access_user_branch", table_name="branch_access")
    op.drop_index("ix_branch_access_branch_id", table_name="branch_access")
    op.drop_index("ix_branch_access_user_id", table_name="branch_access")
    op.drop_table("branch_access")
    op.drop_index("ix_branch_parent_id", table_name="branch")
    op.drop_index("uq_branch_code", table_name="branch")
    op.drop_table("branch")
