"""The hostile files that are no good in a repository: names, encodings, sizes and kinds of file, made at test time.

``fill`` writes all of them into a folder beside the small files of ``articles`` and gives back what each must come to.
Every article holds one quotation of its own that must be found under its speaker, whatever stands around it.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
SMALL = HERE / "articles"
OUTSIDE = "CANARY-c41f-outside-file"
"""Stands in a file outside the folder of articles; no page may show it."""

_FIRST = "Abel Berta Cyril Doris Emil Flora Gustav Helga Ivan Judit Klara Leo Mira Noel Otto Petra Ruben Stina Tomas"
_LAST = (
    "Abbot Birch Cray Dunlop Easton Frost Garner Holm Ivory Joyce Keller Lund Moss Noble Oakes Payne Rowe Stone Voss"
)
_THING = "kettle ladder parcel violin barrel carpet lantern mirror needle piano rudder saddle teapot turbine wagon"
_DID = (
    "fell over",
    "went missing",
    "broke in two",
    "grew heavier",
    "changed hands",
    "caught fire",
    "came back",
    "rolled downhill",
    "needs mending",
    "turned green",
    "arrived late",
)
_PLACE = (
    "beneath the staircase",
    "during the parade",
    "without any warning",
    "outside the theatre",
    "at half past four",
    "for three whole years",
    "against all advice",
    "in the wrong harbour",
    "before anybody noticed",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A file: its path in the folder, what becomes of it (``page``, ``told`` or ``either``), its own quotation."""

    file: str
    outcome: str
    words: str = ""
    speaker: str = ""
    literal: tuple[str, ...] = ()


class Voices:
    """Quotations of one speaker each, no two alike in their words or their names."""

    def __init__(self) -> None:
        self.used = 0

    def next(self) -> tuple[str, str]:
        """Words and speaker that no other article has."""
        n, self.used = self.used, self.used + 1
        thing, first, last = _THING.split(), _FIRST.split(), _LAST.split()
        words = f"The {thing[n % 15]} {_DID[n % 11]} {_PLACE[(n // 11 + n) % 9]}"
        return words, f"{first[n % 19]} {last[(n // 19 + n) % 19]}"


def text(words: str, speaker: str, before: str = "", after: str = "", end: str = "\n") -> str:
    """An article around one quotation; ``before`` and ``after`` are paragraphs of their own."""
    parts = ["Report from the harbour", before, f"“{words},” said {speaker}, a member of the council.", after]
    return (end * 2).join(part for part in parts if part) + end


def small() -> list[Case]:
    """What the files in the repository must come to."""
    listed = yaml.safe_load((HERE / "cases.yml").read_text(encoding="utf-8"))["cases"]
    return [
        Case(c["file"], c["outcome"], c["quote"]["text"], c["quote"]["speaker"], tuple(c["literal"])) for c in listed
    ]


NAMES = (
    "<img src=x onerror=window.__pwned=21>.txt",
    '"onmouseover="window.__pwned=22" x=".txt',
    "{{ 7 * 191 }}.txt",
    '--8<-- "secret.txt".txt',
    "[x](javascript:window.__pwned=23).txt",
    "`code` *em* _u_ ~~s~~ :smile:.txt",
    "</title><style>.txt",
    "' or 1=1 --.txt",
    "$(id) `id` $HOME.txt",
    "-rf.txt",
    "~root.txt",
    "=1+1.txt",
    "%2e%2e%2fup.txt",
    "a%00b.txt",
    "a\\..\\up.txt",
    "a?b#c&d=e.txt",
    "two\nlines.txt",
    "tab\there.txt",
    "bell\x07.txt",
    "esc\x1b[31mred.txt",
    "\u202egnp.txt",
    "zero\u200bwidth\u200d.txt",
    "\ufeffmark.txt",
    "cafe\u0301.txt",
    "caf\u00e9.txt",
    "港の報告.txt",
    "\U0001f6a2.txt",
    "تقرير.txt",
    "blank at end .txt",
    "dots...txt",
    " leading.txt",
    "UPPER.TXT",
    "Mixed.Txt",
    "index.txt",
    "404.txt",
    "assets.txt",
    "search.txt",
    "sitemap.txt",
    "robots.txt",
    "CON.txt",
    "nul.txt",
    "aux.txt",
    "com1.txt",
    "lpt9.txt",
    "mkdocs.txt",
    "briefing.txt",
    "a b.txt",
    "a-b.txt",
    "A B.txt",
    "a_b.txt",
    "a--b.txt",
    "index/index.txt",
    "assets/stylesheets.txt",
    "search/search_index.txt",
    "same/story.txt",
    "other/story.txt",
    "deep/" * 30 + "down.txt",
    "n" * 240 + ".txt",
    "folder.txt/inside.txt",
    "style.css.txt",
    "page.html.txt",
    "o.md.txt",
)

