"""Word lists, kept as YAML beside the code that reads them."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# libyaml's loader reads the same in a tenth of the time, where PyYAML was built with it.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(package: str, name: str) -> Any:
    """The lists and mappings of the file ``name`` in ``package``, every scalar a string: "no" and "on" are words here.

    Callers keep what they make of it; nothing is cached here. Raises ``FileNotFoundError`` for an unknown name.
    """
    path = files(package)
    for part in name.split("/"):
        path = path.joinpath(part)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
