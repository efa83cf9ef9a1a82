"""The library itself: look at saved waves, save them, correct, restore and delete them.

Each change is one transaction. Whoever changes a wave says which version the change is based on;
if somebody else was faster, nothing is saved and the message says so.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Select, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bestbywm.library import refusals
from bestbywm.library.coding import (
    CHUNK,
    change_of,
    people_in_chunks,
    question_from_json,
    responses_of,
    saved_wave_of,
    version_row,
)
from bestbywm.library.errors import explained
from bestbywm.library.models import ChangeRow, PersonRow, VersionRow, WaveRow
from bestbywm.library.place import (
    database_url,
    engine_for,
    file_of,
    in_words,
    reader,
    users_file,
    writer,
)
from bestbywm.library.values import Action, Change, OwnSurvey, Saved, SavedWave
from bestbywm.words import cleaned


def _now() -> datetime:
    return datetime.now(UTC)


class Library:
    """The saved waves of all regions in one database.

    Nothing is made, nor connected to, before it is needed; looking into a SQLite file that is not
    there finds nothing and makes nothing. A library may be shared by threads.

    Parameters
    ----------
    url
        Address of the database; unsaid, the one in BESTBYWM_DATABASE_URL, or else a SQLite file
        in the user's data folder.
    patience
        Seconds to wait for somebody else who is writing.
    now
        The time, for the log.

    Every method raises :class:`LibraryError` if the database cannot be used.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        patience: float = 10.0,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._url = database_url(url)
        self._engine = engine_for(self._url, patience)
        self._now = now
        self._is_ready = False
        self.place = in_words(self._url)
        """The database in words, without a password."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    # Looking ----------------------------------------------------------------------------------

    def waves(self, region: str) -> tuple[SavedWave, ...]:
        """The current version of each wave of a region, the newest survey first."""
        if not self._is_there():
            return ()
        with self._reading() as session:
            rows = session.execute(_versions(region).where(WaveRow.version == VersionRow.number))
            found = [saved_wave_of(*row) for row in rows]
        return tuple(sorted(found, key=_age, reverse=True))

    def versions(self, region: str, wave: str) -> tuple[SavedWave, ...]:
        """Every version of a wave, the latest first.

        Raises
        ------
        NotThereError
            If there is no such wave, or it was deleted.
        """
        self._refuse_nothing(wave)
        with self._reading() as session:
            self._existing(session, region, wave)
            of_wave = _versions(region).where(WaveRow.wave == wave)
            rows = session.execute(of_wave.order_by(VersionRow.number.desc()))
            return tuple(saved_wave_of(*row) for row in rows)

    def read(self, region: str, wave: str, version: int | None = None) -> Saved:
        """A version of a wave with its answers; the current one if none is named.

        Raises
        ------
        NotThereError
            If there is no such wave or version, or the wave was deleted.
        """
        self._refuse_nothing(wave)
        with self._reading() as session:
            row = self._existing(session, region, wave)
            stored = self._version(session, row, version or row.version)
            change = session.get_one(ChangeRow, stored.change_id)
            about = saved_wave_of(row, stored, change)
            return Saved(about, _survey(session, about, stored))

    def log(self, region: str, wave: str | None = None) -> tuple[Change, ...]:
        """Every change to a region's waves, or to one of them, the latest first."""
        if not self._is_there():
            return ()
        query = select(ChangeRow).where(ChangeRow.region == region).order_by(ChangeRow.id.desc())
        if wave is not None:
            query = query.where(ChangeRow.wave == wave)
        with self._reading() as session:
            return tuple(change_of(row) for row in session.scalars(query))

    def version_stamp(self, region: str) -> str:
        """A short text that differs whenever something of the region was changed.

        Lines are only ever added to the log. Their number counts, since two changes that happen
        at once may be numbered in one order and become visible in the other.
        """
        if not self._is_there():
            return "0"
        query = select(func.count(), func.max(ChangeRow.at)).where(ChangeRow.region == region)
        with self._reading() as session:
            count, latest = session.execute(query).one()
        return f"{count}-{latest.isoformat()}" if count else "0"

    # Changing ---------------------------------------------------------------------------------

    def save(self, region: str, wave: str, survey: OwnSurvey, *, by: str, why: str = "") -> Change:
        """Save a wave that the region does not have, or has no longer.

        Raises
        ------
        ConflictError
            If the wave is there already: correct it instead.
        """
        survey = refusals.checked(self.place, wave, survey)
        with self._writing() as session:
            row = self._wave(session, region, wave)
            if row is None:
                self._begin_wave(session, region, wave)
                number = 1
            elif row.is_deleted:
                number = self._advance(session, row, row.version)
            else:
                raise refusals.already_there(self.place, self._latest(session, row))
            change = self._logged(session, region, wave, number, "saved", by, why)
            self._add(session, region, wave, survey, change)
            return change_of(change)

    def correct(
        self, region: str, wave: str, survey: OwnSurvey, *, based_on: int, by: str, why: str
    ) -> Change:
        """Put a new version in the place of version ``based_on``, which is kept.

        Raises
        ------
        NotThereError
            If there is no such wave, or it was deleted.
        ConflictError
            If ``based_on`` is no longer the current version.
        """
        survey = refusals.checked(self.place, wave, survey)
        refusals.refuse_empty(self.place, why, "why the survey is corrected")
        with self._writing() as session:
            row = self._existing(session, region, wave)
            number = self._advance(session, row, based_on)
            change = self._logged(session, region, wave, number, "corrected", by, why)
            self._add(session, region, wave, survey, change)
            return change_of(change)

    def restore(
        self,
        region: str,
        wave: str,
        version: int,
        *,
        by: str,
        why: str,
        based_on: int | None = None,
    ) -> Change:
        """Make an earlier version current again: as a new version that says so.

        Raises
        ------
        NotThereError
            If there is no such wave or version, or the wave was deleted.
        ConflictError
            If ``based_on`` is said and no longer the current version, or the version to restore
            is the current one.
        """
        refusals.refuse_empty(self.place, why, "why the version is restored")
        with self._writing() as session:
            row = self._existing(session, region, wave)
            old = self._version(session, row, version)
            if version == row.version:
                raise refusals.already_current(self.place, wave, version)
            number = self._advance(session, row, based_on or row.version)
            change = self._logged(
                session, region, wave, number, "restored", by, why, restored_from=version
            )
            _copy(session, old, change)
            return change_of(change)

    def delete(
        self, region: str, wave: str, *, by: str, why: str, based_on: int | None = None
    ) -> Change:
        """Erase a wave with all its versions and answers; the log keeps who did it and why.

        Raises
        ------
        NotThereError
            If there is no such wave, or it was deleted before.
        ConflictError
            If ``based_on`` is said and no longer the current version.
        """
        refusals.refuse_empty(self.place, why, "why the survey is deleted")
        with self._writing() as session:
            row = self._existing(session, region, wave)
            self._advance(session, row, based_on or row.version, delete=True)
            session.execute(delete(VersionRow).where(VersionRow.wave_id == row.id))
            return change_of(self._logged(session, region, wave, row.version, "deleted", by, why))

    # Transactions -----------------------------------------------------------------------------

    def _is_there(self) -> bool:
        """Whether there is anything to look into; a server is asked when it is needed."""
        file = file_of(self._url)
        return file is None or file.exists()

    def _refuse_nothing(self, wave: str) -> None:
        if not self._is_there():
            raise refusals.no_wave(self.place, wave, [])

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with explained(self.place):
            self._prepare()
            with Session(reader(self._engine)) as session:
                yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """A transaction: all of it happens, or nothing."""
        with explained(self.place):
            file = file_of(self._url)
            if file is not None and file == users_file():  # a named folder may be a slip
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._prepare()
            with Session(writer(self._engine), expire_on_commit=False) as session, session.begin():
                yield session

    def _prepare(self) -> None:
        if not self._is_ready:
            from bestbywm.library.schema import ensure_current  # Alembic takes a while to load

            ensure_current(self._engine)
            self._is_ready = True

    # Steps of a change ------------------------------------------------------------------------

    def _begin_wave(self, session: Session, region: str, wave: str) -> None:
        session.add(WaveRow(region=region, wave=wave, version=1, is_deleted=False))
        try:
            session.flush()
        except IntegrityError as error:
            raise refusals.was_faster(self.place, wave) from error

    def _advance(
        self, session: Session, row: WaveRow, based_on: int, *, delete: bool = False
    ) -> int:
        """Go on to the next version, unless somebody else went on from this one; its number."""
        number = based_on if delete else based_on + 1
        done = session.connection().execute(
            update(WaveRow)
            .where(WaveRow.id == row.id, WaveRow.version == based_on)
            .where(WaveRow.is_deleted.is_(row.is_deleted))
            .values(version=number, is_deleted=delete)
        )
        if done.rowcount != 1:
            raise refusals.was_faster(self.place, row.wave, based_on, row.version)
        return number

    def _logged(
        self,
        session: Session,
        region: str,
        wave: str,
        version: int,
        action: Action,
        by: str,
        why: str,
        restored_from: int | None = None,
    ) -> ChangeRow:
        refusals.refuse_empty(self.place, by, "who does it")
        row = ChangeRow(
            region=region,
            wave=wave,
            version=version,
            action=action,
            by=cleaned(by),
            at=self._now(),
            why=cleaned(why),
            restored_from=restored_from,
        )
        session.add(row)
        session.flush()
        return row

    def _add(
        self, session: Session, region: str, wave: str, survey: OwnSurvey, change: ChangeRow
    ) -> None:
        """Add a version with all its answers."""
        row = self._existing(session, region, wave)
        version = version_row(row, change, survey)
        session.add(version)
        session.flush()
        position = 0
        for people in people_in_chunks(survey.responses):
            session.execute(
                insert(PersonRow),
                [
                    {
                        "version_id": version.id,
                        "position": position + at,
                        "council": council,
                        "answers": answers,
                    }
                    for at, (council, answers) in enumerate(people)
                ],
            )
            position += len(people)

    # Finding ----------------------------------------------------------------------------------

    def _wave(self, session: Session, region: str, wave: str) -> WaveRow | None:
        query = select(WaveRow).where(WaveRow.region == region, WaveRow.wave == wave)
        return session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def _existing(self, session: Session, region: str, wave: str) -> WaveRow:
        row = self._wave(session, region, wave)
        if row is None:
            query = select(WaveRow.wave).where(WaveRow.region == region, ~WaveRow.is_deleted)
            known = session.scalars(query.order_by(WaveRow.wave)).all()
            raise refusals.no_wave(self.place, wave, known)
        if row.is_deleted:
            raise refusals.deleted(self.place, self._latest(session, row))
        return row

    def _version(self, session: Session, row: WaveRow, number: int) -> VersionRow:
        query = select(VersionRow).where(VersionRow.wave_id == row.id)
        found = session.scalars(query.where(VersionRow.number == number)).one_or_none()
        if found is None:
            numbers = select(VersionRow.number).where(VersionRow.wave_id == row.id)
            known = session.scalars(numbers.order_by(VersionRow.number)).all()
            raise refusals.no_version(self.place, row.wave, number, known)
        return found

    def _latest(self, session: Session, row: WaveRow) -> Change:
        query = (
            select(ChangeRow)
            .where(ChangeRow.region == row.region, ChangeRow.wave == row.wave)
            .order_by(ChangeRow.id.desc())
            .limit(1)
        )
        return change_of(session.scalars(query).one())


