"""A payload is drawn in one language: words, numbers, tables and charts."""
