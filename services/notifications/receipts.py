"""How is `receiving` served? `gunicorn -k gthread services.notifications.receipts:app`, one worker."""

from chassis import config, logs
from chassis.store import Store
from services.notifications.receiving import Receiving
from services.notifications.settings import SmsSettings


def build() -> Receiving:
    """Made in the worker, after the fork: a store's client must not cross it."""
    settings = config.read(SmsSettings)
    logs.configure(settings.log_level, "receipts")
    return Receiving(Store(settings.store_uri, settings.store_database), settings.receipts_secret)


app = build()
