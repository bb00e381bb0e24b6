"""Where may a redirect lead? To a page of ours only."""

from urllib.parse import urlsplit


def local_address(address: str) -> str:
    """`address` if it is a path of this site, else the home page."""
    parts = urlsplit(address) if _plain(address) else None
    if (
        parts is None
        or parts.scheme
        or parts.netloc
        or not address.startswith("/")
        or address.startswith("//")
    ):
        return "/"
    return address


def _plain(address: str) -> bool:
    """Browsers read `\\` as `/` and drop control characters."""
    return "\\" not in address and all(ord(c) > 31 for c in address)
