"""A paper is made in two languages, tried on a phone, published, changed, published again, sent out and brought back."""

import re

from playwright.sync_api import expect

from tests.stories.steps import sign_in

ROBIN = "Robin Achterberg"
RUNS_OFF = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def seen(page, axe, look, name):
    """The page keeps nobody out, and nothing runs off its side."""
    axe(page)
    assert page.evaluate(RUNS_OFF) <= 0, f"{page.url} runs off the side"
    look(page, f"forms-{name}", full_page=True)


def begin(page, house, english, spanish):
    """A new survey of the house's own; the page of its draft."""
    page.goto(f"{house.url}/house/papers/new")
    page.get_by_label("Title in English").fill(english)
    page.get_by_label("Title in Spanish").fill(spanish)
    page.get_by_role("radio", name="Agreement").check()
    page.get_by_role("button", name="Begin the draft").click()
    page.wait_for_url(re.compile("/drafts/"))


def add(page, kind, english, spanish, when=None):
    """One part more, at the end."""
    page.get_by_role("link", name="Add a part", exact=True).click()
    page.get_by_role("link", name=re.compile(f"^{kind}")).click()
    page.get_by_label("In English", exact=True).fill(english)
    page.get_by_label("In Spanish", exact=True).fill(spanish)
    if when:
        page.get_by_label("Show this only when").select_option(label=when)
    page.locator(".sheet-foot").get_by_role("button", name="Save").click()
    expect(page.locator(".parts")).to_contain_text(english)


def publish(page, what=None, again=False, confirms=True):
    """The draft comes into use."""
    page.get_by_role("link", name="Publish").click()
    if what:
        page.get_by_label("What changed, in English").fill(what)
        page.get_by_label("What changed, in Spanish").fill("Otra pregunta.")
    if again:
        page.get_by_label("Ask everybody who signed an older text").check()
    page.get_by_role("button", name="Publish it").click()
    if confirms:
        page.get_by_role("dialog").get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("It is in use now.")).to_be_visible()


def test_a_paper_is_made_tried_published_changed_and_taken_along(house, person, axe, look, tmp_path):
    robin = person("Robin", "desk")
    robin.expect("422")  # what hangs on a part stays below it
    page = sign_in(robin, house, ROBIN)
    page.goto(f"{house.url}/house/papers")
    seen(page, axe, look, "library")

    begin(page, house, "Rides with us", "Viajes con nosotros")
    add(page, "Yes or no", "Do you want rides?", "¿Quiere viajes?")
    add(page, "A line", "Whose car?", "¿De quién es el auto?", when="Do you want rides?: Yes")
    seen(page, axe, look, "draft")
    draft = page.url.split("#")[0]

    page.get_by_role("link", name="Change this").click()
    page.get_by_label("Participant").check()
    seen(page, axe, look, "about")
    page.get_by_role("button", name="Save").click()

    # With the keyboard one comes back to the button that was pressed.
    page.get_by_role("button", name=re.compile("^Up.*Whose car")).press("Enter")
    expect(page.get_by_text("hangs on")).to_be_visible()
    page.goto(draft)

    phone = sign_in(person("Robin on the phone", "phone"), house, ROBIN)
    phone.goto(f"{draft}/preview?language=es")
    expect(phone.get_by_label("¿De quién es el auto?")).to_be_hidden()
    phone.get_by_role("radio", name="Sí").or_(phone.get_by_role("radio", name="Yes")).check()
    expect(phone.get_by_label("¿De quién es el auto?")).to_be_visible()
    seen(phone, axe, look, "preview")
    phone.goto(draft)
    seen(phone, axe, look, "draft-phone")

    publish(page)
    seen(page, axe, look, "form")

    page.get_by_role("button", name="Work on the next text").click()
    add(page, "Free words", "Anything else?", "¿Algo más?")
    page.get_by_role("link", name="Publish").click()
    seen(page, axe, look, "publish")
    page.go_back()
    publish(page, what="One more question.", again=True)
    expect(page.get_by_text("asks for a fresh name")).to_be_visible()
    page.get_by_role("link", name=re.compile("What is different")).first.click()
    seen(page, axe, look, "differences")
    page.go_back()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="FHIR Questionnaire").click()
    file = tmp_path / "rides.json"
    waiting.value.save_as(file)
    page.goto(f"{house.url}/house/papers/import")
    seen(page, axe, look, "import")
    page.get_by_label("The file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It is a draft now.")).to_be_visible()
    expect(page.locator(".parts > li")).to_have_count(3)
    page.get_by_role("link", name="What is different").click()
    expect(page.get_by_text("They say the same")).to_be_visible()


def test_the_designer_works_without_a_script(house, person):
    page = sign_in(person("Robin", "desk", java_script_enabled=False), house, ROBIN)
    begin(page, house, "House rules", "Reglas de la casa")
    add(page, "Heading", "First", "Primero")
    add(page, "Words to read", "Be kind.", "Sea amable.")
    page.get_by_role("button", name=re.compile("^Up.*Be kind")).click()
    expect(page.locator(".parts > li").first).to_contain_text("Be kind.")
    page.get_by_role("button", name="Take back the last step").click()
    expect(page.locator(".parts > li").first).to_contain_text("First")
    publish(page, confirms=False)


def test_the_manual_is_read_on_a_phone(house, person, axe, look):
    page = sign_in(person("Jordan", "phone"), house, "Jordan Rivera")
    page.goto(f"{house.url}/mine/manual")
    seen(page, axe, look, "manual")
    page.get_by_role("link", name="Participant Tiers").click()
    expect(page.get_by_role("heading", name="Participant Tiers")).to_be_in_viewport()
    page.goto(f"{house.url}/texts/wellness-definitions")
    seen(page, axe, look, "reading")
