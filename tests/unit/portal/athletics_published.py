"""Which competition with athletics is published in a test? With much that must not leak, and prizes."""

from typing import Any

from tests.unit.portal.athletics_samples import ATHLETE, athletics_whole
from tests.unit.portal.published import Published
from tests.unit.portal.samples import Payload
from tests.unit.portal.tournament_samples import CLERK, SECRET

NEXT: Payload = {"name": "النهائيات الجهوية", "place": "مراكش", "starts_on": "2026-12-12"}
NOTHING: Payload = {"contest_id": None, "place": None, "team_id": None, "winners": [], "holders": []}


class PublishedAthletics(Published):
    def __init__(self) -> None:
        super().__init__()
        pledge = {"pledge_id": "g1", "what": SECRET, "promised_by": "x", "notes": []}
        self.whole: Payload = athletics_whole(next_stage=NEXT, pledges=[pledge])
        for contest in self.whole["competition"]["athletics"]:
            for entry in contest["entries"]:
                entry["name"] = ATHLETE  # no answer carries it; the page must not need that to be true
        cup = {"award": "place", "contest_id": "c1", "place": 1, "state": "astray"}
        self.whole["prizes"] = [
            prize("كأس كرة القدم", **cup, winners=["t1"], holders=[_holding("t1"), _holding("t3")]),
            prize("جائزة اللعب النظيف"),
        ]


def prize(title: str, **other: Any) -> Payload:
    return {"prize_id": title, "title": title, "award": "chosen", **NOTHING, "state": "open", **other}


def _holding(team_id: str) -> Payload:
    return {"team_id": team_id, "at": "2026-11-28T17:00:00+00:00", "by": CLERK}
