"""What do the SMS say in French? Signs of GSM-7 alone (`é è à` but no `ê ç û`), so that a part holds 153."""

_ANSWER = "Réponse au $reply_number : 1 (présence) ou 2 (absence). Pour ne plus recevoir de SMS : STOP"
_HOUR = "$date à $hour"
_MATCH = f"$home - $away\n{_HOUR}\nTerrain : $pitch"
_CONTEST = f"$contest\n{_HOUR}\nLieu : $pitch"

TEXTS = {
    "invitation": f"Invitation : $title\n$day à $hour\nLieu : $place\n{_ANSWER}",
    "moved": f"Changement : $title\n$day à $hour\nLieu : $place\n{_ANSWER}",
    "cancelled": "Annulation : $title\nprévu le $day à $hour",
    "opted_out": "Vous ne recevrez plus nos SMS. Pour les recevoir de nouveau : START au $reply_number",
    "opted_in": "Vous recevez de nouveau nos SMS. Pour ne plus les recevoir : STOP au $reply_number",
    "fixture_scheduled": f"Match : {_MATCH}",
    "fixture_moved": f"Changement : {_MATCH}",
    "fixture_called_off": f"Annulation : $home - $away\nprévu le {_HOUR}",
    "result_confirmed": "Résultat :\n$goals",
    "result_corrected": "Correction :\n$goals\nau lieu de :\n$goals_before",
    "table_settled": "Classement, groupe $group, points :\n$table",
    "table_corrected": "Classement corrigé, groupe $group, points :\n$table",
    "team_qualified": "$qualified : $team\n$contest",
    "team_qualified_instead": "Correction. $qualified : $team\n$contest",
    "qualification_withdrawn": "Correction, qualification annulée : $team\n$contest",
    "contest_scheduled": f"Horaire : {_CONTEST}",
    "contest_moved": f"Changement : {_CONTEST}",
    "final_ranked": "Finale, $contest :\n$table",
    "final_corrected": "Finale corrigée, $contest :\n$table",
}
QUALIFIED, CHAMPION = "Qualification", "Champion"
TO = "$team\nProchaine étape : $to"
HOW = {"forfeited": "par forfait", "awarded": "par décision du comité"}
SHOOT_OUT, NO_SCORE = "Tirs au but :", "sans score"
GROUPS: dict[str, str] = {}  # as they are