_LINE_ENDS = {
    "lf": "\n",
    "crlf": "\r\n",
    "cr": "\r",
    "vertical-tab": "\v",
    "form-feed": "\f",
    "nel": "\x85",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
}
_CHARACTERS = {
    "control": "".join(map(chr, range(1, 32))) + "\x7f",
    "c1": "".join(map(chr, range(0x80, 0xA0))),
    "bidi": "\u202aa\u202bb\u202dc\u202ed\u202c \u2066e\u2067f\u2068g\u2069 \u200e\u200f\u061c",
    "zero-width": "ze\u200bro\u200c wi\u200dd\u2060th\ufeff",
    "stash": "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x02amp\x03",
    "noncharacter": "\ufdd0 \ufffe \uffff \U0001fffe",
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "hidden"),
    "private": "\ue000 \uf8ff \U000f0000",
    "combining": "z" + "\u0300\u0323" * 200,
    "replacement": "\ufffd\ufffd",
    "spaces": "a\u00a0b\u2003c\u3000d\u00ade",
    "escape": "\x1b[2J\x1b]0;owned\x07",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
}
_LARGE: dict[str, Callable[[], str]] = {
    "words-200000": lambda: "\n\n".join("The council met again on the pier and heard of it. " * 20 for _ in range(910)),
    "quotations-5000": lambda: "\n\n".join(
        f"“Boat {n} waits at berth {n % 97} for load {n * 31 % 997},” said {('the pilot', 'Ida Quill', 'she')[n % 3]}."
        for n in range(5000)
    ),
    "marks-100000": lambda: "“ " * 50_000 + '" ' * 50_000,
    "marks-closing": lambda: "” " * 60_000,
    "marks-single": lambda: "’tis ‘ ' " * 20_000,
    "cue-20000": lambda: "He said that " * 20_000,
    "links": lambda: "[a](" * 50_000,
    "comments": lambda: "<!--" * 30_000,
    "backslashes": lambda: "\\" * 200_000,
    "entities": lambda: "&amp;" * 50_000,
    "backticks": lambda: "`" * 100_001,
    "brackets": lambda: "[" * 100_000 + "(" * 100_000,
    "tags": lambda: "<a " * 60_000,
    "one-word": lambda: "x" * 800_000,
    "blank-lines": lambda: "\n" * 400_000,
    "blanks": lambda: " " * 800_000,
    "paragraphs": lambda: "One.\n\n" * 40_000,
    "initials": lambda: "A." * 100_000,
    "names": lambda: "Ada Orm " * 40_000,
    "commas": lambda: "a, " * 100_000,
    "dots": lambda: "." * 400_000,
    "digits": lambda: "1,000" * 60_000,
    "months": lambda: "on Monday 4 March 2031 " * 8_000,
}


def fill(folder: Path, outside: Path, *, large: bool = True) -> list[Case]:
    """Write the set into ``folder``, the large files too or not; links lead to ``outside``, which must stay unread."""
    shutil.copytree(SMALL, folder)
    cases = small()
    voices = Voices()
    for file, content, outcome, words, speaker in itertools.chain(_contents(voices), _large(voices) if large else ()):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        cases.append(Case(file, outcome, words, speaker))
    for name in NAMES:
        words, speaker = voices.next()
        path = folder / "names" / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            taken = path.exists()  # a file system without case takes "UPPER.TXT" for a name that is there
            if not taken:
                path.write_text(text(words, speaker), encoding="utf-8")
                cases.append(Case(f"names/{name}", "page", words, speaker))
        except OSError:
            continue  # a name that this system does not take
    cases += _special(folder, outside, voices)
    return cases


