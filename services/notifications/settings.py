"""Which settings do the three processes of `notifications` have?"""

from dataclasses import dataclass

from chassis.config import ServiceSettings, setting
from services.notifications.domain.preview import Terms

SANDBOX, KANNEL = "sandbox", "kannel"


@dataclass(frozen=True, kw_only=True)
class SmsSettings(ServiceSettings):
    """`sms_gateway` is `sandbox` (nothing leaves the machine) or `kannel`."""

    sms_gateway: str = setting("SMS_GATEWAY", SANDBOX)
    kannel_send_url: str = setting("KANNEL_SEND_URL", "")
    kannel_user: str = setting("KANNEL_USER", "")
    kannel_password: str = setting("KANNEL_PASSWORD", "")
    receipts_url: str = setting("RECEIPTS_URL", "")
    receipts_secret: str = setting("RECEIPTS_SECRET", "")
    # Kannel's dlr-mask: delivered 1, failed 2, taken by the operator 8, refused by it 16
    receipts_wanted: int = setting("KANNEL_DLR_MASK", 1 + 2 + 8 + 16)
    sender: str = setting("SMS_SENDER", "FADAA")
    reply_number: str = setting("SMS_REPLY_NUMBER", "3535")
    signature: str = setting("SMS_SIGNATURE", "")
    part_price_centimes: int = setting("SMS_PART_PRICE_CENTIMES", 35)
    max_parts: int = setting("SMS_MAX_PARTS", 4)
    slots: int = setting("SENDER_SLOTS", 16)
    sender_name: str = setting("SENDER_NAME", "sender")
    doubt_after_s: float = setting("DOUBT_AFTER_S", 45.0)
    unknown_after_s: float = setting("UNKNOWN_AFTER_S", 86400.0)
    retention_days: int = setting("SMS_RETENTION_DAYS", 180)

    def terms(self) -> Terms:
        return Terms(self.part_price_centimes, self.max_parts, self.sender, self.reply_number, self.signature)
