"""Laws: a target leads back to its span, an item written is the item read, the file's bytes stay."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefing.model import Article
from mkdocs_briefing.overrides import ACTIONS, Override, Step, Target, append, dump, read_overrides, target_of
from mkdocs_briefing.overrides.items import FORMS, KINDS, ROLES
from mkdocs_briefing.overrides.placing import Shelf
from mkdocs_briefing.overrides.quoting import occurrences
from mkdocs_briefing.overrides.reading import parse

ALPHABET = st.sampled_from(list("aab  \n\t.,“”\"'’-é\u00a0\u2028\x85\r"))
TEXTS = st.one_of(st.text(ALPHABET, min_size=1, max_size=80), st.text(min_size=1, max_size=60))
WORDS = st.text(min_size=1, max_size=30).filter(lambda s: s.strip() and not any(0xD800 <= ord(c) < 0xE000 for c in s))
STRIPPED = WORDS.map(str.strip)
DATES = st.dates().map(lambda d: d.isoformat())
CONTEXT = st.one_of(st.just(""), WORDS)
TARGETS = st.builds(
    Target, WORDS, CONTEXT, CONTEXT, st.none() | STRIPPED, st.none() | st.from_regex(r"[0-9a-f]{12}", fullmatch=True)
)
STEPS = st.builds(Step, STRIPPED, st.sampled_from(ROLES))
VALUES = {
    "none": st.none(),
    "speaker": st.none() | STRIPPED,
    "kind": st.sampled_from(KINDS),
    "chain": st.lists(STEPS, max_size=3).map(tuple),
    "ids": st.lists(STRIPPED, min_size=1, max_size=3).map(tuple),
    "text": STRIPPED,
}


@st.composite
def items(draw: st.DrawFn) -> Override:
    action = draw(st.sampled_from(ACTIONS))
    form = FORMS[action]
    return Override(
        action,
        draw(TARGETS),
        draw(TARGETS) if form.with_ else None,
        draw(VALUES[form.value]),
        draw(STRIPPED if form.reason else st.just("") | STRIPPED),
        draw(st.none() | STRIPPED),
        draw(st.none() | DATES),
    )


@given(TEXTS, st.data())
def test_a_target_leads_back_to_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    article = Article("one", "one.txt", "0123456789abcdef", text)
    if not text[start:end].strip():
        with pytest.raises(ValueError, match="no words"):
            target_of(article, (start, end))
        return
    target = target_of(article, (start, end))
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    last = first + len(text[start:end].strip())
    assert occurrences(text, target) == [(first, last)]
    assert (target.article, target.sha256) == ("one.txt", "0123456789ab")


@given(items())
def test_what_is_written_is_what_is_read(item: Override) -> None:
    read, problems = parse(dump(item).encode())
    assert problems == []
    assert [replace(o, line=0) for o in read] == [item]


FILES = [
    "",
    "# nothing yet\n",
    "---\n# nothing yet",
    "- action: accept\n  target: one two\n",
    "- action: accept\n  target: one two",
    "  - action: accept\n    target: one two\n  # the end\n",
    "- action: accept\r\n  target: one two\r\n",
    "\ufeff- action: accept\n  target: one two\n\n\n",
    "- action: hide\n  target: one two\n  reason: |+\n    A slip.\n\n",
]


@given(st.sampled_from(FILES), st.lists(items(), min_size=1, max_size=3))
def test_adding_keeps_what_is_there_byte_for_byte(text: str, added: list[Override]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "overrides.yml"
        path.write_bytes(text.encode())
        before, _ = read_overrides(Path(name))
        append(Path(name), added)
        assert path.read_bytes().startswith(text.encode())
        after, problems = read_overrides(Path(name))
        assert problems == []
        assert [replace(o, line=0) for o in after] == [replace(o, line=0) for o in (*before, *added)]
        assert [p.name for p in Path(name).iterdir()] == ["overrides.yml"]


ITEM = Override("accept", Target("one two"))


def test_adding_makes_the_file_when_there_is_none(tmp_path: Path) -> None:
    append(tmp_path, [ITEM])
    assert (tmp_path / "overrides.yml").read_text(
        encoding="utf-8"
    ) == "- action: accept\n  target:\n    exact: one two\n"
    append(tmp_path, [])
    assert len(read_overrides(tmp_path)[0]) == 1


def test_an_empty_list_gives_way_and_comments_stay(tmp_path: Path) -> None:
    (tmp_path / "overrides.yml").write_text("# none so far\n[]\n", encoding="utf-8")
    append(tmp_path, [ITEM])
    assert (tmp_path / "overrides.yml").read_text(encoding="utf-8").startswith("# none so far\n\n- action: accept\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b\n", "must be a list"),
        ("- {\n", "isn't valid YAML"),
        ("[{action: accept, target: one}]\n", "a list in brackets"),
        ("- action: accept\n  target: one\n...\n", "can't be added to"),
    ],
)
def test_a_file_that_can_not_go_on_is_told_and_left_alone(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "overrides.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        append(tmp_path, [ITEM])
    assert (tmp_path / "overrides.yml").read_text(encoding="utf-8") == text


def states(target: Target, *articles: Article) -> tuple[str, str | None, tuple[int, int] | None]:
    found = Shelf(articles, lambda _article, _span: None).find(target)
    return found.state, found.article, found.span


@given(st.text(ALPHABET, min_size=1, max_size=60), st.data(), st.sampled_from(["\n", "\r\n", "\t", "\u00a0 ", "  \n "]))
def test_a_text_wrapped_anew_and_renamed_keeps_its_corrections(text: str, data: st.DataObject, blank: str) -> None:
    before = Article("one", "one.txt", "a" * 64, text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text[start:end].strip():
        return
    target = target_of(before, (start, end))
    after = Article("two", "two.txt", "b" * 64, blank.join(text.split()))
    state, article, span = states(replace(target, article="two.txt"), after)
    assert (state, article) == ("moved", "two")
    assert span is not None
    assert "".join(after.text[slice(*span)].split()) == "".join(text[start:end].split())
    # the same bytes under another name
    same = Article("three", "three.txt", "a" * 64, text)
    assert states(target, same)[:2] == ("moved", "three")
    assert states(target, before)[:2] == ("exact", "one")


SENTENCE = st.lists(st.sampled_from(["orm", "said", "that", "tram", "line", "is", "late"]), min_size=4, max_size=12)


@given(SENTENCE, SENTENCE, SENTENCE, st.data())
def test_words_that_are_replaced_are_never_found_again(
    one: list[str], two: list[str], three: list[str], data: st.DataObject
) -> None:
    text = f"{' '.join(one)}. “{' '.join(two)},” Berg said. {' '.join(three)}."
    before = Article("one", "one.txt", "a" * 64, text)
    start = text.index("“")
    target = target_of(before, (start, text.index("”") + 1))
    word = data.draw(st.integers(0, len(two) - 1))
    changed = [*two[:word], "never", *two[word + 1 :]]
    after = replace(before, sha256="b" * 64, text=text.replace(" ".join(two), " ".join(changed)))
    assert states(target, after)[0] in ("changed", "lost")


def test_long_texts_that_repeat_themselves_are_no_trouble() -> None:
    text = "a" * 300_000 + " b " + "ab " * 100_000
    article = Article("one", "one.txt", "a" * 64, text)
    target = target_of(article, (150_000, 150_010))
    assert occurrences(text, target) == [(150_000, 150_010)]
    assert states(Target("ab ab", article="one.txt"), article)[0] == "lost"
    assert states(Target("a" * 5000 + "c", "b" * 5000, article="one.txt"), article)[0] == "lost"