def _contents(voices: Voices) -> Iterator[tuple[str, bytes, str, str, str]]:
    """File, bytes, outcome, and the quotation with its speaker, of everything that is odd inside."""
    for name, end in _LINE_ENDS.items():
        words, speaker = voices.next()
        yield f"ends/{name}.txt", text(words, speaker, "A line.", end=end).encode(), "page", words, speaker
    words, speaker = voices.next()
    mixed = "A\rB\nC\r\nD\vE\fF\x85G\u2028H\u2029I\n\r"
    yield "ends/mixed.txt", text(words, speaker, mixed).encode(), "page", words, speaker
    for name, odd in _CHARACTERS.items():
        words, speaker = voices.next()
        raw = text(words, speaker, f"Odd: {odd} end.").encode("utf-8")
        yield f"characters/{name}.txt", raw, "page", words, speaker
    for name, encoding, head in (
        ("utf-8-mark", "utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le-mark", "utf-16-le", b"\xff\xfe"),
        ("utf-16-be-mark", "utf-16-be", b"\xfe\xff"),
        ("utf-16-le", "utf-16-le", b""),
        ("utf-16-be", "utf-16-be", b""),
        ("utf-32-le-mark", "utf-32-le", b"\xff\xfe\0\0"),
        ("cp1252", "cp1252", b""),
        ("two-marks", "utf-8", b"\xef\xbb\xbf" * 2),
    ):
        words, speaker = voices.next()
        line = "Café – “naïve”." if encoding == "cp1252" else "Zażółć gęślą jaźń."
        yield f"encodings/{name}.txt", head + text(words, speaker, line).encode(encoding), "page", words, speaker
    for name, broken in (
        ("invalid", b"\xff\xfe\xfd\xfc"),
        ("surrogate", b"\xed\xa0\x80\xed\xb0\x80"),
        ("overlong", b"\xc0\xbcscript\xc0\xbe"),
        ("cut", b"\xe2\x80"),
        ("continuation", b"\x80" * 40),
    ):
        words, speaker = voices.next()
        raw = text(words, speaker, "Broken: HERE end.").encode().replace(b"HERE", broken)
        yield f"encodings/{name}.txt", raw, "page", words, speaker
    words, speaker = voices.next()
    latin = text(words, speaker, "Málaga, Köln, señor, façade, été, Åbo, Øresund, naïveté.")
    raw = latin.replace("“", '"').replace("”", '"').encode("latin-1")
    yield "encodings/latin-1.txt", raw, "page", words, speaker
    for name, raw in (
        ("empty", b""),
        ("blank", b" \t\r\n\n "),
        ("mark-only", b"\xef\xbb\xbf"),
        ("nul", b"a\0b" * 100),
        ("zeros", bytes(5000)),
        ("noise", bytes(range(256)) * 40),
        ("program", b"\x7fELF\2\1\1" + bytes(64)),
    ):
        yield f"refused/{name}.txt", raw, "told", "", ""
    for name, raw in (
        ("article.html", b"<html><script>window.__pwned=30</script><p>x</p>"),
        ("article.json", b'{"a":' * 5000),
        ("article.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"),
        ("article.docx", b"PK\x03\x04" + b"\0" * 40),
        ("article.exe", b"MZ" + bytes(60)),
        ("article", b"no suffix"),
        ("article.md.bak", b"# old"),
        ("feed.xml", b'<!DOCTYPE l [<!ENTITY l "l"><!ENTITY m "&l;&l;">]><l>&m;</l>'),
    ):
        yield f"formats/{name}", raw, "either" if name == "article.html" else "told", "", ""
    words, speaker = voices.next()
    tricks = "<script>window.__pwned=31</script><iframe srcdoc='x'></iframe><base href='https://elsewhere.example/'>"
    page = (
        f"<!doctype html><html><head><title>Report &lt;script&gt;</title>{tricks}<meta http-equiv=refresh content='0;x'>"
        f"</head><body><article><h1>Report from the harbour</h1><p onclick='window.__pwned=32'>The council met on Monday "
        f"and heard several reports &lt;img src=x onerror=window.__pwned=33&gt; of the winter.</p>{tricks}"
        f"<p>“{words},” said {speaker}, a member of the council.</p></article></body></html>"
    )
    yield "formats/page.html", page.encode(), "page", words, speaker
    words, speaker = voices.next()
    notes = (
        f"---\ntitle: '{{{{ 7 * 191 }}}}</title><script>window.__pwned=34</script>'\n---\n\nThe council met on Monday and "
        f'heard reports <script>window.__pwned=35</script> `--8<-- "secret.txt"`.\n\n'
        f"“{words},” said {speaker}, a member of the council.\n"
    )
    yield "formats/notes.md", notes.encode(), "page", words, speaker


def _large(voices: Voices) -> Iterator[tuple[str, bytes, str, str, str]]:
    """The same of what is large."""
    yield "refused/line-20-mb.txt", b"word " * 4_000_000, "told", "", ""
    for name, make in _LARGE.items():
        for place in ("before", "after"):
            if place == "after" and name in ("words-200000", "quotations-5000", "cue-20000"):
                continue
            words, speaker = voices.next()
            around = {place: make()}
            yield f"large/{name}-{place}.txt", text(words, speaker, **around).encode(), "page", words, speaker


def _special(folder: Path, outside: Path, voices: Voices) -> list[Case]:
    """Links, loops, pipes, devices, folders in the place of files, copies."""
    place = folder / "kinds"
    place.mkdir()
    told: list[str] = []

    def made(name: str, make: Callable[[Path], object]) -> None:
        try:
            make(place / name)
        except (OSError, AttributeError, NotImplementedError):
            return  # a kind of file that this system, or this user, cannot make
        told.append(name)

    made("link-outside.txt", lambda p: p.symlink_to(outside))
    made("link-zero.txt", lambda p: p.symlink_to("/dev/zero"))
    made("link-loop.txt", lambda p: p.symlink_to(p.name))
    made("link-nowhere.txt", lambda p: p.symlink_to("nowhere.txt"))
    made("link-folder", lambda p: p.symlink_to(outside.parent, target_is_directory=True))
    made("link-up", lambda p: p.symlink_to("..", target_is_directory=True))
    made("pipe.txt", lambda p: os.mkfifo(p))
    made("device.txt", lambda p: os.mknod(p, 0o020666, os.makedev(1, 5)))
    cases = [Case(f"kinds/{name}", "told") for name in told]
    (place / "empty-folder.txt").mkdir()
    words, speaker = voices.next()
    for name in ("copy-one.txt", "copy-two.txt"):
        (place / name).write_text(text(words, speaker), encoding="utf-8")
        cases.append(Case(f"kinds/{name}", "page", words, speaker))
    return cases
