from urllib.parse import urlencode

from cairn.notices import opening, reading

from ..page import Page
from . import show


class Notices(Page):
    """What one is told, the newest first."""

    def get(self, request):
        rows, more = reading.notices(request.who, before=show.place(request.GET.get("before", "")))
        items = [show.item(row, request.who) for row in rows]
        older = f"{request.path}?{urlencode({'before': show.placed(rows[-1])})}" if more else ""
        unread = any(item["is_new"] for item in items)
        return self.show(request, "notices/notices.html", days=show.days(items), older=older, unread=unread)


class Open(Page):
    """The one that was pressed is seen, and leads to what it is about."""

    def get(self, request, pk):
        notice = reading.notice_for(request.who, pk)
        opening.see(notice, by=request.who)
        return self.go_to(show.target(notice, request.who))


class AllRead(Page):
    """Nothing is new any more."""

    http_method_names = ("post",)

    def post(self, request):
        opening.see_all(by=request.who)
        return self.go("notices")
