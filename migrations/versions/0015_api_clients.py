"""API clients, their tokens, and what is left of a minute's requests.

The table of clients that was there before was never written to: no version could make a client.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
framework = True

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_table("sys_api_client")
    op.create_table(
        "sys_api_client",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("addresses", sa.Text(), nullable=False),
        sa.Column("rate_limit", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_sys_api_client"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_api_client_user_id"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_sys_api_client_created_by_id"
        ),
        sa.UniqueConstraint("name", name="uq_sys_api_client_name"),
    )
    op.create_index("ix_sys_api_client_user_id", "sys_api_client", ["user_id"])
    op.create_table(
        "sys_api_token",
        sa.Column("id", Key, nullable=False),
        sa.Column("client_id", Key, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sys_api_token"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["sys_api_client.id"], name="fk_sys_api_token_client_id"
        ),
    )
    op.create_index("ix_sys_api_token_client_id", "sys_api_token", ["client_id"])
    op.create_table(
        "sys_rate_budget",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("leased", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sys_rate_budget"),
    )
    op.create_index("ix_sys_idempotency_created_at", "sys_idempotency", ["created_at"])


def downgrade() -> None:
    op.drop_index("ix_sys_idempotency_created_at", "sys_idempotency")
    for table in ("sys_rate_budget", "sys_api_token", "sys_api_client"):
        op.drop_table(table)
    op.create_table(
        "sys_api_client",
        sa.Column("id", Key, nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("ip_allow", sa.JSON()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_sys_api_client"),
        sa.ForeignKeyConstraint(["user_id"], ["ab_user.id"], name="fk_sys_api_client_user_id"),
        sa.UniqueConstraint("key_hash", name="uq_sys_api_client_key_hash"),
    )
