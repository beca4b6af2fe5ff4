"""A package, so that suites share their fixtures by import: `from tests.databases import …`."""
