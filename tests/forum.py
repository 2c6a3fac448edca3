"""A forum's post as the pipeline takes it apart, from its HTML alone."""

from __future__ import annotations

from pipeline.inference.text import ThreadPost
from pipeline.inference.thread_post import forum_text, read_thread_post


def thread_post(html: str) -> ThreadPost:
    """The parts of a post."""
    return read_thread_post(html, forum_text(html))
