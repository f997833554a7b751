"""An editor on a narrow phone, in a real browser: a file with the paper clip, its answer, a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.test_newcomers_walk import Hand, browser, pytestmark  # the same browser
from tests.stories.editors import EVA, changed, conversation, staff
from tests.world import World

__all__ = ["browser", "pytestmark"]

NARROW = 375  # pixels: the smallest phone that many people still have


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[World]:
    async with World(tmp_path).opened() as opened:
        yield opened


async def test_an_editor_sends_a_file_and_tries_it(place: World, browser: Browser, tmp_path: Path) -> None:
    await staff(place, "Eva", EVA)
    page = await browser.new_page(
        viewport={"width": NARROW, "height": 740}, color_scheme="light", reduced_motion="reduce"
    )
    await page.goto(place.sim.page_url)
    eva = Hand(page, "Eva")
    await page.get_by_role("tab", name="Eva").click()
    words = changed(
        conversation("daily_checkin.yaml"),
        "Good to hear. You did the work to get here.",
        "Good to hear that.",
    )
    file = tmp_path / "daily_checkin.yaml"
    file.write_text(words, encoding="utf-8")

    async with page.expect_file_chooser() as chosen:
        await eva.phone.get_by_role("button", name="Send a file").click()
    await (await chosen.value).set_files(file)
    await expect(eva.phone.get_by_text("No errors.")).to_be_visible(timeout=60_000)
    picture = eva.phone.get_by_role("img", name="daily_checkin at a glance")
    await expect(picture).to_be_visible(timeout=10_000)
    await eva.sees("What changes:")
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW

    await eva.tap("Try it on my phone")
    await expect(eva.phone.get_by_role("button", name="Let the time pass")).to_be_visible(timeout=60_000)
    await eva.tap("Going well")
    await eva.sees("Good to hear that.")
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW
