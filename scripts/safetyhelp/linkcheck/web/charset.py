"""From bytes on the wire to text, never larger than allowed: a small answer can unpack to much."""

import codecs
import re
import zlib

_GZIP = b"\x1f\x8b"  # one packed part may follow another
# How many bytes may come out of one step of unpacking.
_STEP = 64 * 1024
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_FIRST_BYTES = 4096
_NEVER_IN_TEXT = {*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)}
_OF_TEXT = bytes(set(range(256)) - _NEVER_IN_TEXT)


class Unpacker:
    """Collects the body of an answer, unpacked, up to `limit` bytes; `full` says it has enough."""

    def __init__(self, encoding: str, limit: int) -> None:
        self.limit = limit
        self.full = False
        self.broken = False
        self._parts: list[bytes] = []
        self._size = 0
        self._inflate: zlib._Decompress | None = None
        word = encoding.strip().lower()
        self._raw_deflate_possible = word == "deflate"
        if word in ("gzip", "x-gzip"):
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif word == "deflate":
            self._inflate = zlib.decompressobj()
        elif word not in ("", "identity"):
            self.broken = True  # an encoding that we did not ask for

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the wire."""
        if self.full or self.broken or not data:
            return
        if self._inflate is None:
            self._keep(data)
            return
        while data and not self.full:
            try:
                self._keep(self._inflate.decompress(data, _STEP))
            except zlib.error:
                if not (self._raw_deflate_possible and not self._size):
                    self.broken = True
                    return
                self._raw_deflate_possible = False
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                continue
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
            if self._inflate.eof:
                if not data.startswith(_GZIP):
                    return
                self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def _keep(self, data: bytes) -> None:
        room = self.limit - self._size
        self._parts.append(data[:room])
        self._size += len(data)
        self.full = self._size >= self.limit

    @property
    def ended(self) -> bool:
        """Say whether what was packed has come to its own end."""
        return self._inflate is None or self._inflate.eof or not self._size

    def body(self) -> bytes:
        """Return what has been unpacked so far."""
        return b"".join(self._parts)


# The encodings that browsers know (WHATWG, Encoding Standard, 4.2), as Python names them.
_NAMED = """utf-8 cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman cp874 cp1250 cp1251
cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gbk gb2312 gb18030 big5 big5hkscs euc_jp
iso2022_jp shift_jis euc_kr cp949 utf-16 utf-16-le utf-16-be"""
_KNOWN = frozenset(_NAMED.split())
_AS_WINDOWS = frozenset({"iso8859-1", "ascii", "latin-1"})


def _known(name: str) -> str:
    """Return Python's name of an encoding that a page names; empty when browsers know none."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    known = "cp1252" if known in _AS_WINDOWS else known
    return known if known in _KNOWN else ""


def _named_in_meta(body: bytes) -> str:
    """Return the encoding that a meta element names. One that could be read is not UTF-16."""
    meta = _META_CHARSET.search(body[:_FIRST_BYTES])
    name = meta[1].decode("ascii") if meta else ""
    return "utf-8" if re.match(r"utf-?16", name, re.IGNORECASE) else name


def is_binary(body: bytes, content_type: str) -> bool:
    """Say whether a body is no text at all, by the bytes that no text has (WHATWG MIME, 3)."""
    start = body[:_FIRST_BYTES]
    has_mark = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    is_utf_32 = start.startswith(codecs.BOM_UTF32_LE)
    if (has_mark and not is_utf_32) or "utf-16" in content_type.lower():
        return False
    return len(start.translate(None, _OF_TEXT)) * 100 > len(start)


def text_of(body: bytes, content_type: str) -> str:
    """Decode a page as browsers do: mark, header, meta element, UTF-8, Windows-1252."""
    if body.startswith(codecs.BOM_UTF8):
        return body[3:].decode("utf-8", "replace")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    header = _HEADER_CHARSET.search(content_type)
    named = _known(header[1]) if header else ""
    if named.startswith("utf-16") and b"\0" not in body[:_FIRST_BYTES]:
        named = ""  # in UTF-16, each letter of the tags has a zero beside it
    encoding = named or _known(_named_in_meta(body))
    if encoding:
        return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(body) - 3:  # cut off in the middle of a character
            return body.decode("utf-8", "replace")
        return body.decode("cp1252", "replace")
