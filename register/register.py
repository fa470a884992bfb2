"""The register: what the flows and the desk use. Every method is one short transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from register import (
    audit,
    column_forms,
    completion,
    counts,
    dossiers,
    doubts,
    innovations,
    outcomes,
    pairs,
    runs,
    status,
    suppression,
    views,
)
from register.accounts import Accounts
from register.answers import Answers
from register.brief import Brief
from register.chronicle import Chronicle
from register.comparing import Comparing
from register.counts import Counts
from register.db import Database, batches, setup_errors, shown, sqlite_url
from register.doubts import Doubt
from register.files import FileStore, StoredFile
from register.importing import Imports
from register.innovations import Revision
from register.judging import Judging
from register.keying import Keying
from register.letter_answers import LetterAnswers
from register.listing import Listing, Wanted
from register.merging import Merging
from register.migrations import upgrade
from register.office_settings import OfficeSettings
from register.pairs import Pair
from register.persons import Persons
from register.problem import Problem
from register.queue import Queue
from register.recent import Recent
from register.retention import Terms
from register.runs import Run
from register.search.finder import Finder
from register.search.index import catch_up
from register.tokens import Tokens
from register.unfinished import refuse_copy, refuse_folder
from register.units import Units
from register.unsettled import Unsettled
from register.verdicts import Verdicts
from register.verify import Verification
from register.versions import SentAgain
from schemas.columns import ColumnForm
from schemas.dossier import Dossier, DossierResult, DossierStatus, ItemError
from schemas.finding import Finding
from schemas.innovation import Accepted, Innovation, Reading, Status
from schemas.match import Comparison, Judgement, Record
from schemas.source import Channel


class Register:
    """Safe to share between threads; processes open their own on the same `data` and `url`."""

    def __init__(self, database: Database, files: FileStore) -> None:
        self.database = database
        self.files = files
        self.units, self.settings = Units(database), OfficeSettings(database)
        self.sent_again = SentAgain(database)
        self.brief = Brief(database)
        self.listing = Listing(database)
        self.judging, self.verdicts = Judging(database), Verdicts(database)
        self.merging = Merging(database)
        self.finder = Finder(database)
        self.comparing = Comparing(database)
        self.persons = Persons(database, files)
        self.terms = Terms(database)
        self.recent = Recent(database)
        self.accounts = Accounts(database)
        self.answers = Answers(database)
        self.queue = Queue(database)
        self.letters = LetterAnswers(database)
        self.imports = Imports(database)
        self.tokens = Tokens(database)
        self.unsettled = Unsettled(database)
        self.chronicle = Chronicle(database)
        self.keying = Keying(database)

    @classmethod
    def open(cls, data: Path, url: str | None = None) -> Register:
        """Opens or makes the register; `url` moves its tables to another database. Raises SetupError."""
        with setup_errors(str(data) if url is None else shown(url)):
            refuse_folder(data)
            data.mkdir(parents=True, exist_ok=True)
            database = Database(url or sqlite_url(data / "sovang.db"))
            upgrade(database)
            refuse_copy(database)
            catch_up(database)
            return cls(database, FileStore(data / "originals"))

    def close(self) -> None:
        self.database.close()

    # Dossiers

    def receive(
        self, source_name: str, channel: Channel, files: Sequence[StoredFile], received_at: dt.datetime
    ) -> tuple[Dossier, bool]:
        """Lists what was dropped; True when its content is new. Known content only notes the further arrival."""
        key = dossiers.content_key(source_name, [f.sha256 for f in files])
        drop = dossiers.drop_of(source_name, channel, received_at)
        with self.database.write() as connection:
            known = dossiers.find(connection, key)
            if known:
                dossiers.add_arrival(connection, known, drop)
            dossier_id = known or dossiers.add(connection, key, drop, files)
            return views.dossiers(connection, [dossier_id])[0], known is None

    def pending(self) -> list[str]:
        """Dossiers to read: received, or interrupted while being read; in the order they came."""
        with self.database.read() as connection:
            return dossiers.pending(connection)

    def begin(self, dossier_id: str) -> list[StoredFile]:
        """Marks a dossier as being read and gives its files. Raises SetAside when that was cut short too often."""
        with self.database.write() as connection:
            attempt = dossiers.begin(connection, dossier_id)
            audit.note(connection, "begun", dossier_id, {"attempt": attempt})
            return dossiers.files_of(connection, dossier_id, self.files)

    def received_at(self, dossier_id: str) -> dt.datetime | None:
        """When a dossier first came in; None for an unknown one."""
        with self.database.read() as connection:
            return dossiers.received_at(connection, dossier_id)

    def files_of(self, dossier_ids: Sequence[str]) -> dict[str, list[StoredFile]]:
        """What was dropped as each of these dossiers, in the order it was given."""
        with self.database.read() as connection:
            return {key: dossiers.files_of(connection, key, self.files) for key in dossier_ids}

    def save(self, dossier_id: str, result: DossierResult) -> None:
        """Keeps all that reading a dossier gave, in one transaction; the same result again changes nothing."""
        paths = {p.sha256: self.files.path(p.sha256) for p in result.parts}
        sizes = {sha256: path.stat().st_size for sha256, path in paths.items() if path.is_file()}
        with self.database.write() as connection:
            dossiers.know(connection, sizes)
            result = suppression.applied(connection, dossier_id, result)
            result = outcomes.save(connection, dossier_id, result)
            innovations.save(connection, dossier_id, result)
            dossiers.end(connection, dossier_id, result.status)
            completion.conclude(connection, [dossier_id])
            detail = {"status": str(result.status), "rows": len(result.readings), "engine": result.engine}
            audit.note(connection, "read", dossier_id, detail)

    def set_aside(self, dossier_id: str, error: ItemError) -> None:
        """Lists a dossier as unreadable; what an earlier reading gave stays."""
        with self.database.write() as connection:
            before = outcomes.load(connection, [dossier_id]).get(dossier_id, DossierResult())
            after = before.model_copy(update={"status": DossierStatus.SET_ASIDE, "error": error})
            outcomes.save(connection, dossier_id, after)
            dossiers.end(connection, dossier_id, DossierStatus.SET_ASIDE)
            audit.note(connection, "set-aside", dossier_id, {"code": str(error.code)})

    def release(self, dossier_id: str) -> None:
        """Gives back a dossier whose reading a person stopped: it waits again, and the attempt does not count."""
        with self.database.write() as connection:
            dossiers.release(connection, dossier_id)
            audit.note(connection, "released", dossier_id)

    def retry(self, dossier_id: str, person: str) -> None:
        """Puts a dossier back among those to be read, as a person asked."""
        with self.database.write() as connection:
            if dossiers.is_filled(connection, dossier_id):
                return  # not read: its rows stay as they are
            before = dossiers.end(connection, dossier_id, DossierStatus.RECEIVED)
            audit.note(connection, "retry", dossier_id, {"before": before}, who=person)

    def same_files(self, sha256s: Sequence[str], besides: str = "") -> dict[str, list[str]]:
        """sha256 → the dossiers, but `besides`, that hold this file, dropped or unpacked, oldest first."""
        with self.database.read() as connection:
            return outcomes.held_by(connection, sha256s, besides)

    def tell(self, dossier_id: str, findings: Sequence[Finding]) -> None:
        """Puts what the checks over several dossiers found in the place of what they found before."""
        with self.database.write() as connection:
            outcomes.tell(connection, dossier_id, findings)
            audit.note(connection, "told", dossier_id, {"codes": [str(f.code) for f in findings]})

    def dossiers(self, only: Sequence[str] | None = None) -> Iterator[Dossier]:
        """In the order they came, as the export has them; all of them, or only some."""
        for ids in self._dossier_ids(only):
            with self.database.read() as connection:
                found = views.dossiers(connection, ids)
            yield from found

    # Tables in unknown layouts

    def name_columns(self, form: ColumnForm, person: str) -> None:
        """Keeps what a person said of a table's columns; whoever reads the dossier next uses it."""
        with self.database.write() as connection:
            column_forms.save(connection, form, person)

    def column_forms(self) -> list[ColumnForm]:
        """All such answers in force, the newest first."""
        with self.database.read() as connection:
            return column_forms.load(connection)

    # Innovations

    def innovations(self, only: Sequence[str] | None = None) -> Iterator[Innovation]:
        """Those in force, by dossier as they came, as the export has them; all of them, or those of some dossiers."""
        return self.listing.innovations(Wanted(dossiers=only))

    def reading(self, innovation_id: str) -> Reading:
        """What is in force: every field as read beside the values as accepted."""
        with self.database.read() as connection:
            return innovations.live_reading(connection, innovation_id)

    def history(self, innovation_id: str) -> list[Revision]:
        """Every reading ever kept of an innovation, oldest first."""
        with self.database.read() as connection:
            return innovations.history(connection, innovation_id)

    def accept(self, innovation_id: str, accepted: Accepted, person: str) -> None:
        """Puts a person's values in force; reruns no longer change them."""
        with self.database.write() as connection:
            innovations.accept(connection, innovation_id, accepted, person)
            completion.conclude_for(connection, [innovation_id])

    def decide(self, innovation_id: str, decision: Status, person: str) -> None:
        """Sets an innovation's status by a person's word."""
        with self.database.write() as connection:
            status.decide(connection, innovation_id, decision, person)
            completion.conclude_for(connection, [innovation_id])

    def doubts(self) -> Iterator[Doubt]:
        """Every field that a person is asked to check, with its value as read and why."""
        for ids in self._dossier_ids():
            with self.database.read() as connection:
                found = doubts.of_dossiers(connection, ids)
            yield from found

    # Pairs

    def records(self) -> list[Record]:
        """All innovations in force, as the matcher sees them."""
        return self._records(uncompared=False)

    def uncompared(self) -> list[Record]:  # whose reading in force was never compared
        return self._records(uncompared=True)

    def save_pairs(self, comparisons: Sequence[Comparison], compared_ids: Sequence[str], model: str = "") -> int:
        """Suggests what comparing `compared_ids` with all others found; returns how many pairs are new or changed."""
        return self.judging.suggest(comparisons, compared_ids, model)

    def judge(self, comparison: Comparison, judgement: Judgement, person: str) -> None:
        """Records a person's word about a pair; no machine changes it."""
        self.judging.judge(comparison, judgement, person)

    def pairs(self) -> list[Pair]:
        """All pairs in force, the likeliest first."""
        with self.database.read() as connection:
            return pairs.load(connection)

    def run(self, kind: str, lease: str = "pipeline") -> AbstractContextManager[Run]:
        """Holds the lease while the block runs. Raises runs.Busy when another living run has it."""
        return runs.hold(self.database, kind, lease)

    def runs(self) -> list[dict[str, object]]:
        with self.database.read() as connection:
            return runs.latest(connection)

    def counts(self) -> Counts:
        with self.database.read() as connection:
            return counts.count(connection)

    def audit(self, subject: str | None = None) -> list[dict[str, object]]:
        with self.database.read() as connection:
            return audit.lines(connection, subject)

    def verify(self) -> list[Problem]:
        """What is wrong with database, tables, audit and originals."""
        return list(Verification(self.database, self.files).problems())

    def _dossier_ids(self, only: Sequence[str] | None = None) -> Iterator[list[str]]:
        with self.database.read() as connection:
            return batches(views.dossier_ids(connection, only))

    def _records(self, uncompared: bool) -> list[Record]:
        found: list[Record] = []
        for ids in self._dossier_ids():
            with self.database.read() as connection:
                found += views.records(connection, ids, uncompared)
        return found
