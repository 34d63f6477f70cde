"""The nouns of the project: frozen dataclasses that every stage shares.

Offsets are Unicode code points into ``Article.text``, start inclusive, end exclusive. Nothing here has behaviour
beyond its own invariants; nothing here imports another module of the package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]

BlockKind: TypeAlias = Literal["headline", "dateline", "lead", "body", "caption", "label", "teaser", "credit"]
PassageKind: TypeAlias = Literal["direct", "mixed", "indirect", "narrated"]
SpeakerAs: TypeAlias = Literal["name", "pronoun", "role", "group", "unnamed", "inherited", "none"]
SpeakerKind: TypeAlias = Literal["person", "body", "publication", "group", "unnamed"]
Basis: TypeAlias = Literal["stated", "inferred", "editor"]
LinkBasis: TypeAlias = Literal["stated", "inferred", "article", "editor"]
LinkRole: TypeAlias = Literal[
    "translator", "spokesperson", "agency", "publication", "institution", "document", "person"
]
Confidence: TypeAlias = Literal["high", "medium", "low"]
Relation: TypeAlias = Literal["base", "identical", "contains", "contained", "reworded", "paraphrase"]
VariationKind: TypeAlias = Literal["word", "extra", "shown", "silent", "grammar", "force", "detail", "marks", "print"]
DifferenceKind: TypeAlias = Literal["number", "date", "place", "negation", "denied"]
Manner: TypeAlias = Literal[
    "said", "wrote", "thought", "wanted", "feared", "denied", "asked", "promised", "praised", "reported"
]
LeftOutReason: TypeAlias = Literal[
    "scare quote",
    "title of a work",
    "nickname",
    "caption",
    "teaser",
    "unbalanced mark",
    "no speaker",
    "low confidence",
    "hidden by the editor",
    "beyond the limit",
]
Severity: TypeAlias = Literal["error", "warning", "info"]
Format: TypeAlias = Literal["text", "markdown", "html", "json", "pdf", "docx"]
CopyKind: TypeAlias = Literal["exact", "near", "syndicated"]
Method: TypeAlias = Literal["tagger", "rules", "lists", "none"]
"""How statements in an article are found: by a tagger and rules, by rules alone, by word lists, or not at all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the editor should know: where it is, what is wrong and what to do, in one line."""

    file: str
    message: str
    line: int | None = None
    severity: Severity = "warning"


# ---------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Block:
    """A layout part of an article. ``number`` counts lead and body paragraphs from 1; other kinds have none."""

    kind: BlockKind
    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A source credited for the whole article ("With information from the EFE Agency"); ``span`` is its name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One input document.

    ``text`` is the decoded file, without newline translation or a leading byte-order mark; for any ``format`` but
    ``text`` it is what was extracted from it. ``sha256`` is the hash of the file's bytes, ``text_sha256`` that of
    ``text`` in UTF-8. ``part`` is the line (``.jsonl``) or the place in the list (``.json``, from 1) of an article that
    shares its file with others. Dates are ISO days; whatever nobody states is ``None``.
    """

    id: str
    file: str
    sha256: str
    text: str
    encoding: str = "utf-8"
    label: str = ""
    language: str | None = "en"
    title: str | None = None
    title_span: Span | None = None
    published: str | None = None
    published_span: Span | None = None
    published_from: str | None = None
    """Where the date was taken from, as in ``origins``; ``None`` without a date."""
    outlet: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    format: Format = "text"
    part: int | None = None
    text_sha256: str = ""
    author: str | None = None
    retrieved: str | None = None
    credit: str | None = None
    """The agency or source that the editor, or the article's own data, credits for the whole."""
    translated_from: str | None = None
    archived: str | None = None
    """Address of a copy in an archive."""
    rights: str | None = None
    origins: tuple[tuple[str, str], ...] = ()
    """(member, where its value comes from): ``sources.yml``, ``front matter``, ``JSON field``, ``page metadata``,
    ``document properties``, ``date tag``, ``text``, ``file name``, ``outlet and date``."""


# ------------------------------------------------------------------------------------------ attribution


