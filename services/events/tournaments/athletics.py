"""What can be asked of `events` about athletics contests and their heats?"""

import secrets
from typing import Any

from chassis.errors import Refused
from chassis.service import Office, command, query
from chassis.store import Tx
from contracts.events import athletics_commands as commands
from contracts.events.athletics_terms import ATHLETICS
from contracts.events.tournament_terms import CLOSED, DRAFT, RUNNING
from services.events.domain.athletics import contest as contest_rules
from services.events.domain.athletics import decisions, entries, heats, result, schedule
from services.events.domain.athletics.consequences import follows
from services.events.domain.athletics.outcome import derive
from services.events.domain.athletics.start_lists import known_start_list
from services.events.domain.tournament import competition as rules
from services.events.domain.tournament import timetable
from services.events.tournaments import heat_views, hours, records, views
from services.events.tournaments.carried import qualified_entries
from services.events.tournaments.derivation import mark
from services.events.tournaments.records import HEATS

Payload = dict[str, Any]


class Athletics(Office):
    """Abstract: a part of `Events`."""

    @command(commands.SaveAthletics)
    def save_athletics(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        contest_id = wanted["contest_id"] or records.new_id()
        changed = contest_rules.save_contest(read, wanted, contest_id)
        records.forget_drawn(tx, contest_id)
        return records.save_competition(tx, changed, contest_id)

    @command(commands.SaveEntries)
    def save_entries(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        changed = entries.save_entries(read, wanted)
        records.forget_drawn(tx, wanted["contest_id"])
        return records.save_competition(tx, changed, wanted["contest_id"])

    @command(commands.DrawHeats)
    def draw_heats(self, tx: Tx, wanted: Payload) -> Payload:
        read, contest = _read(tx, wanted)
        seed = _new_seed() if wanted["seed"] is None else wanted["seed"]
        made = heats.draw(contest, seed, separate=wanted["separate"])
        drawn = contest_rules.save_draw(read, wanted | {"seed": seed}, made, tx.actor, tx.now)
        return _save_drawn(tx, drawn, wanted["contest_id"])

    @command(commands.PutStartLists)
    def put_start_lists(self, tx: Tx, wanted: Payload) -> Payload:
        read, _ = _read(tx, wanted)
        put = contest_rules.put_start_lists(read, wanted | {"seed": _new_seed()}, tx.actor, tx.now)
        return _save_drawn(tx, put, wanted["contest_id"])

    @command(commands.ScheduleHeats)
    def schedule_heats(self, tx: Tx, wanted: Payload) -> Payload:
        read, contest = _read(tx, wanted)
        rules.refuse_unless(read, wanted, DRAFT)
        if contest["draw"] is None:
            raise Refused("invalid", {"contest_id": "not_drawn"})
        own = records.heats(tx, contest_id=contest["contest_id"])
        every = records.played(tx, read["_id"])
        taken = hours.of_other_contests(read, every, contest["contest_id"])
        for one in schedule.schedule(own, wanted, taken):
            records.save_heat(tx, one)
        return records.save_competition(tx, read, contest["contest_id"])

    @command(commands.DecideHeats)
    def decide_heats(self, tx: Tx, wanted: Payload) -> Payload:
        read, contest = _read(tx, wanted)
        decided = decisions.decide(read, wanted, tx.actor, tx.now)
        own = records.heats(tx, contest_id=contest["contest_id"])
        decisions.refuse_needless(contest, read["teams"], own, wanted)
        mark(tx, read["_id"], contest["contest_id"])
        return records.save_competition(tx, decided, contest["contest_id"])

    @command(commands.MoveHeat)
    def move_heat(self, tx: Tx, wanted: Payload) -> Payload:
        heat, holder, contest = _run(tx, wanted["heat_id"])
        rules.refuse_state(holder, DRAFT, RUNNING)
        records.hold(tx, holder["_id"])
        every = records.played(tx, holder["_id"])
        others = [made for key, made in hours.bookings(holder, every) if key != heat["_id"]]
        moved = schedule.move(heat, wanted, others)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_heat(tx, moved)

    @command(commands.AssignHeat)
    def assign_heat(self, tx: Tx, wanted: Payload) -> Payload:
        heat, holder, _ = _run(tx, wanted["heat_id"])
        rules.refuse_state(holder, DRAFT, RUNNING)
        return records.save_heat(tx, timetable.assign(heat, wanted))

    @command(commands.EnterHeat)
    def enter_heat(self, tx: Tx, wanted: Payload) -> Payload:
        heat, holder, contest = _run(tx, wanted["heat_id"])
        rules.refuse_state(holder, RUNNING)
        start_list = _start_list(tx, holder, contest, heat)
        return records.save_heat(tx, result.enter(heat, wanted, start_list, contest, tx.actor, tx.now))

    @command(commands.ConfirmHeat)
    def confirm_heat(self, tx: Tx, wanted: Payload) -> Payload:
        heat, holder, contest = _run(tx, wanted["heat_id"])
        rules.refuse_state(holder, RUNNING)
        confirmed = result.confirm(heat, wanted, tx.actor, tx.now)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_heat(tx, confirmed)

    @command(commands.CorrectHeat)
    def correct_heat(self, tx: Tx, wanted: Payload) -> Payload:
        """Also after the competition was closed, as that of a match."""
        heat, holder, contest = _run(tx, wanted["heat_id"])
        rules.refuse_state(holder, RUNNING, CLOSED)
        start_list = _start_list(tx, holder, contest, heat)
        corrected = result.correct(heat, wanted, start_list, contest, tx.actor, tx.now)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_heat(tx, corrected)

    @query(commands.WhatHeatFollows)
    def what_heat_follows(self, asked: Payload) -> Payload:
        heat, holder, contest = _run(self.store.db, asked["heat_id"])
        every = records.heats(self.store.db, contest_id=contest["contest_id"])
        return follows(contest, holder["teams"], every, heat["_id"], asked["result"])

    @query(commands.OneHeat)
    def heat(self, asked: Payload) -> Payload:
        return views.one_heat(self.store.db, asked["heat_id"])

    @query(commands.ListHeats)
    def heats(self, asked: Payload) -> Payload:
        return heat_views.heats_of(self.store.db, asked["competition_id"], asked["referee"])

    @query(commands.ListEntries)
    def entries(self, asked: Payload) -> Payload:
        holder, contest = _read(self.store.db, asked)
        return heat_views.entries(contest, qualified_entries(self.store.db, holder, contest))


def _new_seed() -> int:
    return secrets.randbelow(2**31)


def _read(source: records.Reader, wanted: Payload) -> tuple[Payload, Payload]:
    read = records.competition(source, wanted["competition_id"])
    return read, records.contest(read, wanted["contest_id"], ATHLETICS)


def _run(source: records.Reader, heat_id: str) -> tuple[Payload, Payload, Payload]:
    heat = records.heat(source, heat_id)
    holder = records.competition(source, heat["competition_id"])
    return heat, holder, records.contest(holder, heat["contest_id"], ATHLETICS)


def _start_list(source: records.Reader, holder: Payload, contest: Payload, heat: Payload) -> list[int | None]:
    own = records.heats(source, contest_id=contest["contest_id"])
    return known_start_list(derive(contest, holder["teams"], own)["slots"], heat["_id"])


def _save_drawn(tx: Tx, competition: Payload, contest_id: str) -> Payload:
    """With the heats that were drawn, instead of those before."""
    contest = records.contest(competition, contest_id, ATHLETICS)
    records.forget_drawn(tx, contest_id)
    planned = heats.plan(competition["_id"], contest, records.new_id)
    tx.create_many(HEATS, [(one, ()) for one in planned])
    return records.save_competition(tx, competition, contest_id)
