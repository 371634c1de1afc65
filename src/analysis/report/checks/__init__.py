"""What a page must be before it is published; one file per kind of check, each finds faults."""
