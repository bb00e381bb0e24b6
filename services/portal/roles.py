"""Who may do what? One row an endpoint, for pages and API alike.

An endpoint that is not here is refused to everybody.
"""

ADMINISTRATOR, CHAIR, OFFICER, READER = "administrator", "chair", "officer", "reader"
ORGANISER, REFEREE = "organiser", "referee"
ROLES = (ADMINISTRATOR, CHAIR, OFFICER, READER, ORGANISER, REFEREE)

PUBLIC = frozenset({"public", *ROLES})
EVERYBODY = frozenset(ROLES)
OFFICE = frozenset({ADMINISTRATOR, CHAIR})
CHAIRING = frozenset({CHAIR})
EDITING = frozenset({ADMINISTRATOR, CHAIR, OFFICER})
ADMINISTERING = frozenset({ADMINISTRATOR})
NETWORK = EVERYBODY - {REFEREE}  # a referee sees the own fixtures, and nothing of the members
ORGANISING = frozenset({ORGANISER, CHAIR})
SCORING = frozenset({ORGANISER, CHAIR, REFEREE})  # a referee: the own fixtures alone

WHO_MAY: dict[str, frozenset[str]] = {
    "static": PUBLIC,
    "health.shown": PUBLIC,
    "health.metrics": PUBLIC,
    "language.choose": PUBLIC,
    "login.shown": PUBLIC,
    "login.enter": PUBLIC,
    "login.log_out": EVERYBODY,
    "home.home": EVERYBODY,
    # members
    "members.listed": NETWORK,
    "members.shown": NETWORK,
    "members.new": OFFICE,
    "members.add": OFFICE,
    "members.edit": EDITING,  # an association officer: the own association alone
    "members.save": EDITING,
    # institutions
    "institutions.listed": NETWORK,
    "institutions.shown": NETWORK,
    "institutions.new": OFFICE,
    "institutions.add": OFFICE,
    "institutions.edit": OFFICE,
    "institutions.save": OFFICE,
    # imports
    "imports.start": OFFICE,
    "imports.upload": OFFICE,
    "imports.template": OFFICE,
    "imports.shown": OFFICE,
    "imports.progress": OFFICE,
    "imports.confirm": OFFICE,
    # accounts
    "accounts.listed": ADMINISTERING,
    "accounts.new": ADMINISTERING,
    "accounts.add": ADMINISTERING,
    "accounts.edit": ADMINISTERING,
    "accounts.save": ADMINISTERING,
    "accounts.reset": ADMINISTERING,
    "accounts.mine": EVERYBODY,
    "accounts.set_language": EVERYBODY,
    "accounts.set_password": EVERYBODY,
    "accounts.make_token": EVERYBODY,
    "accounts.withdraw_token": EVERYBODY,
    # meetings
    "meetings.listed": NETWORK,
    "meetings.shown": NETWORK,
    "meetings.progress": NETWORK,
    "meetings.new": CHAIRING,
    "meetings.audience": CHAIRING,
    "meetings.review": CHAIRING,
    "meetings.announce": CHAIRING,
    "meetings.edit": CHAIRING,
    "meetings.change": CHAIRING,
    "meetings.ask_cancel": CHAIRING,
    "meetings.cancel": CHAIRING,
    "meetings.pause": CHAIRING,
    "meetings.tell_again": CHAIRING,
    "meetings.phone_list": OFFICE,
    "meetings.attention": OFFICE,
    "meetings.answers": OFFICE,
    # tournaments
    "tournaments.listed": NETWORK,
    "tournaments.shown": NETWORK,
    "tournaments.new": ORGANISING,
    "tournaments.create": ORGANISING,
    "tournaments.edit": ORGANISING,
    "tournaments.change": ORGANISING,
    "tournaments.ask_start": ORGANISING,
    "tournaments.start": ORGANISING,
    "tournaments.ask_close": ORGANISING,
    "tournaments.close": ORGANISING,
    "tournaments.new_team": ORGANISING,
    "tournaments.add_team": ORGANISING,
    "tournaments.edit_team": ORGANISING,
    "tournaments.save_team": ORGANISING,
    "tournaments.ask_withdraw": ORGANISING,
    "tournaments.withdraw": ORGANISING,
    "tournaments.new_contest": ORGANISING,
    "tournaments.add_contest": ORGANISING,
    "tournaments.edit_contest": ORGANISING,
    "tournaments.save_contest": ORGANISING,
    "tournaments.ask_remove_contest": ORGANISING,
    "tournaments.remove_contest": ORGANISING,
    "tournaments.count_matches": ORGANISING,
    "tournaments.ask_draw": ORGANISING,
    "tournaments.draw": ORGANISING,
    "tournaments.ask_schedule": ORGANISING,
    "tournaments.schedule": ORGANISING,
    "tournaments.ask_decide": ORGANISING,
    "tournaments.decide": ORGANISING,
    "tournaments.today": SCORING,
    "tournaments.fixture": EVERYBODY,  # a referee: the own fixtures alone
    "tournaments.enter": SCORING,
    "tournaments.follows": SCORING,
    "tournaments.confirm": ORGANISING,
    "tournaments.ask_correct": ORGANISING,
    "tournaments.correct": ORGANISING,
    "tournaments.ask_replay": ORGANISING,
    "tournaments.order_replay": ORGANISING,
    "tournaments.ask_move": ORGANISING,
    "tournaments.move": ORGANISING,
    "tournaments.assign": ORGANISING,
    "tournaments.ask_results": ORGANISING,
    "tournaments.upload_results": ORGANISING,
    "tournaments.results_import": ORGANISING,
    "tournaments.results_progress": ORGANISING,
    "tournaments.confirm_results": ORGANISING,
    "tournaments.ask_confirm_all": ORGANISING,
    "tournaments.confirm_all": ORGANISING,
    # heats
    "heats.shown": EVERYBODY,  # a referee: the own heats alone
    "heats.sheet": SCORING,  # with names for who organises
    "heats.enter": SCORING,
    "heats.follows": SCORING,
    "heats.confirm": ORGANISING,
    "heats.ask_correct": ORGANISING,
    "heats.correct": ORGANISING,
    "heats.ask_move": ORGANISING,
    "heats.move": ORGANISING,
    "heats.assign": ORGANISING,
    # athletics contests
    "athletics.new_contest": ORGANISING,
    "athletics.add_contest": ORGANISING,
    "athletics.edit_contest": ORGANISING,
    "athletics.save_contest": ORGANISING,
    "athletics.ask_entries": ORGANISING,  # the one page with names of athletes
    "athletics.save_entries": ORGANISING,
    "athletics.ask_draw": ORGANISING,
    "athletics.draw": ORGANISING,
    "athletics.ask_start_lists": ORGANISING,
    "athletics.put_start_lists": ORGANISING,
    "athletics.ask_schedule": ORGANISING,
    "athletics.schedule": ORGANISING,
    "athletics.last_start": ORGANISING,
    "athletics.ask_decide": ORGANISING,
    "athletics.decide": ORGANISING,
    # prizes, the next stage, pledges, teams from elsewhere
    "closing.new_prize": ORGANISING,
    "closing.add_prize": ORGANISING,
    "closing.edit_prize": ORGANISING,
    "closing.save_prize": ORGANISING,
    "closing.remove_prize": ORGANISING,
    "closing.ask_hand_over": ORGANISING,
    "closing.hand_over": ORGANISING,
    "closing.edit_stage": ORGANISING,
    "closing.save_stage": ORGANISING,
    "closing.new_pledge": ORGANISING,
    "closing.add_pledge": ORGANISING,
    "closing.edit_pledge": ORGANISING,
    "closing.save_pledge": ORGANISING,
    "closing.ask_follow": ORGANISING,
    "closing.follow": ORGANISING,
    "closing.ask_carry": ORGANISING,
    "closing.carry": ORGANISING,
    # published competitions
    "public.shown": PUBLIC,
    "public.live": PUBLIC,
    "public.printed": PUBLIC,
    "public.results_csv": PUBLIC,
    "public.results_pdf": PUBLIC,
    "public.athletics_csv": PUBLIC,
    "public.results_json": PUBLIC,
    "public.calendar": PUBLIC,
    # the sandbox phone
    "phone.listed": OFFICE,
    "phone.shown": OFFICE,
    "phone.talk": OFFICE,
    "phone.reply": OFFICE,
    # upkeep
    "upkeep.shown": ADMINISTERING,
    "upkeep.redrive": ADMINISTERING,
    "upkeep.discard": ADMINISTERING,
    "upkeep.ask_discard": ADMINISTERING,
    "upkeep.replay": ADMINISTERING,
    # the public API
    "api-docs.openapi_json": PUBLIC,
    "api_docs.shown": PUBLIC,
    "api_members.associations": NETWORK,
    "api_members.association": NETWORK,
    "api_members.add_association": OFFICE,
    "api_members.edit_association": EDITING,
    "api_members.communes": NETWORK,
    "api_members.opt_out": OFFICE,
    "api_institutions.institutions": NETWORK,
    "api_institutions.institution": NETWORK,
    "api_institutions.add_institution": OFFICE,
    "api_institutions.edit_institution": OFFICE,
    "api_imports.imports": OFFICE,
    "api_imports.upload": OFFICE,
    "api_imports.import_state": OFFICE,
    "api_imports.import_report": OFFICE,
    "api_imports.confirm_import": OFFICE,
    "api_meetings.meetings": NETWORK,
    "api_meetings.meeting": NETWORK,
    "api_meetings.announce_meeting": CHAIRING,
    "api_meetings.change_meeting": CHAIRING,
    "api_meetings.cancel_meeting": CHAIRING,
    "api_meetings.answers": OFFICE,
    "api_tournaments.competitions": NETWORK,
    "api_tournaments.competition": EVERYBODY,  # a referee: the own fixtures of it
    "api_tournaments.create_competition": ORGANISING,
    "api_tournaments.change_competition": ORGANISING,
    "api_tournaments.add_team": ORGANISING,
    "api_tournaments.edit_team": ORGANISING,
    "api_tournaments.withdraw_team": ORGANISING,
    "api_tournaments.add_contest": ORGANISING,
    "api_tournaments.edit_contest": ORGANISING,
    "api_tournaments.remove_contest": ORGANISING,
    "api_tournaments.draw_contest": ORGANISING,
    "api_tournaments.schedule_contest": ORGANISING,
    "api_tournaments.decide": ORGANISING,
    "api_tournaments.start_competition": ORGANISING,
    "api_tournaments.close_competition": ORGANISING,
    "api_fixtures.fixture": EVERYBODY,  # a referee: the own fixtures alone
    "api_fixtures.enter_result": SCORING,
    "api_fixtures.what_follows": SCORING,
    "api_fixtures.confirm_result": ORGANISING,
    "api_fixtures.correct_result": ORGANISING,
    "api_fixtures.order_replay": ORGANISING,
    "api_fixtures.move_fixture": ORGANISING,
    "api_fixtures.assign_referee": ORGANISING,
    "api_athletics.add_athletics": ORGANISING,
    "api_athletics.edit_athletics": ORGANISING,
    "api_athletics.entries": ORGANISING,  # with names of athletes
    "api_athletics.save_entries": ORGANISING,
    "api_athletics.draw_heats": ORGANISING,
    "api_athletics.put_start_lists": ORGANISING,
    "api_athletics.schedule_heats": ORGANISING,
    "api_athletics.decide_heats": ORGANISING,
    "api_heats.heat": EVERYBODY,  # a referee: the own heats alone
    "api_heats.enter_heat": SCORING,
    "api_heats.what_heat_follows": SCORING,
    "api_heats.confirm_heat": ORGANISING,
    "api_heats.correct_heat": ORGANISING,
    "api_heats.move_heat": ORGANISING,
    "api_heats.assign_heat": ORGANISING,
    "api_closing.add_prize": ORGANISING,
    "api_closing.edit_prize": ORGANISING,
    "api_closing.remove_prize": ORGANISING,
    "api_closing.hand_over_prize": ORGANISING,
    "api_closing.save_next_stage": ORGANISING,
    "api_closing.add_pledge": ORGANISING,
    "api_closing.edit_pledge": ORGANISING,
    "api_closing.follow_pledge": ORGANISING,
    "api_closing.carry_qualified": ORGANISING,
    "api_result_imports.result_imports": ORGANISING,
    "api_result_imports.upload_results": ORGANISING,
    "api_result_imports.result_import": ORGANISING,
    "api_result_imports.confirm_result_import": ORGANISING,
    "api_result_imports.confirm_all": ORGANISING,
    "api_messages.preview_audience": CHAIRING,
    "api_messages.announcements": NETWORK,
    "api_messages.recipients": OFFICE,
    "api_messages.pause_announcement": CHAIRING,
    "api_messages.tell_again": CHAIRING,
    "api_messages.sandbox_messages": OFFICE,
    "api_messages.sandbox_reply": OFFICE,
    "api_upkeep.health": ADMINISTERING,
    "api_upkeep.held": ADMINISTERING,
    "api_upkeep.redrive": ADMINISTERING,
    "api_upkeep.discard": ADMINISTERING,
    "api_upkeep.replay": ADMINISTERING,
}


def may(role: str, endpoint: str) -> bool:
    """Deny by default."""
    return role in WHO_MAY.get(endpoint, frozenset())


def may_edit_association(role: str, own_association: str | None, association_id: str) -> bool:
    if role == OFFICER:
        return own_association == association_id
    return role in OFFICE


def sees_phones(role: str, own_association: str | None, association_id: str) -> bool:
    """The office sees all phones, an officer those of the own association, a reader none."""
    return may_edit_association(role, own_association, association_id)
