"""Every page of every role is in order, in German and on a light ground."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import LiveServer
from tests.browser.every_page import walk_everywhere
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_every_page_is_in_order_in_german_and_light(
    live_server: LiveServer, page_as: Callable[..., Visitor]
) -> None:
    walk_everywhere(live_server, page_as, "de-DE", "light")
