"""The MkDocs door: settings in, generated pages out. What a briefing is stands in ``pipeline`` and ``pages``."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import meta

from mkdocs_briefing import exports, pages, pipeline, policy
from mkdocs_briefing.audit import audit, reread
from mkdocs_briefing.model import Briefing, Problem
from mkdocs_briefing.pages.addresses import broken
from mkdocs_briefing.progress import Lines
from mkdocs_briefing.reading.naming import printable
from mkdocs_briefing.settings import from_mapping, read_options
from mkdocs_briefing.writing import EXTENSIONS, FIELDS, SEPARATOR, TOC

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger(__name__)

THEME = Path(__file__).parent / "pages" / "theme"
_PLAIN_SEPARATOR = r"[\s\-]+"


class Options(Config):  # type: ignore[no-untyped-call]
    """MkDocs wants a schema; the one that counts is in ``settings``."""


class BriefingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Puts the pages of a briefing into a site, in memory, and checks each against the articles it quotes."""

    serving = False
    scripts: frozenset[str] | None = None

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remember whether pages are served while someone works on them: MkDocs then adds a script to each."""
        self.serving = command == "serve"

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options with the schema that the command line uses; each fault is a warning of the configuration."""
        self.config = Options(config_file_path)
        file = Path(config_file_path or "mkdocs.yml")
        lines = read_options(file)[1] if file.is_file() else {}
        self.settings, problems = from_mapping(options, file.name, lines)
        return [], [("briefing", _line(problem)) for problem in problems]

    @event_priority(50)  # before the search plugin reads its own settings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the articles, make the pages, and add what they need to the site's configuration."""
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self.folder = root / self.settings.articles
        if not self.folder.is_dir():
            msg = f"{self.settings.articles}: no such folder; set 'articles' to the folder that holds the articles"
            raise PluginError(msg)
        config.watch.append(str(self.folder))
        log.info("Reading the articles in %s", self.settings.articles)
        try:
            self.briefing = pipeline.build(self.folder, self.settings, keep=True, progress=Lines(log.info))
        except OSError as error:  # no article's own file: no room for temporary files
            raise PluginError(f"{error.filename or 'a temporary file'}: {error.strerror}; make room") from None
        self.pages = pages.render(self.briefing, self.settings)
        log.info(_summary(self.briefing))
        self.texts, faults = reread(self.folder, self.briefing.articles)
        _tell(self.briefing.problems)
        if faults:
            raise PluginError(_lines(faults))
        for name in EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        config.mdx_configs.setdefault("toc", dict(TOC))
        for name in ("search", "material/search"):
            search = config.plugins.get(name)
            if search is not None and search.config.get("separator") in (None, _PLAIN_SEPARATOR):
                search.config["separator"] = SEPARATOR
            if search is not None and search.config.get("fields") == {}:
                search.config["fields"] = deepcopy(FIELDS)
        for path in sorted(self.pages):
            if path.endswith(".css") and path not in config.extra_css:
                config.extra_css.append(path)
            if path.endswith(".js") and path not in map(str, config.extra_javascript):
                config.extra_javascript.append(script := ExtraScriptValue(path))
                script.defer = True
        if THEME.is_dir():
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages. A hand-written page at the same address stays; links are checked."""
        hand_written = [file.src_uri for file in files.documentation_pages()]
        own: dict[str, str] = {}
        contents: dict[str, str | bytes] = {path: page.content for path, page in self.pages.items()}
        contents.update(exports.files(self.briefing))
        for path, content in contents.items():
            if files.get_file_from_path(path) is not None:
                log.info("%s is written by hand; the generated one is left out", path)
                continue
            page = self.pages.get(path)
            level = InclusionLevel.INCLUDED if page is None or page.in_nav else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=content, inclusion=level))
            if path.endswith(".md") and isinstance(content, str):
                own[path] = content
        self.own = frozenset(own)
        self.compared = 0
        others = frozenset(file.src_uri for file in files) - self.own
        faults = broken(own, others)
        if faults:
            raise PluginError(_lines(faults))
        if config.nav is None:
            *front, about = pages.navigation(self.briefing, self.settings)
            config.nav = [*front, {pages.ABOUT: [*about[pages.ABOUT], *_about(files, hand_written)]}]
        # The order in which MkDocs walks a folder: pages in memory then give the same index and sitemap as on disk.
        return Files(sorted(files, key=lambda file: _walk(file.src_uri)))

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Compare every printed run of a generated page with the article's file; a mismatch ends the build."""
        if page.file.src_uri in self.own:
            faults = audit(html, self.texts, page.file.src_uri)
            if faults:
                raise PluginError(_lines(faults))
            self.compared += html.count(' data-at="') + html.count(' data-quotes="')
        return html

    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Learn the theme's own scripts from the page for missing addresses, which holds no word of an article."""
        if template_name != "404.html" or self.serving or not self.settings.content_security_policy:
            return output
        self.scripts = policy.known(output)
        return policy.with_policy(output, self.scripts)

    @event_priority(-100)  # after plugins that change the finished page
    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Give the page its Content-Security-Policy."""
        if self.scripts is None:
            return output
        return policy.with_policy(output, self.scripts, foreign=page.file.src_uri not in self.own)

    def on_post_build(self, **_: Any) -> None:
        """Say how much was compared; the method page points here."""
        log.info("%s printed stretches agree with the articles' files", f"{self.compared:,}")


def _walk(path: str) -> list[tuple[int, int, str]]:
    """The sort key of a path: files before folders, the index first."""
    *folders, name = path.split("/")
    return [(1, 0, folder) for folder in folders] + [(0, int(name.rpartition(".")[0] not in ("index", "README")), name)]


def _summary(briefing: Briefing) -> str:
    count = len(briefing.articles)
    head = f"{count} article{'s' if count != 1 else ''}, {len(briefing.statements)} statements"
    return head if briefing.passages else f"{head}: no quotation or attributed statement was found"


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        (log.info if problem.severity == "info" else log.warning)("%s", _line(problem))


def _line(problem: Problem) -> str:
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return printable(" ".join(f"{place}: {problem.message}".split()))


def _lines(problems: Iterable[Problem]) -> str:
    return "what is published does not agree with its sources:\n" + "\n".join(map(_line, problems))


def _about(files: Files, paths: Iterable[str]) -> list[str]:
    """Hand-written pages for the last section of the navigation, by ``order`` in their front matter, then by name."""
    ranked = []
    for path in paths:
        file = files.get_file_from_path(path)
        if file is not None and path != "index.md" and file.inclusion is not InclusionLevel.EXCLUDED:
            order = meta.get_data(file.content_string)[1].get("order", 1000)
            ranked.append((order if isinstance(order, int) else 1000, path))
    return [path for _, path in sorted(ranked)]
