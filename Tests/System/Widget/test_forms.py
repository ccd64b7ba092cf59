"""Forms and questions of the bot: choices, boxes, long texts, files; labels, mistakes, keys."""

import pytest
from between import Between
from desk import Desk
from file_sending import png
from playwright.sync_api import expect
from test_access import check_axe

FORM = [
    {"id": "email", "label": "Your e-mail address", "kind": "email", "required": True},
    {"id": "about", "label": "What it is about", "kind": "choice", "required": True, "options": [
        {"id": "order", "label": "An order or delivery"}, {"id": "other", "label": "Something else"}]},
    {"id": "phone", "label": "Telephone", "kind": "phone", "required": False},
    {"id": "pieces", "label": "How many", "kind": "int", "required": False},
    {"id": "since", "label": "Since when", "kind": "date", "required": False},
    {"id": "news", "label": "Tell me when it is back", "kind": "bool", "required": False},
    {"id": "details", "label": "What happened", "kind": "text", "required": True, "long": True}]
TAKES = {"media": ["image/png"], "largest": 50_000}


@pytest.fixture
def desk(tmp_path, host):
    desk = Desk(tmp_path, host.origin)
    desk.settings |= {"files.enabled": "true", "files.largest": "1MiB"}
    desk.start()
    yield desk
    desk.stop()


@pytest.fixture
def between(context):
    return Between(context)


def instead(between, **offer):
    """In the place of the first question the bot asks another one."""
    def change(frame):
        if frame.get("event") == "said" and len(frame.get("options", [])) > 2:
            return {**{k: v for k, v in frame.items() if k != "options"}, **offer}
        return frame
    between.change = change


@pytest.fixture
def form(desk, between, shopper):
    instead(between, text="How can we reach you?", lang="en", form=FORM)
    shopper.visit(desk.url).open()
    form = shopper.log.locator("form")
    expect(form).to_be_visible()
    return form


def test_each_field_is_labelled_and_typed_as_what_it_is(form, shopper):
    kinds = {label: form.get_by_label(label).evaluate(
        "(one) => [one.localName, one.type, one.inputMode, one.autocomplete]")
        for label in [one["label"] for one in FORM]}
    assert kinds["Your e-mail address"] == ["input", "email", "email", "email"]
    assert kinds["What it is about"][0] == "select"
    assert kinds["Telephone"] == ["input", "tel", "tel", "tel"]
    assert kinds["How many"][2] == "numeric"
    assert kinds["Since when"][1] == "date"
    assert kinds["Tell me when it is back"][1] == "checkbox"
    assert kinds["What happened"][0] == "textarea"
    # A field for several lines looks like one.
    assert form.get_by_label("What happened").bounding_box()["height"] > 90
    expect(form.locator("label span[lang=en]")).to_have_count(len(FORM))
    for theme in ("light", "dark"):
        shopper.page.evaluate(f"Frontdesk.setTheme('{theme}')")
        check_axe(shopper.page)


def test_what_is_wrong_is_said_at_its_field_and_goes_when_it_is_mended(form, shopper):
    form.get_by_label("Telephone").fill("call me")
    form.get_by_label("How many").fill("two")
    form.get_by_label("Your e-mail address").fill("ana@")
    form.get_by_role("button", name="Send").click()

    def said(label):
        return form.get_by_label(label).evaluate(
            "(one) => [one.getAttribute('aria-invalid'), one.getRootNode()"
            ".getElementById(one.getAttribute('aria-describedby')).textContent]")

    assert said("Your e-mail address") == ["true", "This does not look like an e-mail address."]
    assert said("What it is about") == ["true", "Please fill in “What it is about”."]
    assert said("Telephone") == ["true", "This does not look like a phone number."]
    assert said("How many") == ["true", "Please give a number."]
    expect(form.get_by_label("Your e-mail address")).to_be_focused()
    expect(form.get_by_text("Your e-mail address", exact=True)).to_be_in_viewport()
    check_axe(shopper.page)
    form.get_by_label("Telephone").fill("+49 (30) 123-456")
    assert said("Telephone") == [None, ""]


