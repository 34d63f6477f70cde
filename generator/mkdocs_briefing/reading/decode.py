"""Bytes -> text, without newline translation and without ever failing.

In: the bytes of a file. Out: a `Decoded`: text, the name of the encoding, how many bytes could not be read.
A leading byte-order mark is no part of the text. Nothing is raised.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

_EACH = "briefing-one-for-each"
_MARKS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_THREE_BYTES = re.compile(rb"[\xe1-\xef][\x80-\xbf]{2}")
"""A character of UTF-8 that other encodings hardly have by chance: quotation marks and dashes are such."""
# Quotation marks, dashes and the ellipsis of Windows code pages: bytes that UTF-8 never has on their own.
_TYPOGRAPHIC = frozenset(b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xab\xbb")
_WINDOWS = "cp1252"
_CONFIDENT_CHAOS = 0.1
_CONFIDENT_BYTES = 3


class Decoded(NamedTuple):
    """The text of a file, the encoding it was read with, and the number of bytes shown as U+FFFD."""

    text: str
    encoding: str
    lost: int = 0


def _one_for_each(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\N{REPLACEMENT CHARACTER}" * (error.end - error.start), error.end


codecs.register_error(_EACH, _one_for_each)


def decode(raw: bytes) -> Decoded:
    """Decode a file: by its byte-order mark, else as UTF-8, else by detection where that is confident.

    What stays undecodable becomes exactly one U+FFFD for each byte, so that damage never shifts the text around it.
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], marked)
    if b"\0" in raw:
        return _replacing(raw, _by_zeros(raw))
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        damaged = _replacing(raw, "utf-8")
    encoding = _detected(raw, damaged)
    if encoding is None:
        return damaged
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return damaged


def _replacing(raw: bytes, encoding: str) -> Decoded:
    before = raw.count("\N{REPLACEMENT CHARACTER}".encode()) if encoding == "utf-8" else 0
    text = raw.decode(encoding, errors=_EACH)
    return Decoded(text, encoding, max(0, text.count("\N{REPLACEMENT CHARACTER}") - before))


def _by_zeros(raw: bytes) -> str:
    """UTF-16 without a mark shows in zeros at every other place; English text in UTF-8 has none at all."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    half = max(1, len(raw) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return "utf-8"


def _detected(raw: bytes, damaged: Decoded) -> str | None:
    """Name another encoding than UTF-8, or nothing: good UTF-8 with a few broken bytes is still UTF-8."""
    whole = sum(map(len, _NOT_ASCII.findall(damaged.text))) - damaged.lost
    if whole > damaged.lost or len(_THREE_BYTES.findall(raw)) * 9 >= damaged.lost:
        return None
    high = [byte for byte in raw[: _SAMPLE * 16] if byte > 0x7F]
    typographic = sum(byte in _TYPOGRAPHIC for byte in high)
    if typographic and typographic * 2 >= len(high):
        return _WINDOWS
    if len(high) < _CONFIDENT_BYTES:
        return None
    lines = raw[: _SAMPLE * 16].splitlines(keepends=True)
    sample = b"".join(line for line in lines if not line.isascii())[:_SAMPLE]
    found = from_bytes(sample)
    best = found.best()
    if best is None or best.chaos > _CONFIDENT_CHAOS:
        return None
    # Western news in an eight-bit code is Windows-1252 unless something else fits better.
    names = {match.encoding: match for match in found}
    known = names.get(_WINDOWS)
    if known is not None and known.chaos <= best.chaos and known.coherence >= best.coherence * 0.8:
        return _WINDOWS
    return str(best.encoding)
