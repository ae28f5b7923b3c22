"""The pictures of the documentation, taken from the running product (``make pictures``)."""

from playwright.sync_api import expect

from tests.stories.steps import is_saved, part, sign_in

SIZE = {"viewport": {"width": 1280, "height": 860}}


def test_pictures(house, person, look):
    """A note that two people are writing, on a desk and a phone; the first page, the timeline, a sealed note."""
    places = house.scene("rich")
    avery, jordan = person("Avery", "desk", **SIZE), person("Jordan")
    desk, phone = sign_in(avery, house, "Avery Moss"), sign_in(jordan, house, "Jordan Rivera")
    look(phone, "today-phone")
    for page in (desk, phone):
        page.goto(f"{house.url}/notes/{places['note']}/writing")
        is_saved(page)
    part(phone, "What we talked about").press("Control+End")
    part(phone, "What we talked about").press_sequentially(" We shook hands.")
    is_saved(phone)
    expect(desk.get_by_text("With you: Jordan Rivera")).to_be_visible()
    look(desk, "writing")
    look(phone, "writing-phone")
    for name, path in (("timeline", f"/people/{places['way']}"), ("note", f"/notes/{places['sealed']}")):
        desk.goto(house.url + path)
        look(desk, name)