def test_a_form_is_filled_by_keys_alone_and_goes_as_the_desk_wants_it(form, shopper, between):
    page = shopper.page
    form.get_by_label("Your e-mail address").focus()
    page.keyboard.type("ana@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type("Som")
    while not form.get_by_label("Tell me when it is back").evaluate(
            "(one) => one === one.getRootNode().activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    # Enter is a new line where several are wanted.
    page.keyboard.type("It broke.")
    page.keyboard.press("Enter")
    page.keyboard.type("Twice.")
    assert between.frames("command")[-1]["do"] == "start"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shopper.until_python(lambda: between.frames("command")[-1]["do"] == "fill")
    assert between.frames("command")[-1]["fields"] == {
        "email": "ana@example.com", "about": "other", "phone": "", "pieces": "", "since": "",
        "news": "true", "details": "It broke.\nTwice."}
    label = shopper.bubbles("What it is about: Something else")
    expect(label).to_be_visible()


@pytest.fixture
def photo(desk, between, shopper):
    instead(between, text="Can you send us a photo of it?", lang="en", takes=TAKES,
            options=[{"id": "_none", "label": "I have none"}])
    shopper.visit(desk.url).open()
    choose = shopper.log.get_by_role("button", name="Choose a file")
    expect(choose).to_be_visible()
    return choose


def test_a_question_for_a_file_opens_the_chooser_with_what_it_takes(photo, shopper, between):
    expect(shopper.log.get_by_text("PNG, at most 50 kB")).to_be_visible()
    check_axe(shopper.page)
    with shopper.page.expect_file_chooser() as chooser:
        photo.press("Enter")
    assert chooser.value.element.evaluate("(one) => one.accept") == "image/png"
    chooser.value.set_files([
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff"},
        {"name": "b.png", "mimeType": "image/png", "buffer": png(48, 48)}])
    # What the site takes elsewhere, this question does not.
    expect(shopper.panel.get_by_text("a.jpg cannot be sent here.")).to_be_visible()
    expect(shopper.log.locator(".file")).to_contain_text("b.png")


def test_who_has_none_says_so(photo, shopper, between):
    shopper.log.get_by_role("button", name="I have none").click()
    shopper.until_python(lambda: between.frames("command")[-1]["do"] == "choose")
    assert between.frames("command")[-1]["option"] == "_none"


def test_the_question_over_the_chooser_is_over(photo, shopper, between):
    between.tell({"type": "event", "conversation": between.frames("follow")[-1]["conversation"],
                  "seq": int(shopper.log.locator("[data-question]").last.get_attribute("data-seq")) + 1,
                  "at": 1795238401234, "event": "taken", "agent": "kim", "name": "Kim"})
    expect(photo).to_be_hidden()
    # And the site's own limits hold again.
    shopper.until("document.querySelector('frontdesk-chat').shadowRoot"
                  ".querySelector('input[type=file]').accept.includes('image/jpeg')")


def test_a_question_brings_the_keyboard_for_its_answer(desk, between, shopper):
    instead(between, text="Which number can we call?", expects="phone")
    shopper.visit(desk.url).open()
    expect(shopper.input).to_have_attribute("inputmode", "tel")
    expect(shopper.input).to_have_attribute("autocomplete", "tel")
    check_axe(shopper.page)
    between.change = lambda frame: frame
    shopper.say("none")
    expect(shopper.input).not_to_have_attribute("inputmode", "tel")
    expect(shopper.input).not_to_have_attribute("autocomplete", "tel")


def test_the_bots_own_question_for_an_address_brings_the_keyboard_for_it(desk, shopper):
    shopper.visit(desk.url).greeted().choose("Something else").sees("what happened")
    expect(shopper.input).not_to_have_attribute("inputmode", "email")
    shopper.say("My quokka plays the banjo at midnight, xyzzy").sees("e-mail address can we reach you")
    expect(shopper.input).to_have_attribute("inputmode", "email")
    expect(shopper.input).to_have_attribute("autocomplete", "email")
    expect(shopper.input).to_have_attribute("autocapitalize", "none")
    # Enter sends, as everywhere in the composer.
    expect(shopper.input).to_have_attribute("enterkeyhint", "send")
    shopper.say("not an address")
    shopper.sees("does not look like an e-mail address")
    expect(shopper.input).to_have_attribute("inputmode", "email")
    # The next page knows too what is asked.
    shopper.page.reload()
    expect(shopper.input).to_have_attribute("inputmode", "email")
    shopper.say("ana@example.com")
    expect(shopper.input).not_to_have_attribute("inputmode", "email")
    expect(shopper.input).not_to_have_attribute("autocapitalize", "none")