def _versions(region: str) -> Select[WaveRow, VersionRow, ChangeRow]:
    """Every version of the waves of a region that were not deleted, with its change."""
    return (
        select(WaveRow, VersionRow, ChangeRow)
        .join(VersionRow, VersionRow.wave_id == WaveRow.id)
        .join(ChangeRow, ChangeRow.id == VersionRow.change_id)
        .where(WaveRow.region == region, ~WaveRow.is_deleted)
    )


def _age(wave: SavedWave) -> tuple[str, str]:
    """What surveys are ordered by: their last day, else their name, which begins with the year."""
    day = wave.settings.last_day or wave.settings.first_day
    return (day.isoformat() if day else wave.wave, wave.wave)


def _survey(session: Session, about: SavedWave, stored: VersionRow) -> OwnSurvey:
    questions = tuple(question_from_json(each) for each in stored.questions)
    people = session.execute(
        select(PersonRow.council, PersonRow.answers)
        .where(PersonRow.version_id == stored.id)
        .order_by(PersonRow.position)
        .execution_options(yield_per=CHUNK)
    )
    return OwnSurvey(
        settings=about.settings,
        questions=questions,
        extra=frozenset(stored.extra),
        responses=responses_of(about.wave, questions, stored.people, people),
        rows=about.rows,
        mapping=stored.mapping,
    )


def _copy(session: Session, old: VersionRow, change: ChangeRow) -> None:
    """Add a version that is the same as an old one; its answers do not leave the database."""
    own = {"id", "number", "change_id"}
    names = [each.key for each in VersionRow.__mapper__.column_attrs if each.key not in own]
    same = {name: getattr(old, name) for name in names}
    new = VersionRow(number=change.version, change_id=change.id, **same)
    session.add(new)
    session.flush()
    people = select(
        literal(new.id), PersonRow.position, PersonRow.council, PersonRow.answers
    ).where(PersonRow.version_id == old.id)
    columns = ["version_id", "position", "council", "answers"]
    session.execute(insert(PersonRow).from_select(columns, people))
