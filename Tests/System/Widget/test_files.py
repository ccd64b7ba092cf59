"""Photos and papers: picked, dropped, pasted, sent once, seen by both sides."""

import struct

import pytest
from desk import Desk
from file_sending import fetch, png
from playwright.sync_api import expect


@pytest.fixture
def desk(tmp_path, host):
    desk = Desk(tmp_path, host.origin)
    desk.settings |= {"files.enabled": "true", "files.largest": "1MiB"}
    desk.start()
    yield desk
    desk.stop()


def pick(shopper, *files):
    with shopper.page.expect_file_chooser() as chooser:
        shopper.panel.get_by_role("button", name="Attach a file").click()
    chooser.value.set_files(list(files))


def photo(name="photo.png", width=64, height=48, **made):
    return {"name": name, "mimeType": "image/png", "buffer": png(width, height, **made)}


def said_files(maya, conversation):
    maya.send(type="follow", conversation=conversation, epoch=maya.epoch, after=0)
    found = []
    while True:
        frame = maya.until(lambda one: one["type"] in ("event", "caught_up"))
        if frame["type"] == "caught_up":
            maya.send(type="unfollow", conversation=conversation)
            return found
        if frame.get("file"):
            found.append(frame["file"])


def received(desk, maya, conversation, file):
    maya.send(type="ask", id="f", about="file", conversation=conversation, file=file["id"])
    address = maya.until(lambda frame: frame.get("id") == "f")["file"]
    return fetch(desk, address).body


def test_a_picked_photo_is_shown_and_reaches_the_agent_once(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    pick(shopper, photo(extra=b"GPS 41.1,-8.6"))
    card = shopper.log.locator(".file")
    expect(card).to_contain_text("photo.png")
    expect(card.locator("canvas")).to_be_visible()
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0)
    files = said_files(maya, conversation)
    assert [one["name"] for one in files] == ["photo.png"]
    # Where it was taken is nobody's business.
    bytes_there = received(desk, maya, conversation, files[0])
    assert bytes_there.startswith(b"\x89PNG") and b"GPS" not in bytes_there
    shopper.page.reload()
    expect(shopper.log.locator(".file")).to_have_count(1)


def test_a_large_picture_is_made_smaller_before_it_goes(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    pick(shopper, photo("wide.png", 3200, 40))
    expect(shopper.log.locator(".file canvas")).to_be_visible()
    body = received(desk, maya, conversation, said_files(maya, conversation)[0])
    assert struct.unpack(">I", body[16:20])[0] == 2560


def test_a_paper_is_dropped_and_fetched_by_a_press(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    maya.take()
    shopper.panel.evaluate("""(panel) => {
      const carried = new DataTransfer();
      carried.items.add(new File(['Line one'], 'bill.txt', {type: 'text/plain'}));
      panel.dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true}));
    }""")
    card = shopper.log.locator(".file")
    expect(card).to_contain_text("bill.txt")
    with shopper.page.expect_download() as download:
        card.click()
    assert download.value.path().read_text() == "Line one"
    assert download.value.suggested_filename == "bill.txt"


def test_what_cannot_be_sent_is_said_before_it_is(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    pick(shopper,
         {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='x'/>"},
         {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * (20 << 20)},
         {"name": "page.png", "mimeType": "image/png", "buffer": b"<script>alert(1)</script>"})
    sendings = shopper.panel.locator(".sendings")
    expect(sendings).to_contain_text("a.svg cannot be sent here")
    expect(sendings).to_contain_text("big.txt is too large: at most 1 MB")
    expect(sendings).to_contain_text("page.png was not sent")
    assert said_files(maya, conversation) == []


def test_a_cut_in_the_middle_loses_nothing_and_doubles_nothing(desk, shopper, maya, context):
    cuts = []

    def cut(route):
        if "at=262144" in route.request.url and len(cuts) < 2:
            cuts.append(1)
            return route.abort("connectionreset")
        return route.continue_()

    context.route("**/v1/files?grant=**", cut)
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    pick(shopper, {"name": "log.txt", "mimeType": "text/plain", "buffer": b"0123456789" * 60_000})
    expect(shopper.log.locator(".file")).to_contain_text("log.txt", timeout=60_000)
    assert len(cuts) == 2
    files = said_files(maya, conversation)
    assert len(files) == 1
    assert received(desk, maya, conversation, files[0]) == b"0123456789" * 60_000


def test_sending_can_be_cancelled(desk, shopper, maya, context):
    context.route("**/v1/files?grant=**", lambda route: None)
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    pick(shopper, {"name": "slow.txt", "mimeType": "text/plain", "buffer": b"slow"})
    expect(shopper.panel.locator(".sendings")).to_contain_text("slow.txt: 0 %")
    shopper.panel.get_by_role("button", name="Cancel").click()
    expect(shopper.panel.locator(".sendings")).to_have_text("")
    assert said_files(maya, conversation) == []


def test_where_files_are_off_there_is_no_button(desk, shopper):
    desk.end()
    del desk.settings["files.enabled"]
    desk.start()
    shopper.visit(desk.url).greeted()
    expect(shopper.panel.get_by_role("button", name="Attach a file")).to_have_count(0)
