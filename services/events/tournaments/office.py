"""What can be asked of `events` about tournaments?"""

import secrets
from functools import cached_property
from typing import Any

from chassis.errors import Refused
from chassis.service import Office, command, duty, query
from chassis.store import Tx
from contracts.events import tournament_commands as commands
from contracts.events.tournament_terms import CLOSED, DRAFT, FOOTBALL, RUNNING
from services.events.domain.tournament import competition as rules
from services.events.domain.tournament import contest as contest_rules
from services.events.domain.tournament import fixtures, order, result, timetable
from services.events.domain.tournament.draw import draw
from services.events.domain.tournament.legs import leg_of
from services.events.domain.tournament.news import replay_news, result_news
from services.events.domain.tournament.outcome import follows, refuse_unless_level
from services.events.domain.tournament.schedule import schedule
from services.events.tournaments import hours, records, views
from services.events.tournaments.derivation import Derivation, mark
from services.events.tournaments.records import COMPETITIONS, FIXTURES
from services.events.tournaments.sides import Pair, sides_of

Payload = dict[str, Any]


class Tournaments(Office):
    """Abstract: a part of `Events`."""

    @command(commands.CreateCompetition)
    def create_competition(self, tx: Tx, wanted: Payload) -> Payload:
        made = rules.create(records.new_id(), wanted, tx.actor, tx.now)
        tx.create(COMPETITIONS, made)
        return {"id": made["_id"], "version": 1}

    @command(commands.ChangeCompetition)
    def change_competition(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        changed = rules.change(read, wanted)
        if changed["place"] != read["place"]:
            mark(tx, read["_id"], *(one["contest_id"] for one in read["contests"]))
        return records.save_competition(tx, changed)

    @command(commands.SaveTeam)
    def save_team(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        team_id = wanted["team_id"] or records.new_id()
        return records.save_competition(tx, rules.save_team(read, wanted, team_id), team_id)

    @command(commands.WithdrawTeam)
    def withdraw_team(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        changed = rules.withdraw(read, wanted, tx.now)
        playing = [one["contest_id"] for one in read["contests"] if wanted["team_id"] in one["entrants"]]
        mark(tx, read["_id"], *playing)
        for one in changed["contests"]:
            if one["draw"] is None:  # given up just now, or there was none
                records.forget_drawn(tx, one["contest_id"])
        return records.save_competition(tx, changed, wanted["team_id"])

    @command(commands.SaveContest)
    def save_contest(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        contest_id = wanted["contest_id"] or records.new_id()
        changed = contest_rules.save_contest(read, wanted, contest_id)
        records.forget_drawn(tx, contest_id)
        return records.save_competition(tx, changed, contest_id)

    @command(commands.RemoveContest)
    def remove_contest(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        removed = contest_rules.remove_contest(read, wanted)
        records.forget_drawn(tx, wanted["contest_id"])
        return records.save_competition(tx, removed, wanted["contest_id"])

    @command(commands.DrawContest)
    def draw_contest(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        contest = records.contest(read, wanted["contest_id"], FOOTBALL)
        seed = secrets.randbelow(2**31) if wanted["seed"] is None else wanted["seed"]
        made = draw(contest, read["teams"], seed, wanted["heads"], wanted["separate"])
        drawn = contest_rules.save_draw(read, wanted | {"seed": seed}, made, tx.actor, tx.now)
        contest = records.contest(drawn, wanted["contest_id"])
        records.forget_drawn(tx, contest["contest_id"])
        tx.create_many(FIXTURES, [(one, ()) for one in fixtures.plan(read["_id"], contest, records.new_id)])
        return records.save_competition(tx, drawn, contest["contest_id"])

    @command(commands.ScheduleContest)
    def schedule_contest(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        rules.refuse_unless(read, wanted, DRAFT)
        contest = records.contest(read, wanted["contest_id"], FOOTBALL)
        if contest["draw"] is None:
            raise Refused("invalid", {"contest_id": "not_drawn"})
        every = records.played(tx, read["_id"])
        own = [one for one in every if one["contest_id"] == contest["contest_id"]]
        taken = hours.of_other_contests(read, every, contest["contest_id"])
        for one in schedule(own, contest, wanted, taken):
            records.save_fixture(tx, one)
        return records.save_competition(tx, read, wanted["contest_id"])

    @command(commands.StartCompetition)
    def start_competition(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        started = rules.start(read, wanted, records.played(tx, read["_id"]), tx.now)
        mark(tx, read["_id"], *(one["contest_id"] for one in read["contests"]))
        return records.save_competition(tx, started)

    @command(commands.CloseCompetition)
    def close_competition(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        return records.save_competition(tx, rules.close(read, wanted, tx.now))

    @command(commands.ReopenCompetition)
    def reopen_competition(self, tx: Tx, wanted: Payload) -> Payload:
        """What changed since the close has told no hour yet."""
        read = records.competition(tx, wanted["competition_id"])
        mark(tx, read["_id"], *(one["contest_id"] for one in read["contests"]))
        return records.save_competition(tx, rules.reopen(read, wanted))

    @command(commands.Decide)
    def decide(self, tx: Tx, wanted: Payload) -> Payload:
        read = records.competition(tx, wanted["competition_id"])
        decided = contest_rules.decide(read, wanted, tx.actor, tx.now)
        if wanted["order"]:
            contest = records.contest(read, wanted["contest_id"], FOOTBALL)
            own = records.fixtures(tx, contest_id=contest["contest_id"])
            refuse_unless_level(contest, read["teams"], own, wanted["order"])
        mark(tx, read["_id"], wanted["contest_id"])
        return records.save_competition(tx, decided)

    @command(commands.MoveFixture)
    def move_fixture(self, tx: Tx, wanted: Payload) -> Payload:
        fixture, holder, contest = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, DRAFT, RUNNING)
        records.hold(tx, holder["_id"])
        every = records.played(tx, holder["_id"])
        others = [made for key, made in hours.bookings(holder, every) if key != fixture["_id"]]
        playing = order.may_play([one for one in every if one["contest_id"] == contest["contest_id"]])
        minutes = timetable.play_minutes(contest, fixture["stage"], leg_of(fixture))
        moved = timetable.move(fixture, wanted, others, minutes, list(playing[fixture["number"]]))
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_fixture(tx, moved)

    @command(commands.AssignReferee)
    def assign_referee(self, tx: Tx, wanted: Payload) -> Payload:
        fixture, holder, _ = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, DRAFT, RUNNING)
        return records.save_fixture(tx, timetable.assign(fixture, wanted))

    @command(commands.EnterResult)
    def enter_result(self, tx: Tx, wanted: Payload) -> Payload:
        fixture, holder, contest = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, RUNNING)
        sides, first = _sides(tx, holder, contest, fixture), _first_leg(tx, fixture)
        entered = result.enter(fixture, wanted, sides, contest, tx.actor, tx.now, first=first)
        return records.save_fixture(tx, entered)

    @command(commands.ConfirmResult)
    def confirm_result(self, tx: Tx, wanted: Payload) -> Payload:
        fixture, holder, contest = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, RUNNING)
        confirmed = result.confirm(fixture, wanted, tx.actor, tx.now)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_fixture(tx, confirmed, result_news(holder, contest, confirmed))

    @command(commands.CorrectResult)
    def correct_result(self, tx: Tx, wanted: Payload) -> Payload:
        """Also after the competition was closed: a title can change months later."""
        fixture, holder, contest = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, RUNNING, CLOSED)
        sides, first = _sides(tx, holder, contest, fixture), _first_leg(tx, fixture)
        corrected = result.correct(fixture, wanted, sides, contest, tx.actor, tx.now, first=first)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_fixture(tx, corrected, result_news(holder, contest, corrected, was=fixture))

    @command(commands.OrderReplay)
    def order_replay(self, tx: Tx, wanted: Payload) -> Payload:
        fixture, holder, contest = _played(tx, wanted["fixture_id"])
        rules.refuse_state(holder, RUNNING)
        again = result.order_replay(fixture, wanted, tx.actor, tx.now)
        mark(tx, holder["_id"], contest["contest_id"])
        return records.save_fixture(tx, again, replay_news(holder, contest, was=fixture))

    @query(commands.ListCompetitions)
    def competitions(self, asked: Payload) -> Payload:
        return views.listed(self.store.db, asked["page"])

    @query(commands.OneCompetition)
    def competition(self, asked: Payload) -> Payload:
        return views.whole(self.store.db, asked["competition_id"])

    @query(commands.ListFixtures)
    def fixtures(self, asked: Payload) -> Payload:
        return views.fixtures_of(self.store.db, asked["competition_id"], asked["referee"])

    @query(commands.OneFixture)
    def fixture(self, asked: Payload) -> Payload:
        return views.one_fixture(self.store.db, asked["fixture_id"])

    @query(commands.WhatFollows)
    def what_follows(self, asked: Payload) -> Payload:
        fixture, holder, contest = _played(self.store.db, asked["fixture_id"])
        every = records.fixtures(self.store.db, contest_id=contest["contest_id"])
        sides = sides_of(contest, holder["teams"], every)[fixture["_id"]]
        return follows(contest, holder["teams"], every, fixture["_id"], asked["result"], sides)

    @duty
    def derive(self) -> bool:
        return self._derivation.step()

    @cached_property
    def _derivation(self) -> Derivation:
        return Derivation(self.store)


def _played(source: records.Reader, fixture_id: str) -> tuple[Payload, Payload, Payload]:
    fixture = records.fixture(source, fixture_id)
    holder = records.competition(source, fixture["competition_id"])
    return fixture, holder, records.contest(holder, fixture["contest_id"])


def _first_leg(source: records.Reader, fixture: Payload) -> Payload | None:
    if leg_of(fixture) != 2:
        return None
    own = records.fixtures(source, contest_id=fixture["contest_id"])
    return records.first_legs(own)[fixture["_id"]]


def _sides(source: records.Reader, holder: Payload, contest: Payload, fixture: Payload) -> Pair:
    """Who plays, as far as it is sure."""
    is_drawn = all(fixture["drawn"])
    own = [fixture] if is_drawn else records.fixtures(source, contest_id=contest["contest_id"])
    return sides_of(contest, holder["teams"], own)[fixture["_id"]]