@dataclass(frozen=True, slots=True)
class Attribution:
    """Linked roles of one attribution, as found: the seam between *find and link* and *resolve*.

    ``content`` includes quotation marks and leaves out "that" and the final stop outside them. ``source`` is the noun
    phrase as printed; ``None`` means that no source is printed with this content (an unattributed quotation).
    ``follows`` is the index, in the list it stands in, of the attribution whose source this one inherits.
    """

    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    rule: str
    score: float
    follows: int | None = None
    within: int | None = None
    asked: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a passage is attributed to. ``mention`` is the printed noun phrase, ``head`` the name or noun in it.

    ``name`` is the resolved display name, ``None`` when nobody is stated or the speaker is not resolved; ``id`` is set
    by the people stage. ``mention`` is ``None`` when the speaker is inherited from a passage before.
    """

    name: str | None = None
    id: str | None = None
    mention: Span | None = None
    head: Span | None = None
    as_: SpeakerAs = "none"
    basis: Basis = "stated"
    kind: SpeakerKind | None = None
    because: str = ""
    """Why it is this speaker, or nobody: a phrase of a fixed list (`attribution.resolving.because`)."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step between speaker and outlet. ``span`` holds the words as printed, ``None`` for an article's credit."""

    name: str
    role: LinkRole
    span: Span | None
    basis: LinkBasis = "stated"


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A topic that a passage belongs to, the spans of the terms that put it there, and where they stand."""

    id: str
    because: tuple[Span, ...]
    where: Literal["content", "question", "sentence", "sentence before", "editor"] = "content"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one article that a briefing can use; see "Words in code and data" on the architecture page."""

    id: str
    article: str
    kind: PassageKind
    block: BlockKind
    paragraph: int | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...] = ()
    sentence: Span = (0, 0)
    """The sentence or sentences that hold content, cue and source: the form in which non-direct content is shown."""
    speaker: Speaker = Speaker()
    cue: Span | None = None
    negated: bool = False
    manner: Manner = "said"
    hedge: Span | None = None
    to: str | None = None
    to_span: Span | None = None
    when: Span | None = None
    asked: Span | None = None
    before: Span | None = None
    """The sentence before, where the content points back to it ("such intentions"); set by the briefing stage."""
    chain: tuple[Link, ...] = ()
    within: str | None = None
    continues: str | None = None
    topics: tuple[TopicHit, ...] = ()
    rule: str = ""
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch with quotation marks, or a passage, that is not published, and the reason."""

    article: str
    span: Span
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class Attributed:
    """What the attribution stage finds in one article. Narrated passages are candidates: later stages keep some."""

    passages: tuple[Passage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    method: Method = "rules"
    beyond: int = 0
    """How many attributions were left out because the article has more than are read."""


# ----------------------------------------------------------------------------------------------- people


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker over all articles: a person, a body, a publication, a group (with ``members``) or unnamed sources."""

    id: str
    name: str
    kind: SpeakerKind = "person"
    members: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    language: str | None = None
    role: str | None = None
    """What the editor says this speaker is ("mayor of Rivermouth")."""
    joined: tuple[tuple[str, str], ...] = ()
    """(name in one article or more, why it is this speaker's), for names other than ``name``."""


# -------------------------------------------------------------------------------------------- collation


