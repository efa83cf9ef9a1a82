"""Waves with their versions, the answers of people, and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "saved_change",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("wave", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("restored_from", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_saved_change"),
    )
    op.create_index("ix_saved_change_region_wave", "saved_change", ["region", "wave"])
    op.create_table(
        "saved_wave",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("wave", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_wave"),
        sa.UniqueConstraint("region", "wave", name="uq_saved_wave_region_wave"),
    )
    op.create_table(
        "saved_version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("wave_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("when_asked", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("invited", sa.JSON, nullable=False),
        sa.Column("minimum_people", sa.Integer, nullable=False),
        sa.Column("shows_councils", sa.Boolean, nullable=False),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("rows_read", sa.Integer, nullable=False),
        sa.Column("rows_used", sa.Integer, nullable=False),
        sa.Column("rows_set_aside", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("councils", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_version"),
        sa.UniqueConstraint("wave_id", "number", name="uq_saved_version_wave_id_number"),
        sa.ForeignKeyConstraint(["wave_id"], ["saved_wave.id"], name="fk_saved_version_wave_id"),
        sa.ForeignKeyConstraint(
            ["change_id"], ["saved_change.id"], name="fk_saved_version_change_id"
        ),
    )
    op.create_table(
        "saved_person",
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("council", sa.Text, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("version_id", "position", name="pk_saved_person"),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["saved_version.id"],
            name="fk_saved_person_version_id",
            ondelete="CASCADE",
        ),
    )
