"""The hostile set built into a site, once with the small files and once with the large ones as well."""

from __future__ import annotations

import pytest
from hostile_sites import Built, build


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the small files."""
    return build(tmp_path_factory.mktemp("hostile") / "project", large=False)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of all files, with the large ones."""
    return build(tmp_path_factory.mktemp("whole") / "project", large=True)
