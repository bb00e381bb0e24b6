"""Where are the pages of prizes, the next stage, pledges, and teams that come from elsewhere?"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.closing import carrying, handing_over, pledges, prizes, stage

bp = Blueprint("closing", __name__)


def _at(address: str, endpoint: str, view: Callable[..., Any], *, posted: bool = False) -> None:
    bp.add_url_rule(address, endpoint, view, methods=["POST"] if posted else ["GET"])


ONE = "/tournaments/<id:competition_id>"
PRIZE = f"{ONE}/prizes/<id:prize_id>"
PLEDGE = f"{ONE}/pledges/<id:pledge_id>"

_at(f"{ONE}/prizes", "new_prize", prizes.new_prize)
_at(f"{ONE}/prizes", "add_prize", prizes.add_prize, posted=True)
_at(PRIZE, "edit_prize", prizes.edit_prize)
_at(PRIZE, "save_prize", prizes.save_prize, posted=True)
_at(f"{PRIZE}/remove", "remove_prize", prizes.remove_prize, posted=True)
_at(f"{PRIZE}/hand-over", "ask_hand_over", handing_over.ask_hand_over)
_at(f"{PRIZE}/hand-over", "hand_over", handing_over.hand_over, posted=True)
_at(f"{ONE}/next-stage", "edit_stage", stage.edit_stage)
_at(f"{ONE}/next-stage", "save_stage", stage.save_stage, posted=True)
_at(f"{ONE}/pledges", "new_pledge", pledges.new_pledge)
_at(f"{ONE}/pledges", "add_pledge", pledges.add_pledge, posted=True)
_at(PLEDGE, "edit_pledge", pledges.edit_pledge)
_at(PLEDGE, "save_pledge", pledges.save_pledge, posted=True)
_at(f"{PLEDGE}/follow", "ask_follow", pledges.ask_follow)
_at(f"{PLEDGE}/follow", "follow", pledges.follow, posted=True)
_at(f"{ONE}/carry", "ask_carry", carrying.ask_carry)
_at(f"{ONE}/carry", "carry", carrying.carry, posted=True)
