"""How is the portal put together?"""

from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

from flask import Flask, request
from flask_wtf import CSRFProtect
from pymongo.errors import PyMongoError
from werkzeug.middleware.proxy_fix import ProxyFix

from chassis.logs import log
from chassis.rpc import RpcPool
from contracts.registry.commands import IMPORT_BYTES
from services.portal import (
    access,
    api,
    errors,
    formats,
    headers,
    i18n,
    lightness,
    navigation,
    pages,
    paths,
    watch,
    words,
)
from services.portal.calls import Rpc
from services.portal.records import Records, create_indexes, open_records
from services.portal.settings import PortalSettings
from services.portal.who import Who

FORM_OVERHEAD_BYTES = 64 * 1024  # boundaries and small fields round an uploaded file
FORM_BYTES = 512 * 1024  # twice the largest: 400 athletes, each with a long name or with twelve attempts


def create_app(settings: PortalSettings, rpc: Rpc | None = None, records: Records | None = None) -> Flask:
    """Call it after the fork: it opens the pools of the store and of the broker."""
    app = Flask(__name__)
    app.config.update(_config(settings))
    app.extensions["settings"] = settings
    app.extensions["rpc"] = rpc or RpcPool(settings.amqp_uri, settings.threads, settings.deadline_s)
    app.extensions["who"] = Who(_prepared(records, settings))
    app.url_map.converters["id"] = paths.IdentifierConverter
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    _assemble(app, settings)
    return app


def _assemble(app: Flask, settings: PortalSettings) -> None:
    """The order matters: the id of a request before its permission, the permission before its CSRF token."""
    app.before_request(_limit_form)
    watch.watch(app)
    i18n.speak(app)
    access.guard(app)
    csrf = CSRFProtect(app)
    formats.teach(app)
    words.name_states(app)
    headers.protect(app)
    lightness.lighten(app)
    navigation.furnish(app, settings)
    for module in iter_modules(pages.__path__):
        app.register_blueprint(import_module(f"{pages.__name__}.{module.name}").bp)
    api.offer(app, csrf)
    errors.handle(app)


def _limit_form() -> None:
    """`MAX_FORM_MEMORY_SIZE` is for uploads alone: a stranger's log-in could be as large as a file."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = FORM_BYTES


def _prepared(records: Records | None, settings: PortalSettings) -> Records:
    """A store that is away now may be back in a minute: the portal starts all the same, and says so."""
    if records is None:
        records = open_records(settings.store_uri, settings.store_database)
    try:
        create_indexes(records)
    except PyMongoError as error:
        log.error("portal_store_away", error=type(error).__name__)
    return records


def _config(settings: PortalSettings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "fadaa",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "MAX_CONTENT_LENGTH": IMPORT_BYTES + FORM_OVERHEAD_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "WTF_CSRF_TIME_LIMIT": None,  # nobody loses a long form to a clock
        "WTF_CSRF_SSL_STRICT": False,  # the session cookie is SameSite; proxies may strip the referrer
        "TEMPLATES_AUTO_RELOAD": False,
    }
