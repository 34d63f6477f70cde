"""What CI installs is pinned with hashes, what it runs is pinned by commit, and nothing names an index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
HASHED = (ROOT / ".ci/requirements.txt").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def pinned(text: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE)
    return {name.lower().replace("_", "-"): version for name, version in found}


def test_ci_installs_the_versions_of_the_constraints() -> None:
    versions = pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    hashed = pinned(HASHED)
    assert {name: version for name, version in hashed.items() if versions.get(name, version) != version} == {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for lines in project["optional-dependencies"].values() for line in lines)]
    wanted = {re.split(r"[<>=!~ \[]", line)[0].lower().replace("_", "-") for line in lines}
    assert wanted - hashed.keys() == set()


def test_every_file_has_its_hash_and_no_index_is_named() -> None:
    blocks = re.split(r"\n(?=\S)", HASHED.strip())[1:]
    assert len(blocks) > 40
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "http" not in HASHED


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_rights_are_the_least(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert [
        action for action, note in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) or "# v" not in note
    ] == []
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")


def test_systems_pythons_and_the_other_engine() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    matrix = flow["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["system"] == ["ubuntu-latest", "windows-latest"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {line.rpartition(" ")[2] for line in project["classifiers"] if re.search(r":: 3\.\d+$", line)}
    assert set(matrix["python"]) == named


def test_no_system_changes_the_bytes_of_articles() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert {"/seeds/** -text", "/tests/** -text"} <= set(rules)
