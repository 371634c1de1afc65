"""Questions that go out in a workbook, and the answers that come back as declarations."""
