"""What can the registry be asked, and what does it do by itself?"""

from functools import cached_property
from typing import Any

from chassis.service import Office, command, duty, query
from chassis.store import Tx
from contracts.registry import commands
from contracts.registry import institutions as of_institutions
from services.registry import institutions as kept
from services.registry import queries, records, saving
from services.registry.directory import directory_of
from services.registry.imports import forgetting, receiving, writing
from services.registry.imports.checking import Checker

Payload = dict[str, Any]


class Registry(Office):
    name = "registry"
    indexes = records.INDEXES

    @command(commands.SaveAssociation)
    def save_association(self, tx: Tx, payload: Payload) -> Payload:
        return saving.save_association(tx, payload)

    @command(of_institutions.SaveInstitution)
    def save_institution(self, tx: Tx, payload: Payload) -> Payload:
        return kept.save_institution(tx, payload)

    @command(commands.OpenImport)
    def open_import(self, tx: Tx, payload: Payload) -> Payload:
        return receiving.open_import(tx, payload)

    @command(commands.AddImportChunk)
    def add_import_chunk(self, tx: Tx, payload: Payload) -> Payload:
        return receiving.add_chunk(tx, payload)

    @command(commands.CheckImport)
    def check_import(self, tx: Tx, payload: Payload) -> Payload:
        return receiving.begin_check(tx, payload)

    @command(commands.ConfirmImport)
    def confirm_import(self, tx: Tx, payload: Payload) -> Payload:
        return receiving.confirm(tx, payload)

    @query(commands.FindAssociations)
    def associations(self, payload: Payload) -> Payload:
        return queries.associations(directory_of(self.store), self.store.db, payload)

    @query(commands.ReadAssociation)
    def association(self, payload: Payload) -> Payload:
        return queries.association(self.store.db, payload)

    @query(of_institutions.FindInstitutions)
    def institutions(self, payload: Payload) -> Payload:
        return kept.institutions(self.store.db, payload)

    @query(of_institutions.ReadInstitution)
    def institution(self, payload: Payload) -> Payload:
        return kept.one_institution(self.store.db, payload)

    @query(commands.ReadPeople)
    def people(self, payload: Payload) -> Payload:
        return queries.people(self.store.db, payload)

    @query(commands.ReadImport)
    def import_state(self, payload: Payload) -> Payload:
        return queries.import_state(self.store.db, payload)

    @query(commands.ReadImportReport)
    def import_report(self, payload: Payload) -> Payload:
        return queries.import_report(self.store.db, payload)

    @query()
    def imports(self, payload: Payload) -> Payload:
        return queries.imports(self.store.db)

    @query()
    def import_columns(self, payload: Payload) -> Payload:
        return queries.import_columns()

    @query()
    def communes(self, payload: Payload) -> Payload:
        return queries.communes()

    @query()
    def summary(self, payload: Payload) -> Payload:
        return directory_of(self.store).summary()

    @duty
    def check_imports(self) -> bool:
        return self._checker.step()

    @duty
    def write_imports(self) -> bool:
        return writing.step(self.store)

    @duty
    def warm_directory(self) -> bool:
        """Before the first question: reading everything takes longer than a page may wait."""
        if not directory_of(self.store).is_loaded:
            directory_of(self.store).refresh()
        return False

    @duty
    def forget_imports(self) -> bool:
        return forgetting.step(self.store)

    @cached_property
    def _checker(self) -> Checker:
        """Keeps the file that is being read between two calls of the duty."""
        return Checker(self.store)
