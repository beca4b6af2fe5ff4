"""Rows of law that carry their date and source, whatever they are about: read cell by cell."""

from civic.dated.basis import Basis, basis
from civic.dated.reading import LawBroken, Row, read

__all__ = ["Basis", "LawBroken", "Row", "basis", "read"]
