"""Lets aiogram's types be built when they are first used, not all of them at import.

`import aiogram` makes pydantic build the validators of some three hundred types, most of which no
bot ever meets: seven seconds on a slow machine, more than a restart may take. pydantic builds a
type at its first use all the same (aiogram sets `defer_build`); it only has to be told where the
names of the other types are found. Imported by `bot/__init__.py`, before anything of aiogram is.
See `docs/decisions/004-types-are-built-when-used.md`; `tests/unit/test_quick_aiogram.py` holds it.
"""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel

_rebuild: Any = BaseModel.__dict__["model_rebuild"].__func__
_names: dict[str, Any] = {}


def _remember(
    cls: type[BaseModel],
    *,
    force: bool = False,
    raise_errors: bool = True,
    _parent_namespace_depth: int = 2,
    _types_namespace: dict[str, Any] | None = None,
) -> bool | None:
    """Stands in for `model_rebuild` during the import: notes the names and builds nothing."""
    if cls.__module__.startswith("aiogram."):
        _names.update(_types_namespace or {})
        return None
    built: bool | None = _rebuild(
        cls,
        force=force,
        raise_errors=raise_errors,
        _parent_namespace_depth=_parent_namespace_depth + 1,
        _types_namespace=_types_namespace,
    )
    return built


def _build_when_used(
    cls: type[BaseModel],
    *,
    force: bool = False,
    raise_errors: bool = True,
    _parent_namespace_depth: int = 2,
    _types_namespace: dict[str, Any] | None = None,
) -> bool | None:
    """`model_rebuild` of aiogram's types from then on: knows the names by itself."""
    built: bool | None = _rebuild(
        cls,
        force=force,
        raise_errors=raise_errors,
        _parent_namespace_depth=_parent_namespace_depth + 1,
        _types_namespace=_types_namespace or _names,
    )
    return built


def import_quickly() -> None:
    """Import aiogram without building its types; does nothing if it has been imported before."""
    if "aiogram.types" in sys.modules:
        return
    setattr(BaseModel, "model_rebuild", classmethod(_remember))  # noqa: B010 - mypy minds the assignment
    try:
        from aiogram.methods import Response, TelegramMethod  # noqa: PLC0415 - the import meant
        from aiogram.types import TelegramObject  # noqa: PLC0415 - same
    finally:
        setattr(BaseModel, "model_rebuild", classmethod(_rebuild))  # noqa: B010 - same
    for base in (TelegramObject, TelegramMethod, Response):
        setattr(base, "model_rebuild", classmethod(_build_when_used))  # noqa: B010 - same


import_quickly()
