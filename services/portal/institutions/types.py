"""What are the types of institutions called? The registry's slugs in the reader's words."""

from flask_babel import lazy_gettext as _

TYPE_NAMES = {
    "dar_talib": _("Boarding house for schoolboys"),
    "dar_taliba": _("Boarding house for schoolgirls"),
    "dar_talib_taliba": _("Boarding house for schoolboys and schoolgirls"),
    "dar_atfal": _("Children's home"),
    "child_protection": _("Child protection centre"),
    "upe": _("Child protection unit"),
    "dar_mousinine": _("Home for the elderly"),
    "khayria": _("Islamic charitable society"),
    "disability_center": _("Centre for people with disabilities"),
    "coaph": _("Guidance and help centre for people with disabilities"),
    "deaf_school": _("Centre for the deaf"),
    "emf": _("Multifunctional space for women"),
    "women_difficulty": _("Centre for women in difficulty"),
    "cas": _("Social assistance centre"),
    "samu": _("Social emergency centre for homeless people"),
    "cef": _("Education and training centre"),
    "cfa": _("Apprenticeship training centre"),
    "literacy": _("Literacy space"),
    "nursery": _("Nursery school"),
}


def type_name(slug: str) -> str:
    return str(TYPE_NAMES.get(slug, slug))


def type_choices() -> list[tuple[str, str]]:
    """(slug, words) in the order of the registry's own list."""
    return [(slug, str(words)) for slug, words in TYPE_NAMES.items()]
