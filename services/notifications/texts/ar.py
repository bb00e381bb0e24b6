"""What do the SMS say in Arabic? Nouns and passives, alike for every reader; no name, no kind of help."""

_ANSWER = "للجواب إلى $reply_number: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف"

TEXTS = {
    "invitation": f"دعوة: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "moved": f"تغيير: $title\n$day، الساعة $hour\n$place\n{_ANSWER}",
    "cancelled": "إلغاء: $title\nالموعد الملغى: $day، الساعة $hour",
    "opted_out": "توقفت الرسائل إلى هذا الرقم. لاستئنافها: إرسال بدء إلى $reply_number",
    "opted_in": "استؤنفت الرسائل إلى هذا الرقم. لوقفها: إرسال إيقاف إلى $reply_number",
}
