"""Runs the three hops: raw exports to tidy tables, tables to payloads, payloads to pages."""
