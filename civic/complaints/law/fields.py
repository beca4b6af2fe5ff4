"""What a document must hold. A body sends back what lacks a field: the list is law, not taste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from civic.complaints.kinds import Kind
from civic.dated.basis import Basis, basis
from civic.dated.reading import Row, read, tables
from civic.phrases import Bilingual


@dataclass(frozen=True, slots=True)
class Field:
    """``id`` is the name that the case's facts have for it; ``signature`` is put on by hand."""

    id: str
    name: Bilingual
    is_required: bool
    """Else only where the person has it."""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The fields of the documents of some kinds, the required ones first."""

    id: str
    kinds: tuple[Kind, ...]
    fields: tuple[Field, ...]
    basis: Basis

    def asks_for(self, field: str) -> bool:
        """Whether the document has this field at all."""
        return any(field == own.id for own in self.fields)


def forms(path: Path) -> dict[Kind, PaperForm]:
    """The form of each kind, from ``fields.toml``."""
    names = _names(path)

    def form(row: Row) -> PaperForm:
        required, if_any = row.names("required"), row.names_if_any("if_any")
        for field, listed in (("required", required), ("if_any", if_any)):
            for name in listed:
                if name not in names:
                    raise row.broken(field, f"“{name}” has no name in this file")
        if both := set(required) & set(if_any):
            raise row.broken("if_any", f"“{min(both)}” is required already")
        return PaperForm(
            id=row.text("id"),
            kinds=row.codes("kinds", Kind),
            fields=tuple(
                Field(name, names[name], name in required) for name in (*required, *if_any)
            ),
            basis=basis(row),
        )

    made = read(path, "form", "id", form, "names").values()
    return {kind: form for form in made for kind in form.kinds}


def _names(path: Path) -> Mapping[str, Bilingual]:
    listed: dict[str, dict[str, Any]] = tables(path, "names", "form").get("names", {})
    named: dict[str, Bilingual] = {}
    for name, cells in listed.items():
        row = Row(path.name, f"names “{name}”", cells)
        named[name] = Bilingual(row.text("kk"), row.text("ru"))
        row.done()
    return named
