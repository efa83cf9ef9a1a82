"""The tables of the library.

A wave has versions; a version never changes. A version's answers are one row per person: the
council, and the options chosen as JSON by question, such as ``{"barriers": ["cost", "time"]}``.
A question that somebody did not answer is not there. That is short enough (a survey has some
hundred people), can be read by eye in either database, and stays true when the region pack puts
its questions in another order. The log outlives what it tells of.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Answers = dict[str, list[str]]
"""Options chosen, by question; a question that was not answered is not there."""


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time, kept in UTC: SQLite knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """To the database: ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without its zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The tables, with names for constraints that are the same everywhere."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as it is
        str: Text,
        datetime: UtcDateTime,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
        Answers: JSON,
    }


class ChangeRow(Base):
    """A line of the log; lines are only ever added."""

    __tablename__ = "saved_change"
    __table_args__ = (Index(None, "region", "wave"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str]
    wave: Mapped[str]
    version: Mapped[int]
    action: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    why: Mapped[str]
    restored_from: Mapped[int | None]


class WaveRow(Base):
    """A wave, and which of its versions is current; a deleted one stays as a tombstone."""

    __tablename__ = "saved_wave"
    __table_args__ = (UniqueConstraint("region", "wave"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str]
    wave: Mapped[str]
    version: Mapped[int]
    is_deleted: Mapped[bool]


class VersionRow(Base):
    """A version of a wave: its settings, its questions, and how its file was understood."""

    __tablename__ = "saved_version"
    __table_args__ = (UniqueConstraint("wave_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("saved_wave.id"))
    number: Mapped[int]
    change_id: Mapped[int] = mapped_column(ForeignKey("saved_change.id"))
    title: Mapped[str]
    when_asked: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    invited: Mapped[list[str]]
    minimum_people: Mapped[int]
    shows_councils: Mapped[bool]
    questions: Mapped[list[dict[str, Any]]]
    extra: Mapped[list[str]]
    mapping: Mapped[str]
    rows_read: Mapped[int]
    rows_used: Mapped[int]
    rows_set_aside: Mapped[int]
    people: Mapped[int]
    councils: Mapped[int]


class PersonRow(Base):
    """What one person answered; which council is all that is known about the person."""

    __tablename__ = "saved_person"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("saved_version.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    council: Mapped[str]
    answers: Mapped[Answers]
