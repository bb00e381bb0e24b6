"""What does `events` answer about prizes, pledges and carried teams? Part of the stand-in."""

from typing import Any

from chassis.errors import Conflict, NotFound, Refused
from tests.unit.portal.samples import Payload

AT = "2026-11-29T18:00:00+00:00"


class ClosingOffice:
    """Part of `StandIn`. It keeps what a page shows next; who has won what, a test says itself."""

    calls: list[tuple[str, Payload, Payload]]
    competitions: dict[str, Payload]

    def events_save_prize(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        prize_id = wanted["prize_id"] or f"p{len(found['prizes']) + 1}"
        others = [one for one in found["prizes"] if one["prize_id"] != prize_id]
        beside: Payload = {"prize_id": prize_id, "winners": [], "holders": [], "state": "open"}
        found["prizes"] = [*others, {**wanted, **beside}]
        return self._changed_to(found, prize_id)

    def events_remove_prize(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        if self._prize(found, wanted)["holders"]:
            raise Refused("invalid", {"prize_id": "prize_given"})
        found["prizes"] = [one for one in found["prizes"] if one["prize_id"] != wanted["prize_id"]]
        return self._changed_to(found, wanted["prize_id"])

    def events_hand_over_prize(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        prize = self._prize(found, wanted)
        others = [one for one in prize["holders"] if one["team_id"] != wanted["team_id"]]
        if not wanted["taken_back"]:
            if wanted["team_id"] not in prize["winners"]:
                raise Refused("invalid", {"team_id": "not_a_winner"})
            others.append({"team_id": wanted["team_id"], "at": AT, "by": self.calls[-1][2]["actor"]})
        prize["holders"] = others
        return self._changed_to(found, wanted["prize_id"])

    def events_save_next_stage(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        day = wanted["starts_on"].isoformat() if wanted["starts_on"] else None
        found["competition"]["next_stage"] = {**wanted, "starts_on": day}
        return self._changed_to(found, wanted["competition_id"])

    def events_save_pledge(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        return self._changed_to(found, wanted["pledge_id"] or "v9")

    def events_follow_pledge(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        note = {"state": wanted["state"], "note": wanted["note"], "by": None, "at": AT}
        for pledge in found["competition"]["pledges"]:
            if pledge["pledge_id"] == wanted["pledge_id"]:
                pledge.update(state=wanted["state"], notes=[*pledge["notes"], note])
                return self._changed_to(found, wanted["pledge_id"])
        raise NotFound("no_such_pledge")

    def events_carry_qualified(self, wanted: Payload) -> Payload:
        found = self._found(wanted)
        if wanted["from_competition_id"] == "clash":
            told = {"slug": "name_taken", "name": "الصخور"}
            raise Refused("invalid", {"from_competition_id": told})
        return self._changed_to(found, wanted["competition_id"])

    def _found(self, wanted: Payload) -> Payload:
        if wanted["competition_id"] not in self.competitions:
            raise NotFound("no_such_competition")
        found: Payload = self.competitions[wanted["competition_id"]]
        version: Any = found["competition"]["version"]
        if version != wanted["version"]:
            raise Conflict("changed_by_someone", version=version)
        return found

    def _prize(self, found: Payload, wanted: Payload) -> Payload:
        for prize in found["prizes"]:
            if prize["prize_id"] == wanted["prize_id"]:
                known: Payload = prize
                return known
        raise NotFound("no_such_prize")

    def _changed_to(self, found: Payload, its_id: str) -> Payload:
        found["competition"]["version"] += 1
        return {"id": its_id, "version": found["competition"]["version"]}
