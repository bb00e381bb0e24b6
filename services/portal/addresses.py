"""Where may a redirect lead? To a page of ours only."""


def local_address(address: str) -> str:
    """`address` if it is a path of this site, else the home page.

    Browsers read `\\` as `/`, skip control characters, and take `//` for another site.
    """
    plain = "\\" not in address and all(ord(c) > 31 for c in address)
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"
