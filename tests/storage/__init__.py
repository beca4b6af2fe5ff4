"""Storage on both databases, one suite."""
