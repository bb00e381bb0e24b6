"""In which encoding was this text written? A wrong guess prints nonsense on phones, so doubt is refused."""

import unicodedata

from charset_normalizer import from_bytes

from services.registry.files.line import Unreadable

_SAMPLE_BYTES = 64 * 1024
_LEGACY = ("cp1256", "cp1252")
# Latin letters of French, as Windows-1252 writes them, and its typographic signs.
_FRENCH = set("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ’‘“”«»…–—°€·\u00a0")

# Some 80 of 100 letters of any Arabic text; far fewer of another alphabet misread as Arabic.
_COMMON = "الينمورتةهبعد"


def decode(content: bytes) -> str:
    """The text without its byte-order mark. Raises Unreadable("encoding")."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if b"\x00" in content[:_SAMPLE_BYTES]:
        return _strictly(content, _utf_16_order(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(content, content.count(b"\n", 0, error.start) + 1)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, "replace").count("\n") + 1
        raise Unreadable("encoding", line=line) from None


def _utf_16_order(content: bytes) -> str:
    """Separators and line ends are ASCII: their zero byte comes second in little-endian order."""
    sample = content[:_SAMPLE_BYTES]
    if len(content) % 2:
        raise Unreadable("not_a_sheet")
    return "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"


def _legacy(content: bytes, line: int) -> str:
    """Windows-1256 or 1252 when the library's guess reads like Arabic or French, else refused."""
    sample = content[:_SAMPLE_BYTES]
    guess = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    for encoding in dict.fromkeys([guess.encoding if guess else _LEGACY[0], *_LEGACY]):
        if _is_credible(sample, encoding):
            return _strictly(content, encoding)
    raise Unreadable("encoding", line=line)


def _is_credible(sample: bytes, encoding: str) -> bool:
    """Arabic: nearly all signs above ASCII are Arabic letters. French: they are French and stand alone."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    high = [sign for sign in text if ord(sign) > 127]
    if encoding == "cp1256":
        arabic = sum(_is_arabic(sign) for sign in high)
        return arabic >= 0.85 * len(high) and sum(map(_COMMON.count, high)) >= 0.6 * arabic
    return all(sign in _FRENCH for sign in high) and not _has_run(text, 3)


def _is_arabic(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("ARABIC") or sign in "\u00a0\u200e\u200f\u200d\u200c"


def _has_run(text: str, length: int) -> bool:
    """Whether `length` letters above ASCII follow each other: never in French, always in misread Arabic."""
    run = 0
    for sign in text:
        run = run + 1 if ord(sign) > 127 and sign.isalpha() else 0
        if run == length:
            return True
    return False