@dataclass(frozen=True, slots=True)
class Constraints:
    """What an editor decided about statements, in ids of passages.

    ``together``: pairs that are one statement; ``apart``: pairs that are not; ``first``: wordings to show first. No
    pair of ``apart`` is tied together by pairs of ``together``.
    """

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    first: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Witness:
    """A passage, or the parts of it in ``spans``, that reports a statement; ``relation`` is to the base.

    ``because`` is the evidence for lining it up, in words, and ``confidence`` how sure that is; the base has neither.
    """

    passage: str
    spans: tuple[Span, ...]
    relation: Relation
    because: str = ""
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What some witnesses have at one place of variation. ``spans`` runs parallel to ``passages``.

    A passage that has nothing there has an empty ``text`` and the empty span between the words around the gap.
    """

    passages: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Variation:
    """A place where witnesses differ; readings in order of their text, so that it reads the same from either side."""

    kind: VariationKind
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Boundary:
    """Which words stand inside quotation marks where; no word is in two of the sets.

    ``everywhere`` are spans of the base: words that every witness has inside marks. ``told`` are, by passage, words
    that it prints outside marks and another inside; ``added`` words that it has inside marks and another not at all.
    """

    everywhere: tuple[Span, ...]
    told: tuple[tuple[str, tuple[Span, ...]], ...]
    added: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance and its witnesses, the base among them; or, without ``speaker``, a report of narrated passages."""

    id: str
    speaker: str | None
    base: str
    witnesses: tuple[Witness, ...]
    variations: tuple[Variation, ...] = ()
    confidence: Confidence = "medium"
    evidence: tuple[str, ...] = ()
    boundary: Boundary | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Passages shown to depend on one another (a named agency, a credit), with the evidence in words."""

    id: str
    label: str
    passages: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two passages that were compared and not joined although much speaks for it: for the editor's review.

    ``spans`` are the parts that were compared, parallel to ``passages``; both lists of words come from fixed lists but
    for the shared words, which are the articles'.
    """

    passages: tuple[str, str]
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    speaks_for: tuple[str, ...]
    speaks_against: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more passages that may differ in a fact: for the editor's review, never a verdict.

    ``spans``, parallel to ``passages``, hold what each has: the number, date or place, or the clause that the other
    turns round. ``about`` says in words what they share. Only an ``accepted`` one is on a page; a ``dismissed`` one was
    looked at by the editor and is none.
    """

    kind: DifferenceKind
    passages: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    about: str = ""
    accepted: bool = False
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """Articles that print one text: ``share`` is the least share of common words between any two of them (0 to 1).

    For ``near`` and ``exact`` that is a share of either article's words, for ``syndicated`` of the shorter one's.
    """

    articles: tuple[str, ...]
    kind: CopyKind
    share: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Collated:
    """What collation makes of all passages. Every attributed passage is a witness of at least one statement."""

    statements: tuple[Statement, ...] = ()
    reports: tuple[Statement, ...] = ()
    lines: tuple[Line, ...] = ()
    differences: tuple[Difference, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    copies: tuple[Copy, ...] = ()


# --------------------------------------------------------------------------------------------- briefing


@dataclass(frozen=True, slots=True)
class Matter:
    """An editor's question on a topic, and the passages that bear on it, in order of article label and place."""

    id: str
    topic: str
    title: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """An editor's subject with what was found on it: ids of statements, reports, narrated passages, in page order."""

    id: str
    title: str
    description: str = ""
    statements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    narrated: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


DatePrecision: TypeAlias = Literal["day", "month", "year"]
DateBasis: TypeAlias = Literal["stated", "relative"]


@dataclass(frozen=True, slots=True)
class Event:
    """A date that an article prints, worked out, with the sentence that it stands in.

    ``date`` is ISO as far as ``precision`` goes (``2023-09-13``, ``2023-09``, ``2023``), ``to`` the end of a span in
    the same form. ``span`` are the words that give it, ``how`` says how they were read. ``basis`` is ``stated`` where
    the words alone give the date.
    """

    date: str
    precision: DatePrecision
    to: str | None
    passage: str | None
    """The published passage that the date stands in, or whose time it is."""
    article: str
    span: Span
    sentence: Span
    basis: DateBasis
    how: str
    tells: Literal["said", "told"] = "told"
    """``said``: the date is when the passage's words were said or written; ``told``: of what the sentence tells."""
    quoted: bool = False
    """Whether the words stand inside quotation marks: then they are the speaker's."""
    statement: str | None = None
    """The statement or report that the passage witnesses with this place."""
    thing: str = ""
    """Shared by events of one date that several articles tell alike; empty for an event that stands alone."""


@dataclass(frozen=True, slots=True)
class Undated:
    """Words of time that give no date, and why, in words from a fixed list."""

    article: str
    span: Span
    sentence: Span
    passage: str | None
    why: str


