"""Saved pages, Markdown, JSON, Word and PDF: the article's words and nothing else, and what the file states of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made import packed, pdf, run, word

from mkdocs_briefing.model import Article
from mkdocs_briefing.reading import read_file, read_folder

STORIES = Path(__file__).resolve().parents[1] / "stories"


def only(raw: bytes, file: str) -> Article:
    articles, problems = read_file(raw, file=file)
    assert [p for p in problems if p.severity != "info"] == []
    (article,) = articles
    return article


def kinds(article: Article) -> dict[str, str]:
    return {b.kind: article.text[b.start : b.end] for b in reversed(article.blocks)}


# (file, what its text must hold, what it must not, its facts)
PAGES: list[tuple[str, list[str], list[str], dict[str, str | None]]] = [
    (
        "weir/river-courier.html",
        ["“What it will not be is safe in ten years.”", "“Nobody asked us whether", "four million crowns", "Repair by"],
        ["cookies", "Subscribe", "Share this", "I will not resign", "They said the same in 2019", "Most read", "swans"],
        {
            "title": "Engineers find crack in Tolmin weir",
            "published": "2032-05-11",
            "outlet": "River Courier",
            "author": "Ilse Varga",
            "url": "https://courier.example/2032/05/engineers-find-crack/",
        },
    ),
    (
        "weir/valley-wire.htm",
        ['"The weir is safe tonight,"', "eleven metres long.", "declined to comment."],
        ["privacy", "partners", "goalkeeper", "Advertisement", "Read more", "slogan", "Sign up", "ashamed", "Terms"],
        {
            "title": "Weir crack 'no danger', board says",
            "published": "2032-05-11",
            "outlet": "Valley Wire",
            "author": "Ben Okri-Lund, Ada Simmel",
            "url": "https://wire.example/stories/weir-crack-9981",
        },
    ),
    (
        "weir/bare.html",
        ["“Safe tonight” were the words", '"The winter is another matter,"', "publish what they find."],
        [],
        {"title": "What the water board did not say", "published": None, "outlet": None, "author": None, "url": None},
    ),
    (
        "weir/broken.html",
        ["“We go down at first light,”", "cold but clear", '"on the same day, whatever it is"', "Wednesday noon"],
        ["About"],
        {"title": "Divers ready at weir", "published": None, "outlet": "Mill Lane News", "author": None},
    ),
    (
        "clinic/post/night-clinic.html",
        ["“She never answered.”", "“every letter that was signed”", "by the coast road."],
        ["My house is a boat", "eel", "Cookie", "Region"],
        {"published": None, "outlet": "The Marsh Post", "author": "Theo Brandt", "url": None},
    ),
]


@pytest.mark.parametrize(("file", "holds", "lacks", "facts"), PAGES, ids=[page[0] for page in PAGES])
def test_saved_pages(file: str, holds: list[str], lacks: list[str], facts: dict[str, str | None]) -> None:
    article = only((STORIES / file).read_bytes(), file)
    assert [words for words in holds if words not in article.text] == []
    assert [words for words in lacks if words in article.text] == []
    assert {name: getattr(article, name) for name in facts} == facts
    assert kinds(article)["headline"] == article.title
    assert {"lead", "body"} <= kinds(article).keys()
    assert article.text.count(article.title or "") == 1
    assert {origin for name, origin in article.origins if name in facts} <= {"page metadata", "text"}


TOLD = [
    "The harbour council voted on Tuesday night to close the swing bridge to lorries from the first of June, after a "
    "third accident in two years.",
    "“We waited until somebody was hurt,” said councillor Ines Ropa. “We should not have waited.”",
    "“No.”",
    "Asked whether the hauliers had been consulted, she said that they had been written to four times.",
    "Pavel Stren, who speaks for the hauliers, said the letters had gone to an address that the firm left in 2028.",
    "The council’s report says the bridge “was built for carts”.",
    "The vote was seven to four.",
    "“That is two litres of diesel and forty minutes,” Stren said, “for a bridge that has stood since my grandfather.”",
]
LINKED = [row if "report" not in row else f"<a href='/report'>{row}</a>" for row in TOLD]
TEXT = "".join(f"<p>{row}</p>" for row in LINKED)
H1 = "<h1>Bridge closed to lorries</h1>"
FIGURE = "<figure><img><figcaption>Ropa: “A sad day.” Photo: B. Lund</figcaption></figure>"
PULLED = "<aside class=pullquote><p>“We should not have waited.”</p></aside>"
COMMENTS = "<section id=comments><p>“Built for carts!” said my uncle, and he was right about it.</p></section>"
CELLS = "<table><tr><td><a href='/'>Home</a> <a href='/n'>News</a></td><td>{}</td></tr></table>"
DIVIDED = TEXT.replace("<p>", "<div>").replace("</p>", "</div>")
STYLES: list[tuple[str, str]] = [
    ("paragraphs in a division", f"<div class=content>{H1}{TEXT}</div>"),
    ("divisions for paragraphs", f"<div>{H1}<div>{DIVIDED}</div></div>"),
    ("breaks for paragraphs", f"{H1}<div class=txt>{'<br><br>'.join(TOLD)}</div>"),
    ("sections", f"<main>{H1}<section>{TEXT}</section><section><h2>More</h2><a href='/1'>Bridges</a></section></main>"),
    ("one form around all", f"<form id=aspnetForm><div>{H1}{TEXT}</div></form>"),
    ("laid out in tables", CELLS.format(H1 + TEXT)),
    ("the site's name as heading", f"<header><h1>Quay News</h1></header><div>{H1.replace('h1', 'h2')}{TEXT}</div>"),
    ("a caption that speaks", f"<article>{H1}{FIGURE}{TEXT}</article>"),
    ("a quotation pulled out", f"<article>{H1}{TEXT}{PULLED}</article>"),
    ("comments", f"<article>{H1}{TEXT}</article>{COMMENTS}"),
]


@pytest.mark.parametrize("body", [c[1] for c in STYLES], ids=[c[0] for c in STYLES])
def test_styles_of_pages(body: str) -> None:
    page = f"<!doctype html><html lang=en><head><title>Bridge closed to lorries - Quay News</title></head><body>{body}"
    article = only(f"{page}<footer>Imprint. Privacy.</footer></body></html>".encode(), "a.html")
    assert article.text.strip().split("\n\n") == ["Bridge closed to lorries", *TOLD]


REFUSED: list[tuple[str, str, bytes, str]] = [
    ("a frameset", "a.html", b"<html><frameset cols='1,2'><frame src=a></frameset></html>", "a frameset"),
    (
        "scripts alone",
        "a.html",
        b"<html><body><div id=root></div><script>x='He said so'</script><noscript>You need to enable JavaScript to run "
        b"this app and to see what it says.</noscript></body></html>",
        "no article found in this page",
    ),
    ("an empty page", "a.htm", b"<html></html>", "no article found in this page"),
    ("no page at all", "a.html", b"   ", "no page in it"),
    ("a page of nothing but tags", "a.html", b"<p>" * 100_000, "more than 30,000 elements"),
    ("front matter alone", "a.md", b"---\ntitle: A\n---\n", "no text below the front matter"),
    ("empty Markdown", "a.md", b" \n", "the file is empty"),
    ("pictures in Markdown", "a.md", b"![x](y.png)\n", "no text in it"),
    ("broken JSON", "a.json", b'[\n {"title": "x",\n]', "not readable as JSON"),
    ("JSON of another kind", "a.json", b'{"name": "x", "version": 2}', "no text (it has name, version)"),
    ("a number", "a.json", b"3", "no object"),
    ("deep JSON", "a.json", b"[" * 200_000, "not readable as JSON"),
    ("an empty list", "a.json", b"[]", "no article in it"),
    ("no Word file", "a.docx", b"PK\x03\x04nothing", "not a readable Word file"),
    ("a Word file of nothing", "a.docx", word([]), "no text in it"),
    ("broken XML", "a.docx", packed(b"<w:document>"), "its XML is broken"),
    ("no PDF", "a.pdf", b"%PDF-1.7 nothing", "not a readable PDF"),
    ("a PDF of pictures", "a.pdf", pdf([[]]), "no text in it"),
]


@pytest.mark.parametrize(("file", "raw", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_file_without_an_article_is_one_line(file: str, raw: bytes, message: str) -> None:
    articles, problems = read_file(raw, file=file)
    assert articles == []
    (problem,) = problems
    assert (problem.file, problem.severity) == (file, "error")
    assert message in problem.message
    assert "\n" not in problem.message


ENCODED = "<html><head><meta charset={}><title>Le café du port</title></head><body><p>{}</p></body></html>"
SAID = "« Le café est fermé », a dit le maire, qui n’a pas voulu en dire davantage aux habitants réunis."


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_pages_in_the_encoding_that_they_state(encoding: str) -> None:
    article = only(ENCODED.format(encoding, SAID).encode(encoding), "a.html")
    assert SAID in article.text
    # The page says nothing of its language, or may say what its template says: the text decides.
    assert article.language == "fr"


STATED: list[tuple[str, str, str, str | None]] = [
    ("a date in words", "published", '<meta name="date" content="3 March 2031">', "2031-03-03"),
    ("a time of publication", "published", "<time class=published datetime=2031-03-03T10:00>x</time>", "2031-03-03"),
    ("a time of anything", "published", "<time datetime=2031-03-03>yesterday</time>", None),
    ("a footer", "published", "<footer>© 2031-03-03</footer>", None),
    ("no outlet from an address", "outlet", "<link rel=canonical href=https://post.example/a>", None),
    ("a relative address", "url", "<link rel=canonical href=/a>", None),
    (
        "where a browser saved it",
        "url",
        "<!-- saved from url=(0022)https://post.example/a -->",
        "https://post.example/a",
    ),
    ("an author's address", "author", '<meta property="article:author" content="https://face.example/x">', None),
    ("a script address", "url", '<meta property="og:url" content="javascript:alert(1)">', None),
    ("data that is broken", "author", '<script type="application/ld+json">{"author":</script>', None),
    (
        "data of another thing",
        "author",
        '<script type="application/ld+json">{"@type": "Organization", "author": "X"}</script>',
        None,
    ),
]


@pytest.mark.parametrize(("member", "markup", "value"), [c[1:] for c in STATED], ids=[c[0] for c in STATED])
def test_what_a_page_states(member: str, markup: str, value: str | None) -> None:
    body = "<p>The ferry did not sail on Monday, the harbour master said, because nobody had paid for its fuel.</p>"
    articles, _ = read_file(f"<html>{markup}<body>{body}</body></html>".encode(), file="a.html")
    assert getattr(articles[0], member) == value


def test_the_site_s_name_is_no_part_of_the_title() -> None:
    page = (
        "<html><head><title>Ferry stays in port | Harbour Post</title><meta property='og:site_name' "
        "content='Harbour Post'></head><body><p>The ferry did not sail on Monday, the harbour master said, because "
        "nobody had paid for its fuel.</p></body></html>"
    )
    article = only(page.encode(), "a.html")
    assert (article.title, dict(article.origins)["title"]) == ("Ferry stays in port", "page metadata")
    assert article.text.startswith("Ferry stays in port\n\nThe ferry did not")


def test_a_deep_page_is_read_or_refused_in_one_line() -> None:
    raw = b"<html><body>" + b"<div>" * 20_000 + b"<p>Words at the bottom of it all, said the diver.</p>"
    articles, problems = read_file(raw, file="a.html")
    assert len(articles) + len(problems) == 1


MARKDOWN: list[tuple[str, str, str]] = [
    ("emphasis and links", "He **was** *there*, [she](https://a.example) `said`.", "He was there, she said.\n"),
    ("a wrapped line", "One line\nand its end.", "One line and its end.\n"),
    ("a hard break", "One line  \nand another.", "One line\nand another.\n"),
    ("a quotation", "> “So,” he said.\n> “No.”", "“So,” he said. “No.”\n"),
    ("a list", "* one\n* two", "one\n\ntwo\n"),
    ("escapes and entities", r"5 \* 3 &amp; “4”", "5 * 3 & “4”\n"),
    ("raw HTML", "A <b>bold</b> <script>x</script>word.", "A bold word.\n"),
    ("a heading", "# Ferry stays\n\nIt did not sail.", "Ferry stays\n\nIt did not sail.\n"),
    (
        "a title that is not in it",
        "---\ntitle: Ferry stays\n---\nIt did not sail.",
        "Ferry stays\n\nIt did not sail.\n",
    ),
    ("a title that is", "---\ntitle: Ferry stays\n---\n# FERRY STAYS\n\nIt did not.", "FERRY STAYS\n\nIt did not.\n"),
    ("another heading", "---\ntitle: Ferry stays\n---\n# In port\n\nIt did not.", "In port\n\nIt did not.\n"),
    ("rules are no front matter", "---\nIt did not sail.\n---\nNever.", "It did not sail.\n\nNever.\n"),
    ("Windows line ends", "---\r\ntitle: Ferry stays\r\n---\r\nIt did not.\r\n", "Ferry stays\n\nIt did not.\n"),
]


@pytest.mark.parametrize(("raw", "text"), [c[1:] for c in MARKDOWN], ids=[c[0] for c in MARKDOWN])
def test_markdown_is_words(raw: str, text: str) -> None:
    assert only(raw.encode(), "a.md").text == text


@pytest.mark.parametrize("piece", ["[", "*a", "![a](", "<", "> ", "`a"])
def test_marks_without_end_are_no_burden(piece: str) -> None:
    article = only(("He said so.\n\n" + piece * 100_000).encode(), "a.md")
    assert article.text.startswith("He said so.\n")


FRONT: list[tuple[str, str, int | None, str]] = [
    ("bad YAML", "---\ntitle: [\n---\n", 3, "not readable as YAML"),
    ("an alias", "---\na: &x 1\nb: *x\n---\n", 3, "an alias"),
    ("a day that is none", "---\ntitle: A\ndate: 2031-02-30\n---\n", 3, "no date of the calendar"),
    ("an address that is none", "---\nlink: ftp.example\n---\n", 2, "no web address"),
    ("twice", "---\ntitle: A\ntitle: B\n---\n", 3, "stands twice"),
]


@pytest.mark.parametrize(("head", "line", "message"), [c[1:] for c in FRONT], ids=[c[0] for c in FRONT])
def test_a_mistake_in_front_matter_costs_its_line(head: str, line: int | None, message: str) -> None:
    articles, problems = read_file(f"{head}The ferry did not sail.\n".encode(), file="a.md")
    assert [article.text.splitlines()[-1] for article in articles] == ["The ferry did not sail."]
    assert [(p.file, p.line) for p in problems] == [("a.md", line)]
    assert message in problems[0].message


def test_front_matter_by_other_names() -> None:
    raw = b"---\nheadline: A\nDate: 2031-03-04 10:00\nsource: {name: Post}\nauthors: [By B, C]\nlang: EN-gb\n---\nText."
    article = only(raw, "a.md")
    assert (article.title, article.published, article.outlet) == ("A", "2031-03-04", "Post")
    assert (article.author, article.language) == ("B, C", "en-gb")
    assert set(dict(article.origins).values()) == {"front matter"}


ONE = {"title": "Ferry stays", "text": "It did not sail."}
JSON: list[tuple[str, str, str, list[tuple[int | None, int | None]]]] = [
    ("an object", "a.json", json.dumps(ONE, indent=1), [(None, 1)]),
    ("a list", "a.json", json.dumps([ONE, {**ONE, "text": "Nor did it on Tuesday."}], indent=1), [(1, 2), (2, 6)]),
    ("lines", "a.jsonl", f"{json.dumps(ONE)}\n\n{json.dumps({'headline': 'B', 'body': 'C.'})}\n", [(1, 1), (3, 3)]),
    ("lines that are called a list", "a.json", f"{json.dumps(ONE)}\n{json.dumps(ONE)}", [(1, 1), (2, 2)]),
    ("one line", "a.jsonl", json.dumps(ONE), [(1, 1)]),
    ("an answer of a service", "a.json", json.dumps({"status": "ok", "articles": [ONE]}), [(1, None)]),
]


@pytest.mark.parametrize(("file", "raw", "places"), [c[1:] for c in JSON], ids=[c[0] for c in JSON])
def test_json_in_its_forms(file: str, raw: str, places: list[tuple[int | None, int | None]]) -> None:
    articles, problems = read_file(raw.encode(), file=file)
    assert problems == []
    assert [article.part for article in articles] == [part for part, _ in places]
    assert articles[0].text == "Ferry stays\n\nIt did not sail.\n"
    # The same, with the first article's day wrong: told with the line on which the article stands.
    wrong = raw.replace('"title"', '"published": "2031-02-30", "title"', 1)
    _, problems = read_file(wrong.encode(), file=file)
    assert [p.line for p in problems][:1] == [places[0][1]]


def test_articles_of_one_file_have_ids_of_their_own_that_last() -> None:
    rows = [json.dumps({**ONE, "text": f"It did not sail on {day}."}) for day in ("Monday", "Tuesday")]
    before = {a.text: a.id for a in read_file("\n".join(rows).encode(), file="wire.jsonl")[0]}
    more = [json.dumps({**ONE, "text": "It will sail."}), *rows]
    after = {a.text: a.id for a in read_file("\n".join(more).encode(), file="wire.jsonl")[0]}
    assert len(set(after.values())) == 3
    assert before.items() <= after.items()


def test_twins_in_one_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text(f"{json.dumps(ONE)}\n{json.dumps(ONE)}\n", encoding="utf-8")
    articles, problems = read_folder(tmp_path)
    assert problems == []
    assert len({a.id for a in articles}) == len({a.label for a in articles}) == 2


def test_html_and_half_characters_in_json() -> None:
    body = "<p>&ldquo;No,&rdquo; he said.<br><br>It did not sail.</p><script>x</script><p>Ever \\ud83d.</p>"
    (article,), _ = read_file(f'{{"title": "A", "content": "{body}"}}'.encode(), file="a.json")
    assert article.text == "A\n\n“No,” he said.\n\nIt did not sail.\n\nEver \N{REPLACEMENT CHARACTER}.\n"


def test_word_files_keep_what_was_put_in_and_leave_what_was_struck_out() -> None:
    changed = (
        f"<w:p>{run('“They had it,” said Reyl.')}<w:ins w:id='1'>{run(' “In March.”')}</w:ins>"
        "<w:del w:id='2'><w:r><w:delText>Struck.</w:delText></w:r></w:del></w:p>"
    )
    article = only(word(["The board hid a report, farmers said.", changed], title="Board hides report"), "a.docx")
    assert article.text == (
        "Board hides report\n\nThe board hid a report, farmers said.\n\n“They had it,” said Reyl. “In March.”\n"
    )
    assert (article.title, kinds(article)["headline"]) == ("Board hides report", "Board hides report")


def test_a_word_file_that_reads_other_files_does_not() -> None:
    entity = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    document = word(["x"])
    assert document
    raw = packed(
        entity
        + b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        b"<w:t>The board hid a report.</w:t></w:r></w:p><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    articles, _ = read_file(raw, file="a.docx")
    assert all("root:" not in article.text for article in articles)


PRINTED = [
    [
        (0, "Harbour Post 1/2"),
        (30, "Ferry stays in port"),
        (24, "The ferry did not sail on Monday, the harbour master said, because nobody in the town hall had"),
        (12, "paid for its fuel, and the well-known captain would not give any more credit to the govern-"),
        (12, "ment of the island."),
        (20, '"I have no oil," said Mira Holm. "Ask the mayor, who has a cellar full of it, as everybody on the'),
        (12, 'quay knows."'),
        (20, "The mayor did not answer. The government will meet on Thursday, and a spokesman said that it would"),
    ],
    [(0, "Harbour Post 2/2"), (30, "decide then. A well-known lawyer has been asked for her opinion.")],
]


def test_the_lines_of_a_pdf_are_paragraphs_again() -> None:
    article = only(pdf(PRINTED, title="Ferry stays in port - Harbour Post"), "a.pdf")
    assert article.text.split("\n\n") == [
        "Ferry stays in port",
        "The ferry did not sail on Monday, the harbour master said, because nobody in the town hall had paid for its "
        "fuel, and the well-known captain would not give any more credit to the government of the island.",
        '"I have no oil," said Mira Holm. "Ask the mayor, who has a cellar full of it, as everybody on the quay '
        'knows."',
        "The mayor did not answer. The government will meet on Thursday, and a spokesman said that it would decide "
        "then. A well-known lawyer has been asked for her opinion.\n",
    ]
    assert kinds(article)["headline"] == "Ferry stays in port"


@pytest.mark.parametrize("story", ["weir", "clinic", "archive"])
def test_stories_of_mixed_formats(story: str) -> None:
    articles, problems = read_folder(STORIES / story)
    assert len(articles) >= 3
    assert len({a.format for a in articles}) >= 3
    assert all(re.fullmatch(r"[^\n]+", problem.message) for problem in problems)
    for article in articles:
        covered = {n for b in article.blocks for n in range(b.start, b.end)}
        assert [c for n, c in enumerate(article.text) if n not in covered and not c.isspace()] == []
        assert dict(article.origins).keys() >= {"label"}


ALONE = """
import builtins, socket, sys
def refuse(*a, **k): raise SystemExit("asked for the network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from pathlib import Path
from mkdocs_briefing.reading import read_folder
articles, _ = read_folder(Path(sys.argv[1]))
print(len(articles), *sorted({"trafilatura", "lxml", "pypdf", "markdown_it", "json"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("story", "libraries"), [("tram", {"json"}), ("weir", {"trafilatura", "lxml", "markdown_it", "json"})]
)
def test_libraries_are_loaded_for_the_formats_that_need_them_and_nothing_is_fetched(
    story: str, libraries: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(STORIES / story)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    count, *loaded = done.stdout.split()
    assert int(count) >= 3
    assert set(loaded) <= libraries | {"json"}
    assert set(loaded) >= libraries - {"json"}
