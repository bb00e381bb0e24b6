"""How many pages are there?"""


def page_count(total: int, size: int) -> int:
    """At least one: an empty list has a page that says so."""
    return max(1, -(-total // size))
