"""Which finders look: the tagger's own tests are left out without its runtime, so that must not pass unseen."""

from __future__ import annotations

import platform
import sys

from mkdocs_briefing.attribution.finding import tagger_there


def test_the_taggers_runtime_is_there_wherever_pyproject_asks_for_it() -> None:
    builds = {"win32": None, "linux": ("x86_64", "aarch64"), "darwin": ("arm64",)}
    machines = builds.get(sys.platform, ())
    assert tagger_there() or (machines is not None and platform.machine() not in machines)
