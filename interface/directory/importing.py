"""Bringing the directory up to date from files: all of a file, or nothing of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models

from interface.directory import layouts
from interface.directory.models import Organisation, OrganisationKind, PcnMembership, Specialty
from interface.directory.recording import recorded

DATA = Path(__file__).parent / "data"
BATCH = 1_000
IMPORT_LOCK = 7_201_310  # advisory lock: one import at a time

Row = TypeVar("Row")


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be stored, and why, for the person who sent the file."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.reason}."


@dataclass
class Report:
    """What an import did, in rows. `ignored` rows are right and none of ours."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ignored: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged, "
            f"{self.ignored:,} ignored, {len(self.rejected):,} rejected"
        )


class ImportRefused(Exception):
    """Nothing was stored: some rows are wrong, or the file is. `report` has the rows."""

    def __init__(self, message: str, report: Report | None = None):
        super().__init__(message)
        self.report = report or Report()


def import_practices(path: Path, *, by: Any | None, update: bool = True) -> Report:
    """Store a file of practices (the project's layout or epraccur); raises ImportRefused.

    The ODS code is the key. A newer file changes name, postcode, dates and network; whether a
    practice can be picked stays as the team left it. With update=False rows that are there already
    stay as they are. Memory does not grow with the file, apart from the codes.
    """
    importer = _PracticeImport(update=update)
    return _import(
        layouts.practices(path),
        key=lambda row: row.ods_code,
        store=importer.store,
        finish=importer.link_successors,
        words="imported practices",
        by=by,
    )


def import_specialties(
    path: Path, *, trust: Organisation, by: Any | None, update: bool = True
) -> Report:
    """Store a trust's specialties from a file of treatment function codes; raises ImportRefused.

    The code is the key. A newer file changes name and group, and adds aliases; addresses, contact
    routes and whether a specialty is in use stay as the team left them.
    """
    listed = layouts.headed(DATA / "specialty_aliases.csv", required={"code", "own_name"})
    own_names = {cells["code"]: cells for _, cells in listed}
    importer = _SpecialtyImport(trust=trust, update=update)
    return _import(
        layouts.specialties(path, own_names),
        key=lambda row: row.code,
        store=importer.store,
        finish=lambda rejected: None,
        words="imported specialties",
        by=by,
    )


def _import(
    records: Iterator[tuple[int, Any]],
    *,
    key: Callable[[Any], str],
    store: Callable[[list[tuple[int, Any]], Report], None],
    finish: Callable[[list[Rejected]], None],
    words: str,
    by: Any | None,
) -> Report:
    report = Report()
    first_seen: dict[str, int] = {}

    def accepted() -> Iterator[tuple[int, Any]]:
        for number, record in records:
            if isinstance(record, layouts.NotForUs):
                report.ignored += 1
            elif isinstance(record, layouts.WrongRow):
                report.rejected.append(Rejected(number, str(record)))
            elif (earlier := first_seen.setdefault(key(record), number)) != number:
                report.rejected.append(
                    Rejected(number, f"{key(record)} is already on row {earlier}")
                )
            else:
                yield number, record

    try:
        with recorded(words, by=by):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
            for batch in _batches(accepted()):
                store(batch, report)
            finish(report.rejected)
            if report.rejected:
                raise ImportRefused("Some rows are wrong, so nothing was stored.", report)
    except layouts.WrongFile as error:
        raise ImportRefused(str(error)) from error
    except IntegrityError as error:
        raise ImportRefused(f"The file contradicts what is stored: {error}") from error
    return report


def _batches(records: Iterable[Row]) -> Iterator[list[Row]]:
    records = iter(records)
    while batch := list(islice(records, BATCH)):
        yield batch


def _differences(stored: models.Model, values: dict[str, Any]) -> list[str]:
    """Set the values that differ; returns the names of those fields."""
    differing = [name for name, value in values.items() if getattr(stored, name) != value]
    for name in differing:
        setattr(stored, name, values[name])
    return differing


