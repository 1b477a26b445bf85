"""Opens a page in a browser at three widths and says what is wrong with it, a line each."""

import os
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

path, browser = sys.argv[1:]
faults = []


def check(condition, words):
    if not condition:
        faults.append(words)


with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    for width, scheme in [(1440, "light"), (768, "dark"), (390, "light")]:
        page = chromium.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-US"
        )
        page.on("console", lambda message: faults.append(f"{width}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"{width}: {error}"))
        page.goto("file://" + path)
        check(
            page.evaluate("document.documentElement.scrollWidth") <= width,
            f"{width}: the page is wider than the window",
        )

        def axe(state):
            for violation in Axe().run(page).response["violations"]:
                node = violation["nodes"][0]["html"][:200]
                faults.append(f"{width}, {state}: {violation['id']}: {node}")

        axe("as it is")
        page.click("#t-water_coverage td button >> nth=4")
        told = page.inner_text("#why")
        check("With values" not in told and "Clean records" in told, f"{width}: {told}")
        if width == 390:
            axe("a figure chosen")
        page.keyboard.press("Escape")
        page.click("#t-water_coverage tbody tr:first-child td:last-child button")
        told = page.inner_text("#why")
        check("With values" in told and "100% (" in told, f"{width}: no report: {told}")
        page.keyboard.press("Escape")
        page.click("#t-farm_subsidies_by_kind td button >> nth=0")
        told = page.inner_text("#why")
        command = re.search(r"millet why (\S+) farm_subsidies_by_kind(.*)--column", told, re.S)
        check(
            command
            and command[1] == os.path.dirname(path)
            and re.fullmatch(r"( --row \w+=\w+)+ ", command[2].replace("\n", " ")),
            f"{width}: a command that no shell takes: {told}",
        )
        page.keyboard.press("Escape")
        page.focus("#t-water_coverage td button")
        page.keyboard.press("ArrowDown")
        check(
            page.evaluate("document.activeElement.closest('tr').rowIndex") == 2,
            f"{width}: arrows do not lead from figure to figure",
        )
        page.click("#t-water_coverage thead th:nth-child(2) button")
        names = page.locator("#t-water_coverage .grid tbody td:nth-child(2)").all_inner_texts()
        numbers = [int(name.replace(",", "")) for name in names[1:]]
        check(numbers == sorted(numbers, reverse=True), f"{width}: unsorted: {numbers}")
        rows = page.locator("#t-water_coverage .grid tbody tr:visible")
        wide = rows.count()
        page.click("#t-water_coverage .more")
        rows.nth(100).wait_for()
        check(rows.count() > wide + 100, f"{width}: villages do not unfold")
        village = rows.nth(wide + 3).inner_text().split("\t")[0].split(" · ")[-1]
        page.click("#t-water_coverage .more")
        check(rows.count() == wide, f"{width}: villages do not fold")
        page.fill("#find", village)
        page.locator("#found i").first.wait_for(state="attached")
        hits = page.locator("#t-water_coverage .grid tbody tr:visible").all_inner_texts()
        check(hits and all(village in hit for hit in hits), f"{width}: {village} is not found")
        if width == 390:
            axe("a place found")
        page.fill("#find", "")
        page.locator("#found:empty").wait_for(state="attached")
        page.check("#in-zh")
        check(page.evaluate("document.documentElement.lang") == "zh", f"{width}: the language stays")
        check(page.locator("h1 i[lang=en]:visible").count() == 0, f"{width}: English stays")
        with page.expect_download() as download:
            page.click("#t-water_coverage a.csv")
        with open(download.value.path(), encoding="utf-8-sig") as file:
            check(file.readline().startswith("level,code,name,"), f"{width}: no table is loaded")
        page.close()
    chromium.close()
print("\n".join(faults))
