"""Filters, sorting, CSV, the address: long tables with the script, by hand and by keyboard, and without it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import Site, opened, violations

pytestmark = pytest.mark.browser

ROWS = "table[data-bf='statements'] > tbody > tr"
COLUMNS = {"Speaker": 1, "Articles": 2, "Form": 3, "Topics": 4, "Date": 5}
KEYS = {"Speaker": "speaker", "Articles": "article", "Form": "form", "Topics": "topic", "Date": "date"}


@pytest.fixture
def table(browser: Any, either: Site) -> Iterator[Any]:
    with opened(browser, either.home) as page:
        page.goto(either.home + "statements/")
        yield page


def shown(page: Any, column: int = 0) -> list[str]:
    """The words of a column in the rows that are shown, without the labels for small screens."""
    cells: list[str] = page.eval_on_selector_all(
        ROWS,
        """(rows, column) => rows.filter(row => !row.hidden).map(row => {
             const cell = row.cells[column].cloneNode(true);
             for (const label of cell.querySelectorAll('.bf-narrow')) label.remove();
             return cell.textContent.replace(/\\s+/g, ' ').trim();
           })""",
        column,
    )
    return cells


def told(page: Any) -> str:
    text: str = page.locator(".bf-bar .bf-count").inner_text()
    return text


def values(page: Any, label: str) -> list[str]:
    found: list[str] = page.locator(".bf-bar").get_by_label(label, exact=True).locator("option").all_inner_texts()
    return found[1:]


@pytest.mark.parametrize("label", list(COLUMNS))
def test_a_column_is_filtered_by_each_of_its_values(label: str, table: Any) -> None:
    everything = shown(table, COLUMNS[label])
    assert told(table) == f"{len(everything)} statements"
    options = values(table, label) or [everything[0]]
    for value in options:
        if not values(table, label):
            assert set(everything) == {value}  # one value only: there is nothing to choose
            break
        table.locator(".bf-bar").get_by_label(label, exact=True).select_option(value)
        kept = shown(table, COLUMNS[label])
        assert kept
        assert all(value in cell for cell in kept)
        assert told(table) == f"{len(kept)} of {len(everything)} statements shown"
        if label in ("Speaker", "Date"):
            assert kept == [value] * everything.count(value)


def test_filters_narrow_one_another_and_say_when_nothing_fits(table: Any) -> None:
    speaker = next(name for name in values(table, "Speaker") if name != "not resolved")
    everything = shown(table)
    table.get_by_label("Speaker", exact=True).select_option(speaker)
    of_speaker = shown(table)
    word = max(re.findall(r"\w+", of_speaker[0]), key=len)
    table.get_by_label("Words", exact=True).fill(word.upper())
    table.wait_for_url(re.compile(r"words="))
    both = shown(table)
    assert of_speaker[0] in both
    assert set(both) <= set(of_speaker)
    table.get_by_label("Words", exact=True).fill("xylophone")
    table.wait_for_url(re.compile(r"words=xylophone"))
    assert shown(table) == []
    assert told(table) == f"None of {len(everything)} statements fits"
    assert table.locator(".bf-count").get_attribute("role") == "status"
    table.get_by_role("button", name="Show all").click()
    assert shown(table) == everything
    assert "?" not in table.url


def test_the_address_holds_the_view_and_the_back_button_undoes_it(table: Any, browser: Any, either: Site) -> None:
    everything = shown(table)
    speaker = next(name for name in values(table, "Speaker") if name != "not resolved")
    table.get_by_label("Speaker", exact=True).select_option(speaker)
    table.get_by_role("button", name="Date").click()
    view, address = shown(table), table.url
    with opened(browser, either.home) as other:
        other.goto(address)
        assert shown(other) == view
        assert other.get_by_label("Speaker", exact=True).input_value() == speaker
        assert other.locator("th[data-col=date]").get_attribute("aria-sort") == "ascending"
    table.go_back()
    assert table.locator("th[aria-sort]").count() == 0
    table.go_back()
    assert shown(table) == everything
    assert table.get_by_label("Speaker", exact=True).input_value() == ""
    table.go_forward()
    table.go_forward()
    assert shown(table) == view


def test_what_else_is_in_the_address_stays(table: Any, either: Site) -> None:
    table.goto(either.home + "statements/?h=salt&speaker=Nobody+at+all&sort=nothing#t-statements")
    assert told(table) == f"{len(shown(table))} statements"
    form = values(table, "Form")[0]
    table.get_by_label("Form", exact=True).select_option(form)
    assert "h=salt" in table.url
    assert table.url.endswith("#t-statements")
    assert "form=" in table.url


def test_columns_are_sorted_from_their_heads_and_back(table: Any) -> None:
    listed = shown(table)
    orders = {"Speaker": "speaker", "Date": "date", "Articles": "article", "Statement": "statement"}
    for label, key in orders.items():
        head = table.locator(f"th[data-col={key}]")
        seen = []
        for _ in range(2):
            table.get_by_role("button", name=label, exact=True).click()
            seen.append(head.get_attribute("aria-sort"))
            assert sorted(shown(table)) == sorted(listed)
            given = table.eval_on_selector_all(
                ROWS,
                "(rows, place) => rows.map(row => row.cells[place].dataset.sort)",
                {**COLUMNS, "Statement": 0}[label],
            )
            if label == "Articles":
                assert [int(n) for n in given] == sorted((int(n) for n in given), reverse=seen[-1] == "descending")
            if label == "Date":
                dated = [day for day in given if day]
                assert given == dated + [""] * (len(given) - len(dated))  # undated ones last, either way
                assert dated == sorted(dated, reverse=seen[-1] == "descending")
            assert told(table).endswith(f"sorted by {label}, {seen[-1]}")
        assert set(seen) == {"ascending", "descending"}
        table.get_by_role("button", name=label, exact=True).click()
        assert head.get_attribute("aria-sort") is None
        assert shown(table) == listed


def test_what_is_shown_is_saved_as_csv(table: Any, either: Site) -> None:
    table.get_by_label("Speaker", exact=True).select_option(values(table, "Speaker")[0])
    table.get_by_role("button", name="Date").click()
    table.evaluate(f'document.querySelector("{ROWS}:not([hidden]) > td").innerHTML = \' =1+1 "and" more\'')
    with table.expect_download() as waited:
        table.get_by_role("button", name="CSV of what is shown").click()
    assert waited.value.suggested_filename == "statements.csv"
    raw = Path(waited.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert head == ["Statement", "Speaker", "Articles", "Form", "Topics", "Date", "Address"]
    assert [line[0] for line in lines] == shown(table)
    assert [line[5] for line in lines] == shown(table, 5)
    assert all(line[6].startswith(either.home) for line in lines)


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(browser: Any, either: Site) -> None:
    with opened(browser, either.home) as page:
        cells = ["=1+1", "+1", "-1", "@x", "＝1", 'a "b", c', "one", "two", "three", "four"]
        rows = "".join(f"<tr><th scope=row>{cell}</th></tr>" for cell in cells)
        head = "<thead><tr><th data-col=a>A</th></tr></thead>"
        body = (
            f"<!doctype html><title>x</title><table data-bf-table=some>{head}<tbody>{rows}</tbody></table>"
            "<script src=../assets/briefing.js defer></script>"
        )
        strict = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html; charset=utf-8"}
        page.route("**/made/", lambda route: route.fulfill(body=body, headers=strict))
        page.goto(either.home + "made/")
        with page.expect_download() as waited:
            page.get_by_role("button", name="CSV of what is shown").click()
        assert waited.value.suggested_filename == "some.csv"
        text = Path(waited.value.path()).read_text(encoding="utf-8-sig")
        assert [line[0] for line in csv.reader(io.StringIO(text))] == [
            "A", "'=1+1", "'+1", "'-1", "'@x", "'＝1", 'a "b", c', "one", "two", "three", "four",
        ]  # fmt: skip


def test_the_keyboard_alone_is_enough(table: Any) -> None:
    """Tab reaches every control in the order of the page, what has the focus is seen, Enter and arrows work."""
    table.locator("h1").click()
    wanted = ["SELECT", "SELECT", "SELECT", "SELECT", "INPUT", "BUTTON", "REGION", "SORT"]
    if "Date" in table.locator(".bf-bar label").all_inner_texts():
        wanted.insert(0, "SELECT")
    reached: list[str] = []
    for _ in range(30):
        table.keyboard.press("Tab")
        kind, seen = table.evaluate(
            """() => {
              const at = document.activeElement;
              const kind = at.matches('.bf-sort') ? 'SORT' : at.matches('.bf-scroll') ? 'REGION' : at.tagName;
              const box = at.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), Math.max(box.top, 0) + 8);
              const style = getComputedStyle(at);
              const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
              return [kind, ring && (at === top || at.contains(top))];
            }"""
        )
        if reached or kind == "SELECT":
            reached.append(kind)
            assert seen, kind
        if kind == "SORT":
            break
    assert reached == wanted
    table.keyboard.press("Enter")
    assert table.locator("th[data-col=statement]").get_attribute("aria-sort") == "ascending"
    assert table.evaluate("document.activeElement.matches('.bf-sort')")  # sorting does not take the focus away
    table.get_by_label("Speaker", exact=True).focus()
    table.keyboard.press("ArrowDown")
    assert len(set(shown(table, 1))) == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_the_table_stays_a_table_for_a_screen_reader(width: int, table: Any) -> None:
    """Rows are laid out as a grid, or stacked on a phone: roles, names and counts stay those of a table."""
    table.set_viewport_size({"width": width, "height": 800})
    tree = table.context.new_cdp_session(table).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
    rows = len(shown(table))
    assert roles.count("table") == 1
    assert roles.count("row") == rows + 1
    assert roles.count("columnheader") == 6
    assert roles.count("rowheader") == rows
    assert roles.count("cell") == 5 * rows
    names = [node["name"]["value"] for node in tree if node["role"]["value"] == "table"]
    assert names[0].startswith("All statements")
    heads = [node["name"]["value"] for node in tree if node["role"]["value"] == "columnheader"]
    assert heads == ["Statement", "Speaker", "Articles", "Form", "Topics", "Date"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_fits_is_accessible_and_can_be_sorted(scheme: str, browser: Any, either: Site) -> None:
    size = {"width": 360, "height": 740}
    with opened(browser, either.home, viewport=size, color_scheme=scheme) as page:
        page.goto(either.home + "statements/?words=the")
        page.get_by_label("Sort by", exact=True).select_option("-date")
        assert page.locator("th[data-col=date]").get_attribute("aria-sort") == "descending"
        over = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert over <= 0
        assert not page.locator(".bf-sort").first.is_visible()  # a hidden head holds nothing that takes the focus
        small = page.eval_on_selector_all(
            ".bf-bar :is(select, input, button)",
            "all => all.filter(one => one.offsetHeight && one.offsetHeight < 24).map(one => one.outerHTML)",
        )
        assert small == []
        assert violations(page) == []


def test_without_a_script_the_table_is_whole_and_plain(browser: Any, either: Site) -> None:
    with opened(browser, either.home, java_script_enabled=False) as page:
        page.goto(either.home + "statements/?speaker=Nobody")
        rows = page.locator(ROWS)
        assert rows.count() > 10
        assert all(rows.nth(place).is_visible() for place in range(rows.count()))
        assert page.locator(".bf-bar, .bf-sort, .md-content button").count() == 0
        assert page.locator("table[data-bf='statements'] > caption").is_visible()


def test_on_paper_the_filter_shows_as_words_alone(table: Any) -> None:
    table.get_by_label("Speaker", exact=True).select_option(values(table, "Speaker")[0])
    kept = len(shown(table))
    table.emulate_media(media="print")
    assert table.locator(".bf-count").is_visible()
    assert table.locator(".bf-bar :is(select, input, button):visible").count() == 0
    assert table.locator(ROWS + ":visible").count() == kept


def test_instant_loading_brings_the_tools_with_each_page(browser: Any, saltworks: Site) -> None:
    with opened(browser, saltworks.home) as page:
        # The theme loads at once what the sitemap names, and this site is not at the address that it names.
        sitemap = (saltworks.folder / "sitemap.xml").read_text(encoding="utf-8")
        sitemap = sitemap.replace("https://example.org/repo/", saltworks.home)
        page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="application/xml"))
        with page.expect_response("**/sitemap.xml"):
            page.goto(saltworks.home)
        page.evaluate("window.sameDocument = true")
        page.locator(".md-tabs a", has_text="All statements").click()
        page.wait_for_url(re.compile("/statements/"))
        page.locator(".bf-bar").wait_for()
        assert page.locator(".bf-bar").count() == 1
        page.get_by_label("Speaker", exact=True).select_option("Rosa Tennick")
        view = shown(page)
        page.locator(".md-tabs a", has_text="About").click()
        page.wait_for_url(re.compile("/method/"))
        page.locator("h1", has_text="Method").wait_for()
        page.go_back()
        page.wait_for_url(re.compile(r"/statements/\?speaker="))
        page.locator(".bf-count", has_text="shown").wait_for()
        assert shown(page) == view
        page.go_back()
        page.locator(".bf-count", has_not_text="shown").wait_for()
        assert len(shown(page)) > len(view)
        assert page.evaluate("window.sameDocument")


@pytest.mark.parametrize(("address", "column"), [("speakers/", "name"), ("articles/", "date")])
def test_other_lists_are_sorted_too(address: str, column: str, browser: Any, either: Site) -> None:
    with opened(browser, either.home) as page:
        page.goto(either.home + address)
        body = f"table:has(th[data-col={column}]) > tbody"
        before = page.locator(body).first.inner_text()
        button = page.locator(f"th[data-col={column}] > button").first
        button.click()
        button.click()
        assert page.locator(f"th[data-col={column}]").first.get_attribute("aria-sort") == "descending"
        assert sorted(page.locator(body).first.inner_text().split()) == sorted(before.split())
        assert page.locator(".bf-bar :is(select, input, button):visible").count() == 0  # seen at a glance
        assert "sorted by" in page.locator(".bf-count").first.inner_text()  # told, though not shown
        view = page.locator(body).first.inner_text()
        page.goto(page.url)
        assert page.locator(body).first.inner_text() == view


def test_five_thousand_rows_are_filtered_and_sorted(browser: Any, seeds: Site) -> None:
    html = (seeds.folder / "statements/index.html").read_text(encoding="utf-8")
    head, body, foot = re.split(r"(?<=<tbody role=\"rowgroup\">)(.*)(?=</tbody>)", html, flags=re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    made = [re.sub(r'data-sort="\d+"', f'data-sort="{n % 977}"', rows[n % len(rows)]) for n in range(5000)]
    page_text = (
        head.replace('<tbody role="rowgroup">', '<tbody role="rowgroup" class="bf-many">') + "\n".join(made) + foot
    )
    with opened(browser, seeds.home) as page:
        page.route("**/statements/", lambda route: route.fulfill(body=page_text, content_type="text/html"))
        page.goto(seeds.home + "statements/")
        assert told(page) == "5000 statements"
        page.get_by_label("Speaker", exact=True).select_option("Kim Jong Un")
        kept = sum(rows[n % len(rows)].count(">Kim Jong Un</a></td>") for n in range(5000))
        assert told(page) == f"{kept} of 5000 statements shown"
        page.get_by_role("button", name="Articles").click()
        given = page.eval_on_selector_all(ROWS, "rows => rows.map(row => +row.cells[2].dataset.sort)")
        assert given == sorted((n % 977 for n in range(5000)), reverse=True)
        page.get_by_role("button", name="Show all").click()
        assert told(page) == "5000 statements, sorted by Articles, descending"


LONGER = """address => {
  const table = document.querySelector(address);
  const rows = [...table.tBodies[0].rows];
  for (let more = 0; table.tBodies[0].rows.length < 12; more += 1) {
    const row = rows[more % rows.length].cloneNode(true);
    for (const held of [row, ...row.querySelectorAll('[id]')]) held.removeAttribute('id');
    table.tBodies[0].append(row);
  }
  delete table.dataset.bfOn;
  const shown = table.cloneNode(true);
  table.replaceWith(shown);
  return [...shown.tBodies[0].rows].map(row => row.cells[0].textContent);
}"""


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("timeline/", "table[data-bf=dated]"),
        ("timeline/", "table[data-bf-table=counted]"),
        ("wording/", "table[data-bf=wording]"),
        ("coverage/", "table[data-bf-table=topics]"),
        ("coverage/", "table[data-bf-table=statements]"),
    ],
)
def test_timeline_wording_and_coverage_have_the_tools_once_they_are_long(
    address: str, table: str, browser: Any, seeds: Site
) -> None:
    """The page's own rows, repeated before the script runs, make each of the tables a long one."""
    script = (seeds.folder / "assets/briefing.js").read_text(encoding="utf-8")
    with opened(browser, seeds.home) as page:
        page.route("**/assets/briefing.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(seeds.home + address)
        held = page.evaluate(LONGER, table)
        page.evaluate(script)
        bar = page.locator(f".bf-bar:has(+ .bf-scroll {table}):not(.bf-bar-short)").first
        noun = page.locator(table).first.get_attribute("data-noun")
        assert bar.locator(".bf-count").inner_text() == f"{len(held)} {noun}"
        bar.get_by_label("Words", exact=True).fill("xylophone")
        page.wait_for_url(re.compile("words=xylophone"))
        assert bar.locator(".bf-count").inner_text() == f"None of {len(held)} {noun} fits"
        bar.get_by_role("button", name="Show all").click()
        head = page.locator(table).first.locator("thead .bf-sort").first
        head.click()
        assert page.locator(table).first.locator("th[aria-sort=ascending]").count() == 1
        assert re.search(r"sort=", page.url)
        with page.expect_download() as waiting:
            bar.get_by_role("button", name="CSV of what is shown").click()
        rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
        assert len(rows) == len(held) + 1
        assert all(len(row) == len(rows[0]) for row in rows)
        assert all(row[0] for row in rows)  # the article stands on every row once the order is another
        assert violations(page) == []


def test_a_date_with_many_rows_names_the_article_on_each_once_sorted(browser: Any, seeds: Site) -> None:
    with opened(browser, seeds.home) as page:
        page.goto(seeds.home + "timeline/")
        hidden = page.locator("table[data-bf-on] .bf-again")
        assert hidden.count()
        table = page.locator("table[data-bf=dated]:has(.bf-again)").first
        assert table.locator(".bf-again").first.bounding_box()["width"] <= 1
        table.evaluate("at => at.toggleAttribute('data-bf-changed', true)")
        assert table.locator(".bf-again").first.bounding_box()["width"] > 10


QUESTIONS = {
    "which words of “sacred …” each article printed": (
        ["a:has-text('to a sacred fight to protect')"],
        ["fight", "struggle", "war", "000", "001", "002", "003", "004"],
    ),
    "everything on ammunition and who says so": (
        ["a:text-is('What is said to be wanted, and what is answered')"],
        ["ammunition", "The New York Times", "Reuters", "Vladimir Putin", "US and South Korean officials"],
    ),
    "whether a return visit was agreed, according to whom": (
        ["a:text-is('A return visit')"],
        [
            "the offer was accepted",
            "Korean Central News Agency",
            "no concrete plans",
            "Dmitry Peskov",
            "not planned yet",
        ],
    ),
}


@pytest.mark.parametrize("question", list(QUESTIONS))
@pytest.mark.parametrize("width", [1280, 360])
def test_a_new_reader_finds_it_from_home_in_at_most_three_steps(
    question: str, width: int, browser: Any, seeds: Site
) -> None:
    steps, wanted = QUESTIONS[question]
    with opened(browser, seeds.home, viewport={"width": width, "height": 800}) as page:
        page.goto(seeds.home)
        for step in steps:
            page.locator(f".md-content {step}").first.click()
            page.wait_for_load_state()
        heading = page.locator("#" + page.url.rpartition("#")[2].replace(".", "\\."))
        words = heading.evaluate(
            """at => {
              let all = '';
              let next = at.closest('h3').nextElementSibling;
              for (; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling) all += next.innerText + ' ';
              return all;
            }"""
        )
        assert [word for word in wanted if word not in words] == []
        assert heading.bounding_box()["y"] < 800
    assert len(steps) <= 3


def test_every_tab_is_seen_at_the_narrowest_width_that_has_tabs(browser: Any, either: Site) -> None:
    with opened(browser, either.home, viewport={"width": 1280, "height": 900}) as page:
        page.goto(either.home)
        tabs = page.locator(".md-tabs__item")
        boxes = [tabs.nth(place).bounding_box() for place in range(tabs.count())]
        assert 5 <= len(boxes) <= 8
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 1280 for box in boxes)
        assert len({round(box["y"]) for box in boxes}) == 1
