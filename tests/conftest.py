"""What every test sees: where the repository lies, and a line that says how to run the tests left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Time is never judged: a loaded machine is slow, and that says nothing about the program.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("markexpr") == "not browser and not slow":
        terminalreporter.write_line(
            "The slow and the browser tests were left out. To run them: .venv/bin/pytest -m slow; "
            "install Chromium, then: "
            ".venv/bin/pip install -c constraints.txt -e '.[test,browser]' && .venv/bin/pytest -m browser"
        )
