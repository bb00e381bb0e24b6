"""What does gunicorn serve? `gunicorn -k gthread services.portal.wsgi:app`, pools per worker."""

from chassis import logs
from chassis.config import read
from services.portal.app import create_app
from services.portal.settings import PortalSettings

_settings = read(PortalSettings)
logs.configure(_settings.log_level, "portal")
app = create_app(_settings)
