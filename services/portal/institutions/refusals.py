"""What does a refusal about an institution say? Sentences and labels for `services.portal.refusals`."""

from flask_babel import lazy_gettext as _

SENTENCES = {
    "institution_not_found": _("This institution does not exist, or no longer"),
    "no_such_association": _("Managing association: one of the list is needed"),
}

LABELS = {
    "type": _("Type of institution"),
}