WordingKind: TypeAlias = Literal["described", "called", "spelt", "words", "place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article prints some words, and the published passage that they stand in, if any."""

    article: str
    span: Span
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of wording something; ``text`` is as first printed, ``places`` in article and text order."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class WordingSet:
    """Two or more wordings of one thing in two articles or more; those in more articles first.

    ``described``: how a person is described before or behind the name; ``called``: names and forms of address;
    ``spelt``: one name in several spellings; ``words``: readings that lining up put for one another, and words of one
    meaning in one statement; ``place``: what stands behind one proper name.
    """

    kind: WordingKind
    wordings: tuple[Wording, ...]
    speaker: str | None = None
    """The person, for the first three kinds; whose words they are, for readings."""
    statements: tuple[str, ...] = ()
    about: str = ""
    """The name that the wordings share, as printed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the coverage tables: an article, or all articles of an outlet."""

    label: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What a topic or statement has in each column: ``counts`` of passages, and the nearest form to a quotation."""

    id: str
    articles: tuple[str, ...]
    """Ids of the articles that have it."""
    counts: tuple[int, ...]
    forms: tuple[PassageKind | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which articles have what. Of many articles the columns are outlets; of many outlets there are none."""

    columns: tuple[Column, ...] = ()
    topics: tuple[CoverageRow, ...] = ()
    by_article: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """(article id, its passages on each topic, in the order of ``topics``)."""
    several: tuple[CoverageRow, ...] = ()
    """Statements and reports in two articles or more."""
    alone: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(article id, the statements that are in it alone, in text order)."""
    unplaced: tuple[str, ...] = ()
    """Statements on none of the editor's topics; empty where there are no topics."""
    left_out: tuple[tuple[LeftOutReason, tuple[tuple[str, int], ...]], ...] = ()
    """(reason, (article id, how often)), the commonest reason first."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A topic or matter that an editor put the words of ``span`` on, or (``on`` false) took them out of."""

    passage: str
    span: Span
    id: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """An override as published: what the editor changed, why, who and when; ``target`` is its place in words."""

    target: str
    action: str
    reason: str
    editor: str | None = None
    date: str | None = None
    passage: str | None = None
    """Id of the passage; ``None`` when it is hidden, was left out, or is not found."""
    value: str | None = None
    """What the editor set: the speaker's name, the topics' titles, the words of a note."""
    state: Literal["exact", "moved", "changed", "lost"] = "exact"
    """Whether the words were found where they stood; ``changed`` and ``lost`` are not applied."""
    applied: bool = True
    other: str | None = None
    """Place of the other passage, for what is about two."""
    passages: tuple[str, ...] = ()
    """Ids of the published passages that it bears on."""
    statements: tuple[str, ...] = ()
    """Ids of the statements that have its words."""
    id: str = ""
    article: str | None = None
    """Id of the article and the span of the target's words, where they are found."""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything that pages and exports may say. Passages here are the published ones, in article and text order."""

    articles: tuple[Article, ...] = ()
    speakers: tuple[Person, ...] = ()
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Statement, ...] = ()
    topics: tuple[Topic, ...] = ()
    matters: tuple[Matter, ...] = ()
    lines: tuple[Line, ...] = ()
    copies: tuple[Copy, ...] = ()
    differences: tuple[Difference, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    for_review: tuple[Passage, ...] = ()
    """Narrated passages that only a difference names: in the machine-readable result, not on pages."""
    left_out: tuple[LeftOut, ...] = ()
    held_back: tuple[Passage, ...] = ()
    """Passages of low confidence: in the machine-readable result, not on pages."""
    corrections: tuple[Correction, ...] = ()
    problems: tuple[Problem, ...] = ()
    shares: tuple[tuple[str, float], ...] = field(default=())
    """(article id, share of its words that the briefing's passages print)."""
    methods: tuple[tuple[str, Method], ...] = ()
    """(article id, how its statements were found); "rules" for an article that is not named here."""
    timeline: tuple[Event, ...] = ()
    """In order of date (a year before its months, a month before its days), then of articles and place."""
    undated: tuple[Undated, ...] = ()
    """Words of time that could not be placed, in article and text order."""
    wording: tuple[WordingSet, ...] = ()
    coverage: Coverage = Coverage()
    counted_from: tuple[tuple[str, str | None], ...] = ()
    """(article id, what its relative dates are counted from, in words; ``None`` where nothing is known)."""
