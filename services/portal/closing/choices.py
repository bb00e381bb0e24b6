"""Does what was chosen stay chosen while nobody can say what there is to choose?"""

from flask_babel import gettext as _

Choices = list[tuple[str, str]]


def with_chosen(choices: Choices, chosen: str) -> Choices:
    """While events is away the names are not known."""
    if not chosen or chosen in dict(choices):
        return choices
    return [*choices, (chosen, _("As chosen before"))]
