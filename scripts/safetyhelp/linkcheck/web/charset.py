"""From bytes on the wire to text, never larger than allowed: a small answer can unpack to much."""

import codecs
import re
import zlib
from collections.abc import Callable

# How many bytes may come out of one step of unpacking.
_STEP = 64 * 1024
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_FIRST_BYTES = 4096


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
            data = self._inflate.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        room = self.limit - self._size
        self._parts.append(data[:room])
        self._size += len(data)
        self.full = self._size >= self.limit

    def body(self) -> bytes:
        """Return what has been unpacked so far."""
        return b"".join(self._parts)


def _decoder(name: str) -> Callable[[bytes], str] | None:
    # What pages call Latin-1 or ASCII is read as Windows-1252 (WHATWG, Encoding Standard, 4.2).
    aliases = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
               "us-ascii": "cp1252", "windows-1252": "cp1252"}  # fmt: skip
    try:
        found = codecs.lookup(aliases.get(name.lower(), name))
    except LookupError:
        return None
    if not found._is_text_encoding:
        return None
    return lambda body: found.decode(body, "replace")[0]


def text_of(body: bytes, content_type: str) -> str:
    """Decode a page as browsers do: mark, header, meta element, UTF-8, Windows-1252."""
    if body.startswith(codecs.BOM_UTF8):
        return body[3:].decode("utf-8", "replace")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    header = _HEADER_CHARSET.search(content_type)
    meta = _META_CHARSET.search(body[:_FIRST_BYTES])
    for name in (header and header[1], meta and meta[1].decode("ascii")):
        decoder = _decoder(name) if name else None
        if decoder:
            return decoder(body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(body) - 3:  # cut off in the middle of a character
            return body.decode("utf-8", "replace")
        return body.decode("cp1252", "replace")
