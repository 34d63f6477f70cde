"""The pages of a briefing on disk, and a configuration with which plain MkDocs builds the same site from them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from mkdocs_briefing.model import Problem

MANIFEST = ".briefing-files"
_UNFINISHED = ".briefing-unfinished"
THEME = ".briefing-theme"
EXTENSIONS = ("attr_list", "toc", "tables")
TOC = {"permalink": True, "toc_depth": 3}
SEPARATOR = r"""[\s\-,:;!?=()\[\]"“”„‟«»‹›‘’‚…—–/]+|\.(?!\d)|&(?:[lg]t|amp|quot|#\w+);"""
"""Where the search parts words: quotation marks and stops are no part of them, or a quoted word is not found."""
FIELDS = {"title": {"boost": 2}}
"""Material ranks a title that begins with "a" above a text that holds all words of a phrase; a quotation is text."""
_OWN_THEME = Path(__file__).parent / "pages" / "theme"
_HEAD = "# Written by “briefing write”: it overwrites and removes these files, and no other.\n"


class RefusedError(Exception):
    """Nothing was written, and why, in one line for the editor."""


def hand_written(docs: Path) -> dict[str, bytes]:
    """The files of a documentation folder by path, but for hidden ones; none when there is no such folder."""
    found: dict[str, bytes] = {}
    for path in sorted(docs.rglob("*")) if docs.is_dir() else ():
        name = path.relative_to(docs)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[name.as_posix()] = path.read_bytes()
    return found


def write(target: Path, files: Mapping[str, str | bytes]) -> None:
    """Write ``files`` into the folder ``target`` and remove those of the last time that are no longer there.

    A manifest in the folder names what was written; each file is written whole or not at all, so that a run that is
    killed or finds no room is made good by the next. Raises `RefusedError`, before anything is changed, when a file
    that is not named there would be overwritten; ``OSError`` when the disk refuses.
    """
    if target.exists() and not target.is_dir():
        raise RefusedError(f"{target}: is a file; name a folder")
    root = target.resolve()
    before = _manifest(target)
    for name in files:
        path = target / name
        if not path.parent.resolve().is_relative_to(root) or path.is_symlink():
            raise RefusedError(f"{path}: leads out of the folder through a link; remove the link")
        if path.exists() and name not in before:
            raise RefusedError(f"{path}: was not written by this program; move it away, or name another folder")
        blocked = next((p for p in path.relative_to(target).parents if (target / p).is_file()), None)
        if blocked is not None and blocked.as_posix() not in before:
            raise RefusedError(f"{target / blocked}: is a file where a folder is needed; move it away")
    target.mkdir(parents=True, exist_ok=True)
    # All names before the first file: a run that is killed leaves nothing that the next one takes for somebody else's.
    _list(target, before | set(files))
    for name in sorted(before - set(files)):
        _remove(target, root, name)
    for name, content in sorted(files.items()):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode("utf-8")
        if not path.is_file() or path.read_bytes() != raw:
            put(path, raw)
    _list(target, set(files))


def _list(target: Path, names: set[str]) -> None:
    """Write the manifest."""
    text = _HEAD + "".join(f"{name}\n" for name in sorted(names))
    path = target / MANIFEST
    if not path.is_file() or path.read_bytes() != text.encode("utf-8"):
        put(path, text.encode("utf-8"))


def put(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all: beside its place, then moved there. Raises ``OSError``."""
    beside = path.with_name(f".{path.name[:100]}{_UNFINISHED}")
    try:
        beside.write_bytes(raw)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise


def _manifest(target: Path) -> set[str]:
    try:
        lines = (target / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    names = (line for line in lines if line and not line.startswith("#"))
    return {name for name in names if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts}


def _remove(target: Path, root: Path, name: str) -> None:
    path = target / name
    path.with_name(f".{path.name[:100]}{_UNFINISHED}").unlink(missing_ok=True)
    if not path.parent.resolve().is_relative_to(root) or not path.is_file():
        return
    path.unlink()
    for parent in path.relative_to(target).parents:
        if parent == Path() or any((target / parent).iterdir()):
            return
        (target / parent).rmdir()


# ------------------------------------------------------------------------------- a configuration without the plugin


def docs_dir(config: Path) -> Path:
    """The documentation folder that a MkDocs configuration names, beside it; ``docs`` without one."""
    node = _get(_root(config), "docs_dir")
    return config.parent / (str(node.value) if isinstance(node, yaml.ScalarNode) else "docs")


def about(pages: Mapping[str, bytes]) -> list[str]:
    """Hand-written pages for the last section of the navigation, by ``order`` in their front matter, then by name."""
    from mkdocs.utils import meta

    ranked = []
    for path, raw in pages.items():
        if path.endswith(".md") and path != "index.md":
            order = meta.get_data(raw.decode("utf-8-sig", "replace"))[1].get("order", 1000)
            ranked.append((order if isinstance(order, int) else 1000, path))
    return [path for _, path in sorted(ranked)]


def site_files(config: Path) -> dict[str, bytes]:
    """The theme that a site needs, by path in the written folder: ours, and over it the editor's own, if any."""
    found: dict[str, bytes] = {}
    own = _get(_get(_root(config), "theme"), "custom_dir")
    folders = [_OWN_THEME, *([config.parent / str(own.value)] if isinstance(own, yaml.ScalarNode) else [])]
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                found[f"{THEME}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return found


def site_config(
    config: Path, out: Path, target: Path, navigation: Sequence[Any], assets: Sequence[str], apart: Sequence[str]
) -> str:
    """The text of a MkDocs configuration at ``out`` that builds the site of ``config`` from the folder ``target``.

    The editor's settings stay, tags such as ``!ENV`` among them, without the plugin ``briefing``. ``assets`` are the
    style sheets and scripts to add, ``apart`` the pages that the navigation need not list.
    """
    root = _root(config)
    if root is None:
        root = yaml.MappingNode("tag:yaml.org,2002:map", [])
    written = Path(os.path.relpath(target, out.parent)).as_posix()
    parent = _get(root, "INHERIT")
    plugins = _get(root, "plugins")
    if isinstance(parent, yaml.ScalarNode):
        if plugins is None:
            plugins = _get(_root(config.parent / str(parent.value)), "plugins")
        _set(root, "INHERIT", Path(os.path.relpath(config.parent / str(parent.value), out.parent)).as_posix())
    _set(root, "docs_dir", written)
    material = isinstance(theme := _get(root, "theme"), yaml.Node) and "material" in (
        getattr(_get(theme, "name"), "value", None),
        theme.value,
    )
    search: dict[str, Any] = {"separator": SEPARATOR, **({"fields": FIELDS} if material else {})}
    _set(root, "plugins", _optioned(_without(plugins), "search", search))
    theme = _get(root, "theme")
    if not isinstance(theme, yaml.MappingNode):
        name = str(theme.value) if isinstance(theme, yaml.ScalarNode) else "mkdocs"
        theme = _node({"name": name})
    assert isinstance(theme, yaml.MappingNode)
    _set(theme, "custom_dir", f"{written}/{THEME}")
    _set(root, "theme", theme)
    if _get(root, "nav") is None:
        _set(root, "nav", list(navigation))
    if _get(root, "not_in_nav") is None:
        lines = "".join(f"/{path}\n" for path in apart)
        _set(root, "not_in_nav", yaml.ScalarNode("tag:yaml.org,2002:str", lines, style="|"))
    _extend(root, "extra_css", [path for path in assets if path.endswith(".css")])
    _extend(root, "extra_javascript", [{"path": path, "defer": True} for path in assets if path.endswith(".js")])
    _extend(root, "markdown_extensions", EXTENSIONS)
    extensions = _get(root, "markdown_extensions")
    assert extensions is not None
    if not _options_of(extensions, "toc"):
        _set(root, "markdown_extensions", _optioned(extensions, "toc", TOC))
    head = f"# Written by “briefing write” from {config.name}: the same site without the plugin.\n"
    return head + str(yaml.serialize(root, allow_unicode=True, width=1000))


def _root(config: Path) -> yaml.MappingNode | None:
    try:
        node = yaml.compose(config.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return node if isinstance(node, yaml.MappingNode) else None


def _node(value: Any) -> yaml.Node:
    node = yaml.compose(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000), Loader=yaml.SafeLoader)
    assert node is not None
    return node


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == key), None)
    return None


def _set(node: yaml.MappingNode, key: str, value: Any) -> None:
    new = value if isinstance(value, yaml.Node) else _node(value)
    node.value = [(k, v) for k, v in node.value if k.value != key]
    node.value.append((_node(key), new))


def _extend(root: yaml.MappingNode, key: str, names: Sequence[str | dict[str, Any]]) -> None:
    """Add to a list or mapping what it has not; an item with members is called by the first of them."""
    node = _get(root, key)
    if not names:
        return
    if not isinstance(node, yaml.SequenceNode | yaml.MappingNode):
        _set(root, key, list(names))
        return
    there = {_plain_name(item) for item in (node.value if isinstance(node, yaml.SequenceNode) else [])}
    there |= {str(k.value) for k, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    for name in names:
        if (name if isinstance(name, str) else next(iter(name.values()))) not in there:
            node.value.append(_node(name) if isinstance(node, yaml.SequenceNode) else (_node(name), _node({})))


def _plain_name(item: yaml.Node) -> str:
    if isinstance(item, yaml.MappingNode) and item.value:
        return str(item.value[0][0].value)
    return str(item.value)


def _without(plugins: yaml.Node | None) -> yaml.Node:
    """The plugins without this one; an empty list stays one, or MkDocs would put its own in its place."""
    if isinstance(plugins, yaml.SequenceNode):
        plugins.value = [item for item in plugins.value if _plain_name(item) != "briefing"]
    elif isinstance(plugins, yaml.MappingNode):
        plugins.value = [(k, v) for k, v in plugins.value if k.value != "briefing"]
    return plugins if plugins is not None else _node([])


def _options_of(items: yaml.Node, name: str) -> dict[str, Any]:
    """The options that stand with a name in a list or mapping of plugins or extensions."""
    pairs = items.value if isinstance(items, yaml.MappingNode) else [p for i in items.value for p in _pairs(i)]
    node = next((value for key, value in pairs if key.value == name), None)
    return {k.value: v.value for k, v in node.value} if isinstance(node, yaml.MappingNode) else {}


def _pairs(item: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(item.value) if isinstance(item, yaml.MappingNode) else []


def _optioned(items: yaml.Node, name: str, options: Mapping[str, Any]) -> yaml.Node:
    """A list or mapping of plugins or extensions in which ``name``, where it stands, has ``options`` unless set."""
    missing = {key: value for key, value in options.items() if key not in _options_of(items, name)}
    if isinstance(items, yaml.SequenceNode):
        items.value = [
            yaml.MappingNode("tag:yaml.org,2002:map", [(_node(name), _node({}))])
            if isinstance(item, yaml.ScalarNode) and item.value == name
            else item
            for item in items.value
        ]
    pairs = items.value if isinstance(items, yaml.MappingNode) else [p for i in items.value for p in _pairs(i)]
    for key, value in pairs:
        if key.value == name and isinstance(value, yaml.MappingNode):
            value.flow_style = False
            for option, content in missing.items():
                _set(value, option, content)
    return items


def refuse_place(target: Path, others: Mapping[str, Path]) -> list[Problem]:
    """A problem of severity ``error`` for each folder, by what it is called, that ``target`` lies in or holds."""
    here = target.resolve()
    return [
        Problem(str(target), f"lies in, or holds, {what}; name another folder", severity="error")
        for what, folder in others.items()
        if here.is_relative_to(folder.resolve()) or folder.resolve().is_relative_to(here)
    ]
