"""Every sentence can be said: a lone percent sign in one would turn a refusal into a fault."""

from __future__ import annotations

from collections import defaultdict

from app.messages import SENTENCES


def test_every_sentence_takes_its_parameters_in_both_languages() -> None:
    for key, both in SENTENCES.items():
        for text in both:
            assert text % defaultdict(int), key
