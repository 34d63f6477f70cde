"""The Content-Security-Policy: the theme's own scripts run from anywhere in the site, nothing else in a page does."""

from __future__ import annotations

import base64
import hashlib

import pytest

from mkdocs_briefing.policy import inline, known, with_policy

THEME = '<script>__md_scope=new URL("/site/",location)</script><script>var palette=1</script>'
HEAD = '<!doctype html><html><head><meta charset="utf-8"><title>T</title></head><body>'


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>a()</script>", ["a()"]),
        ('<script src="a.js"></script>', []),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script type="application/ld+json">{}</script><script type=module>b()</script>', ["b()"]),
        ("<p>&lt;script&gt;a()&lt;/script&gt;</p>", []),
        ("<SCRIPT>a < b</SCRIPT>", ["a < b"]),
        ("<script></script>", [""]),
    ],
)
def test_scripts_that_would_run(html: str, expected: list[str]) -> None:
    assert inline(html) == expected


@pytest.mark.parametrize("way", [".", "..", "../..", "../../..", "/", "/site/", "/a/b/"])
def test_the_themes_scripts_are_known_wherever_the_page_lies(way: str) -> None:
    script = f'__md_scope=new URL("{way}",location)'
    made = with_policy(f"{HEAD}<script>{script}</script></body></html>", known(THEME))
    assert digest(script) in made


@pytest.mark.parametrize(
    "script", ["alert(1)", 'new URL("https://elsewhere.example/",location)', '__md_scope=new URL("//x/",location)']
)
def test_any_other_script_gets_no_hash(script: str) -> None:
    made = with_policy(f"{HEAD}<script>{script}</script></body></html>", known(THEME))
    assert "Content-Security-Policy" in made
    assert "sha256-" not in made


def test_a_page_of_the_editors_own_with_scripts_stays_as_it_is() -> None:
    page = f"{HEAD}<script>mine()</script></body></html>"
    assert with_policy(page, known(THEME), foreign=True) == page
    assert "Content-Security-Policy" in with_policy(HEAD + "<p>plain</p>", known(THEME), foreign=True)


def test_the_policy_stands_before_every_script_and_lets_nothing_in() -> None:
    made = with_policy(HEAD + THEME, known(THEME))
    assert made.index("Content-Security-Policy") < made.index("<title>")
    assert "default-src 'self'" in made
    scripts = made.partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in scripts
    assert "unsafe-eval" not in made


def test_without_a_head_nothing_changes() -> None:
    assert with_policy("<p>x</p>", frozenset()) == "<p>x</p>"
