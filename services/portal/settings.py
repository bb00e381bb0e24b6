"""What must the portal be told when it starts?"""

from dataclasses import dataclass

from flask import current_app

from chassis.config import setting


@dataclass(frozen=True, kw_only=True)
class PortalSettings:
    """`proxies` is the number of trusted proxies in front (0: none, the peer is the client)."""

    store_uri: str = setting("STORE_URI")
    amqp_uri: str = setting("AMQP_URI")
    secret_key: str = setting("PORTAL_SECRET_KEY")
    store_database: str = setting("STORE_DATABASE", "portal")
    port: int = setting("PORTAL_PORT", 8000)
    threads: int = setting("PORTAL_THREADS", 16)
    https: bool = setting("PORTAL_HTTPS", False)
    proxies: int = setting("PORTAL_PROXIES", 0)
    network_name_ar: str = setting("NETWORK_NAME_AR", "شبكة الجمعيات")
    network_name_fr: str = setting("NETWORK_NAME_FR", "Réseau des associations")
    sms_gateway: str = setting("SMS_GATEWAY", "sandbox")
    deadline_s: float = setting("PORTAL_DEADLINE_S", 2.5)
    log_level: str = setting("LOG_LEVEL", "INFO")


def gateway_is_sandbox() -> bool:
    settings: PortalSettings = current_app.extensions["settings"]
    return settings.sms_gateway == "sandbox"
