"""What do the SMS say in Arabic? Nouns and passives, alike for every reader; no name, no kind of help."""

_ANSWER = "للجواب إلى $reply_number: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف"
_MATCH = "$home - $away\n$date، الساعة $hour\n$pitch"

TEXTS = {
    "invitation": f"دعوة: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "moved": f"تغيير: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "cancelled": "إلغاء: $title\nالموعد الملغى: $day، الساعة $hour",
    "opted_out": "توقفت الرسائل إلى هذا الرقم. لاستئنافها: إرسال بدء إلى $reply_number",
    "opted_in": "استؤنفت الرسائل إلى هذا الرقم. لوقفها: إرسال إيقاف إلى $reply_number",
    "fixture_scheduled": f"مباراة: {_MATCH}",
    "fixture_moved": f"تغيير: {_MATCH}",
    "result_confirmed": "نتيجة:\n$goals",
    "result_corrected": "تصحيح النتيجة:\n$goals\nبدل:\n$goals_before",
    "table_settled": "ترتيب المجموعة $group بالنقط:\n$table",
    "table_corrected": "تصحيح، المجموعة $group بالنقط:\n$table",
    "team_qualified": "تأهل: $team\n$contest",
    "team_qualified_instead": "تصحيح، تأهل: $team\n$contest",
    "qualification_withdrawn": "تصحيح، إلغاء تأهل: $team\n$contest",
}
SHOOT_OUT, NO_SCORE = "ركلات الترجيح:", "دون نتيجة"
GROUPS = dict(zip("ABCDEFGHIJKLMNOP", "أبجدهوزحطيكلمنسع", strict=True))
