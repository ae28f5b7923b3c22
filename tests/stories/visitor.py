"""Somebody at a browser. Whatever the pages complain about is kept, and must be nothing in the end."""

import re

DEVICES = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || "inline"} ${event.sample}`));
"""
# A page that is left while it still loads something gives that up. Nobody did anything wrong.
GIVEN_UP = "net::ERR_ABORTED"


class Visitor:
    """One browser context: cookies, storage and devices of one person, with its first page open."""

    def __init__(self, browser, name, device="phone", **options):
        self.name, self.complaints, self.expected = name, [], []
        # Still pages: nothing that moves can be looked at in the middle of its way.
        still = {"reduced_motion": "reduce", "locale": "en-US", "timezone_id": "America/Denver"}
        self.context = browser.new_context(**still | DEVICES[device] | options)
        self.context.add_init_script(LISTEN)
        self.context.on("page", self._listen)
        self.page = self.context.new_page()

    def _listen(self, page):
        page.on("console", lambda said: said.type == "error" and self._note("console", said.text))
        page.on("pageerror", lambda error: self._note("script", str(error)))
        page.on("requestfailed", self._failed)

    def _failed(self, request):
        if request.failure != GIVEN_UP:
            self._note("request", f"{request.method} {request.url}: {request.failure}")

    def _note(self, kind, words):
        self.complaints.append(f"{kind}: {words}")

    def expect(self, *patterns):
        """These complaints belong to the story (a cut network, a killed server): regular expressions."""
        self.expected += patterns

    def unexpected(self):
        """The complaints that no one expected."""
        return [said for said in self.complaints if not any(re.search(each, said) for each in self.expected)]

    def leave(self):
        """The browser context is closed."""
        self.context.close()
