"""What answers about one competition in a test? It can be changed by the test; commands are only heard."""

from copy import deepcopy

from chassis.errors import NotFound
from tests.unit.portal.samples import Payload
from tests.unit.portal.stand_in import StandIn
from tests.unit.portal.tournament_samples import whole


class Published(StandIn):
    def __init__(self) -> None:
        super().__init__()
        self.whole: Payload = deepcopy(whole())

    def events_competitions(self, asked: Payload) -> Payload:
        names = ("competition_id", "state", "name", "place", "starts_on", "ends_on")
        counts = {name: len(self.whole["competition"][name]) for name in ("teams", "contests")}
        line = {**{name: self.whole["competition"][name] for name in names}, **counts}
        return {"competitions": [line], "total": 1, "page": asked["page"], "pages": 1}

    def events_competition(self, asked: Payload) -> Payload:
        if asked["competition_id"] != "k1":
            raise NotFound("no_such_competition")
        return deepcopy(self.whole)

    def events_fixture(self, asked: Payload) -> Payload:
        found = [one for one in self.whole["fixtures"] if one["fixture_id"] == asked["fixture_id"]]
        if not found:
            raise NotFound("no_such_fixture")
        return {"fixture": deepcopy(found[0]), "competition": deepcopy(self.whole["competition"])}

    def events_what_follows(self, asked: Payload) -> Payload:
        return {"goes_on": ["t1"], "no_longer": [], "filled": []}


def _heard(self: Published, wanted: Payload) -> Payload:
    """As every command of tournaments answers."""
    return {"id": "x1", "version": 8}


COMMANDS = (
    "create_competition",
    "change_competition",
    "save_team",
    "withdraw_team",
    "save_contest",
    "remove_contest",
    "draw_contest",
    "schedule_contest",
    "start_competition",
    "close_competition",
    "reopen_competition",
    "decide",
    "move_fixture",
    "assign_referee",
    "enter_result",
    "confirm_result",
    "correct_result",
    "order_replay",
    "save_athletics",
    "save_entries",
    "draw_heats",
    "put_start_lists",
    "schedule_heats",
    "decide_heats",
    "move_heat",
    "assign_heat",
    "enter_heat",
    "confirm_heat",
    "correct_heat",
    "save_prize",
    "remove_prize",
    "hand_over_prize",
    "save_next_stage",
    "save_pledge",
    "follow_pledge",
    "carry_qualified",
)
for _name in COMMANDS:
    setattr(Published, f"events_{_name}", _heard)
