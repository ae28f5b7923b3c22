"""A visitor notices what a page does wrong, so that a story without complaints means something."""

import pytest

AT = "http://house.example/"
STRICT = {"content-security-policy": "default-src 'none'"}


def page(words):
    return f"<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>{words}</main></html>"


def visit(person, words, headers=None):
    visitor = person("Ana", "desk")
    visitor.page.route("**/*", lambda route: answer(route, words, headers))
    visitor.page.goto(AT)
    return visitor


def answer(route, words, headers):
    if route.request.url == AT:
        route.fulfill(body=page(words), content_type="text/html", headers=headers or {})
    else:
        route.abort("connectionrefused")


@pytest.mark.parametrize(
    ("words", "headers", "kind"),
    [
        ("<script>console.error('it went wrong')</script>", None, "console: it went wrong"),
        ("<script>throw new Error('nobody caught this')</script>", None, "script: nobody caught this"),
        ("<script>1</script>", STRICT, "policy: script-src-elem refused inline"),
        ("<img src=/picture.png alt=''>", None, "request: GET http://house.example/picture.png"),
    ],
)
def test_what_a_page_complains_about_is_noticed(person, words, headers, kind):
    visitor = visit(person, words, headers)
    assert [said for said in visitor.unexpected() if kind in said]
    visitor.expect(".*")
    assert visitor.unexpected() == []


def test_a_quiet_page_has_no_complaints_and_keeps_nobody_out(person, axe):
    visitor = visit(person, "<p>All is well.</p>", STRICT)
    axe(visitor.page)


def test_a_page_that_keeps_somebody_out_is_found(person, axe):
    visitor = visit(person, "<input type=text>")
    with pytest.raises(AssertionError, match="label"):
        axe(visitor.page)