def _latest_memberships(practices: Iterable[Organisation]) -> dict[int, PcnMembership]:
    """The network that each practice joined last, by the practice's key."""
    memberships = PcnMembership.objects.filter(practice__in=practices)
    ordered = memberships.select_related("practice").order_by("valid_from")
    return {membership.practice_id: membership for membership in ordered}


class _PracticeImport:
    def __init__(self, *, update: bool):
        self.update = update
        listed = layouts.headed(DATA / "not_ordinary_practices.csv", required={"ods_code"})
        self.not_ordinary = {cells["ods_code"] for _, cells in listed}
        self.successors: list[tuple[int, str, str]] = []

    def store(self, batch: list[tuple[int, layouts.PracticeRow]], report: Report) -> None:
        known = {
            practice.ods_code: practice
            for practice in Organisation.objects.filter(
                ods_code__in=[row.ods_code for _, row in batch]
            )
        }
        latest = _latest_memberships(known.values())
        new: list[Organisation] = []
        changed: list[Organisation] = []
        joined: list[PcnMembership] = []
        ended: list[PcnMembership] = []
        for number, row in batch:
            practice = known.get(row.ods_code)
            if practice is None:
                practice = self._new(row)
                new.append(practice)
                joined += self._membership(practice, row)
                report.added += 1
            elif practice.kind != OrganisationKind.PRACTICE:
                reason = f"{row.ods_code} is {practice.name}, which is not a practice"
                report.rejected.append(Rejected(number, reason))
                continue
            elif not self.update:
                report.unchanged += 1
                continue
            else:
                differing = _differences(practice, self._values(row))
                if differing:
                    changed.append(practice)
                if practice.pk in latest:
                    moved = self._move(latest[practice.pk], row, joined, ended)
                else:
                    first = self._membership(practice, row)
                    joined += first
                    moved = bool(first)
                if differing or moved:
                    report.changed += 1
                else:
                    report.unchanged += 1
            if row.succeeded_by:
                self.successors.append((number, row.ods_code, row.succeeded_by))
        Organisation.objects.bulk_create(new)
        Organisation.objects.bulk_update(
            changed,
            ["name", "postcode", "icb_code", "opened_on", "closed_on", "dormant", "place"],
        )
        PcnMembership.objects.bulk_update(ended, ["pcn_code", "pcn_name", "valid_to"])
        PcnMembership.objects.bulk_create(joined)

    def link_successors(self, rejected: list[Rejected]) -> None:
        """Practices that carry on another's work, once both are stored."""
        codes = {code for _, *pair in self.successors for code in pair}
        known = {p.ods_code: p for p in Organisation.objects.practices().filter(ods_code__in=codes)}
        linked = []
        for number, code, successor in self.successors:
            if successor not in known:
                rejected.append(Rejected(number, f"its successor {successor} is not known"))
            elif known[code].succeeded_by_id != known[successor].pk:
                known[code].succeeded_by = known[successor]
                linked.append(known[code])
        Organisation.objects.bulk_update(linked, ["succeeded_by"])

    def _values(self, row: layouts.PracticeRow) -> dict[str, Any]:
        values = {
            "name": row.name,
            "postcode": row.postcode,
            "icb_code": row.icb_code,
            "opened_on": row.opened_on,
            "closed_on": row.closed_on,
            "dormant": row.dormant,
        }
        if row.place is not None:
            values["place"] = row.place
        return values

    def _new(self, row: layouts.PracticeRow) -> Organisation:
        ours = row.icb_code == layouts.HOME_ICB
        near = ours or row.postcode.startswith("NG")
        place = "" if ours else layouts.OUT_OF_AREA
        return Organisation(
            kind=OrganisationKind.PRACTICE,
            ods_code=row.ods_code,
            pickable=near and row.ods_code not in self.not_ordinary,
            **{"place": place, **self._values(row)},
        )

    def _membership(self, practice: Organisation, row: layouts.PracticeRow) -> list[PcnMembership]:
        """The network that the row names, if any, from the day on which it is known."""
        if row.pcn is None:
            return []
        code, name, known_from = row.pcn
        begins = max(known_from, row.opened_on or known_from)
        if row.closed_on and row.closed_on < begins:
            return []
        return [
            PcnMembership(
                practice=practice,
                pcn_code=code,
                pcn_name=name,
                valid_from=begins,
                valid_to=row.closed_on,
            )
        ]

    def _move(
        self,
        latest: PcnMembership,
        row: layouts.PracticeRow,
        joined: list[PcnMembership],
        ended: list[PcnMembership],
    ) -> bool:
        """Record that a practice changed its network, or closed and so left it; says if it did."""
        values: dict[str, Any] = {}
        for next_one in self._membership(latest.practice, row):
            if next_one.pcn_code == latest.pcn_code:
                values["pcn_name"] = next_one.pcn_name
            elif next_one.valid_from > latest.valid_from:
                joined.append(next_one)
                values["valid_to"] = latest.valid_to or next_one.valid_from
            elif next_one.valid_from == latest.valid_from:  # a corrected file
                values |= {"pcn_code": next_one.pcn_code, "pcn_name": next_one.pcn_name}
        if row.closed_on and not latest.valid_to and "valid_to" not in values:
            values["valid_to"] = max(row.closed_on, latest.valid_from)
        if not _differences(latest, values):
            return False
        ended.append(latest)
        return True


