"""What do the SMS say in Arabic? Nouns and passives, alike for every reader; no name, no kind of help."""

_ANSWER = "للجواب إلى $reply_number: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف"
_HOUR = "$date، الساعة $hour"
_MATCH = f"$home - $away\n{_HOUR}\n$pitch"
_CONTEST = f"$contest\n{_HOUR}\n$pitch"

TEXTS = {
    "invitation": f"دعوة: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "moved": f"تغيير: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "cancelled": "إلغاء: $title\nالموعد الملغى: $day، الساعة $hour",
    "opted_out": "توقفت الرسائل إلى هذا الرقم. لاستئنافها: إرسال بدء إلى $reply_number",
    "opted_in": "استؤنفت الرسائل إلى هذا الرقم. لوقفها: إرسال إيقاف إلى $reply_number",
    "fixture_scheduled": f"مباراة: {_MATCH}",
    "fixture_moved": f"تغيير: {_MATCH}",
    "fixture_called_off": f"إلغاء: $home - $away\nموعد {_HOUR}",
    "result_confirmed": "نتيجة:\n$goals",
    "result_corrected": "تصحيح النتيجة:\n$goals\nبدل:\n$goals_before",
    "table_settled": "ترتيب المجموعة $group بالنقط:\n$table",
    "table_corrected": "تصحيح، المجموعة $group بالنقط:\n$table",
    "team_qualified": "$qualified: $team\n$contest",
    "team_qualified_instead": "تصحيح، $qualified: $team\n$contest",
    "qualification_withdrawn": "تصحيح، إلغاء تأهل: $team\n$contest",
    "contest_scheduled": f"موعد: {_CONTEST}",
    "contest_moved": f"تغيير: {_CONTEST}",
    "final_ranked": "نهائي $contest:\n$table",
    "final_corrected": "تصحيح، نهائي $contest:\n$table",
}
QUALIFIED, CHAMPION = "تأهل", "البطل"
TO = "$team إلى $to"
HOW = {"forfeited": "انسحاب", "awarded": "بقرار اللجنة"}
SHOOT_OUT, NO_SCORE = "ركلات الترجيح:", "دون نتيجة"
GROUPS = dict(zip("ABCDEFGHIJKLMNOP", "أبجدهوزحطيكلمنسع", strict=True))
