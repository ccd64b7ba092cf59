"""Where a chat begins: whether people are there, when, how soon they answer, and who they are."""

import time

import pytest
from between import Between
from file_sending import png
from playwright.sync_api import expect
from test_access import check_axe

HOUR = 3_600_000
DAYS = [[[540, 1080]], [[540, 1080]], [[540, 720], [780, 1080]], [[540, 1080]], [[540, 1020]], [], []]
FACES = [{"agent": "maya", "name": "Maya Lind", "photo": "/v1/photos/of-maya"},
         {"agent": "kim", "name": "Kim Okafor"}]


def now():
    return int(time.time() * 1000)


def open_desk(**changes):
    return {"open": True, "there": True, "changes": now() + HOUR, "zone": "Europe/Berlin",
            "hours": DAYS, "answers_in": 120_000, "faces": FACES, **changes}


@pytest.fixture
def between(context):
    context.route("**/v1/photos/*", lambda route: route.fulfill(
        body=png(48, 64), headers={"Content-Type": "image/png", "Access-Control-Allow-Origin": "*"}))
    return Between(context, welcome={"reception": open_desk()})


def reception(shopper):
    return shopper.log.locator(".welcome")


def test_an_open_desk_tells_until_when_how_soon_and_by_whom(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    expect(reception(shopper)).to_contain_text("Open now, until")
    expect(reception(shopper)).to_contain_text("Usual answering time: 2 minutes")
    expect(reception(shopper).get_by_role("img", name="Here now: Maya Lind and Kim Okafor")
           ).to_be_visible()
    # A photo where there is one, initials where there is none.
    expect(reception(shopper).locator(".avatar canvas")).to_have_count(1)
    expect(reception(shopper).locator(".avatar").nth(1)).to_have_text("KO")
    for theme in ("light", "dark"):
        page.evaluate(f"Frontdesk.setTheme('{theme}')")
        check_axe(page)


CUT = """(welcome) => {
  const log = welcome.closest('.log').getBoundingClientRect();
  return [...welcome.querySelectorAll(':scope > :is(.icon, .faces, strong)')]
    .filter((part) => getComputedStyle(part).display !== 'none').map((part) => {
      const {top} = part.getBoundingClientRect();
      return [top >= log.top, getComputedStyle(part).opacity];
    });
}"""


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
@pytest.mark.parametrize("faces", [FACES, []])
def test_no_face_is_cut_by_the_header_when_one_reads_on(desk, between, shopper, size, faces):
    between.welcome["reception"]["faces"] = faces
    page = shopper.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    shopper.visit(desk.url).greeted()
    log = shopper.log
    for at in range(0, 160, 12):
        # As far down as there is something to scroll to.
        log.evaluate("(one, at) => { one.querySelector('.lines').style.paddingBlockEnd = '600px';"
                     " one.scrollTop = at; }", at)
        shopper.until_python(lambda: all(
            opacity == ("1" if whole else "0")
            for whole, opacity in reception(shopper).evaluate(CUT)))
    assert [whole for whole, _ in reception(shopper).evaluate(CUT)] == [False, False]
    log.evaluate("(one) => { one.scrollTop = 0; }")
    shopper.until_python(lambda: reception(shopper).evaluate(CUT) == [[True, "1"], [True, "1"]])


def test_the_hours_are_on_the_desks_clock_and_say_so(desk, between, shopper):
    page = shopper.visit(desk.url).greeted().page
    hours = shopper.log.get_by_role("definition")
    expect(hours.first).to_be_hidden()
    shopper.log.locator("summary").press("Enter")
    expect(hours).to_have_text(["9:00–18:00", "9:00–18:00", "9:00–12:00, 13:00–18:00", "9:00–18:00",
                                "9:00–17:00", "closed", "closed"])
    expect(shopper.log.get_by_role("term").first).to_have_text("Monday")
    expect(reception(shopper)).to_contain_text("Time zone: Central European Time")
    # It was not pushed out of sight by what stands below.
    expect(shopper.log.get_by_text("Opening hours").last).to_be_in_viewport()
    check_axe(page)
    page.evaluate("Frontdesk.setLocale('de')")
    expect(reception(shopper)).to_contain_text("Geöffnet, bis")
    expect(reception(shopper)).to_contain_text("Übliche Antwortzeit: 2 Minuten")


def test_a_closed_desk_says_when_it_is_back_and_changes_are_told(desk, between, shopper):
    closed = open_desk(open=False, there=False, changes=now() + 40 * HOUR)
    del closed["faces"], closed["answers_in"]
    between.welcome = {"reception": closed}
    shopper.visit(desk.url).greeted()
    expect(reception(shopper)).to_contain_text("Closed now. We are back:")
    expect(reception(shopper)).not_to_contain_text("answering time")
    expect(reception(shopper).locator(".avatar")).to_have_count(0)
    between.tell({"type": "reception", **open_desk()})
    expect(reception(shopper)).to_contain_text("Open now")
    between.tell({"type": "reception", **open_desk(there=False, faces=[])})
    expect(reception(shopper)).to_contain_text("Nobody is free right now.")
    expect(reception(shopper)).not_to_contain_text("answering time")


def test_a_desk_that_tells_nothing_is_greeted_as_before(desk, context, shopper):
    between = Between(context)
    between.change = lambda frame: {k: v for k, v in frame.items() if k != "reception"}
    shopper.visit(desk.url).greeted()
    expect(reception(shopper)).to_contain_text("Our assistant answers at once")


def test_agents_have_their_photo_beside_their_words_and_in_the_header(
        desk, between, shopper, maya):
    between.welcome = {"reception": open_desk(faces=[])}
    between.answers["faces"] = {"faces": FACES}
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    maya.do("say", conversation, text="It is me")
    expect(shopper.log.locator(".row.agent .avatar canvas")).to_be_visible()
    expect(shopper.panel.locator(".head .avatar canvas")).to_be_visible()
    maya.do("say", conversation, text="And me again")
    shopper.sees("And me again")
    asked = [one for one in between.frames("ask") if one["about"] == "faces"]
    assert len(asked) == 1, "once for each agent"


def test_a_photo_that_cannot_be_had_leaves_the_initials(desk, between, shopper, context):
    context.route("**/v1/photos/*", lambda route: route.abort())
    shopper.visit(desk.url).greeted()
    expect(reception(shopper).locator(".avatar").first).to_have_text("ML")
    expect(reception(shopper).locator(".avatar canvas")).to_have_count(0)


def test_a_strict_policy_needs_no_source_of_images(desk, between, shopper, host):
    """What is fetched is fetched like files are: `connect-src` is enough."""
    url = host.put(
        "/", '<!doctype html><html lang="en"><title>Shop</title><script async data-site="demo"'
        f' src="{desk.url}v1/chat.js"></script>',
        {"Content-Security-Policy": f"default-src 'none'; script-src {desk.origin};"
         f" connect-src {desk.origin} {desk.origin.replace('http', 'ws')};"
         " require-trusted-types-for 'script'"})
    page = shopper.page
    broken = []
    page.on("console", lambda one: broken.append(one.text) if "Security" in one.text else None)
    shopper.visit(url).greeted()
    expect(reception(shopper).locator(".avatar canvas")).to_have_count(1)
    assert broken == []
