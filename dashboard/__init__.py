"""Conclusions -> screen: the pages that a seeker reads, on this machine only."""