class _SpecialtyImport:
    def __init__(self, *, trust: Organisation, update: bool):
        self.trust, self.update = trust, update

    def store(self, batch: list[tuple[int, layouts.SpecialtyRow]], report: Report) -> None:
        known = {
            specialty.treatment_function_code: specialty
            for specialty in self.trust.specialties.exclude(treatment_function_code="")
        }
        names = {s.name.casefold(): s.treatment_function_code for s in self.trust.specialties.all()}
        new, changed = [], []
        for number, row in batch:
            holder = names.setdefault(row.name.casefold(), row.code)
            specialty = known.get(row.code)
            if holder != row.code:
                reason = f"“{row.name}” is already the name of another specialty"
                report.rejected.append(Rejected(number, reason))
            elif specialty is None:
                new.append(
                    Specialty(
                        trust=self.trust,
                        treatment_function_code=row.code,
                        name=row.name,
                        group=row.group,
                        aliases=row.aliases,
                    )
                )
                report.added += 1
            elif self.update and self._differs(specialty, row):
                changed.append(specialty)
                report.changed += 1
            else:
                report.unchanged += 1
        Specialty.objects.bulk_create(new)
        Specialty.objects.bulk_update(changed, ["name", "group", "aliases"])

    def _differs(self, specialty: Specialty, row: layouts.SpecialtyRow) -> bool:
        aliases = specialty.aliases + [a for a in row.aliases if a not in specialty.aliases]
        values = {"name": row.name, "group": row.group, "aliases": aliases}
        return bool(_differences(specialty, values))


def import_organisations(path: Path, *, by: Any | None) -> Report:
    """Add the bodies that are not practices and not there yet; those there stay as they are."""
    required = {"ods_code", "name", "kind"}
    bodies = [
        Organisation(
            ods_code=cells["ods_code"],
            name=cells["name"],
            kind=OrganisationKind(cells["kind"]),
            place=cells.get("place", ""),
            icb_code=cells.get("icb_code", ""),
            pickable=False,
        )
        for _, cells in layouts.headed(path, required=required)
    ]
    with recorded("imported organisations", by=by):
        known = set(
            Organisation.objects.values_list("ods_code", flat=True).filter(
                ods_code__in=[body.ods_code for body in bodies]
            )
        )
        new = [body for body in bodies if body.ods_code not in known]
        Organisation.objects.bulk_create(new)
    return Report(added=len(new), unchanged=len(known))
