"""What happens with papers: filled in by whose hands it needs, signed by whose names it needs, given along."""

import datetime

from cairn.lib import clock
from cairn.papers import agreeing, consenting, filling, releasing, shown, signing
from cairn.papers import reading as papers


def signed(cast, name, supporter, key, answers, *, witness=None, days=None):
    """The paper is filled in and signed by all whose names it needs.

    ``witness``: (name, who they are). ``days``: {item: so many days from now} of answers that are a day to come.
    """
    today = clock.today(cast.house.zone)
    days = {item: (today + datetime.timedelta(days=ahead)).isoformat() for item, ahead in (days or {}).items()}
    answers = {**answers, **days}
    paper = filled(cast, name, supporter, key, answers)
    own, by = cast.who(name), cast.who(supporter)
    for signer, role in ((own, "participant"), (by, "supporter")):
        if role in paper.version.signs:
            _name(paper, signer)
    if witness:
        said = {"digest": _digest(paper, by), "intent": True, "guest": True, "by": by}
        signing.witness(paper, name=witness[0], words=witness[1], **said)
    if not paper.version.signs:
        filling.finish(paper, by=own)
    if paper.version.copy:
        signing.give_copy(paper, how="here", by=by)
    cast.things[f"{name} {key}"] = paper
    return paper


def half_signed(cast, name, supporter, key, answers):
    """The paper is filled in; the participant's name stands, and it waits for the supporter's."""
    _name(filled(cast, name, supporter, key, answers), cast.who(name))


def filled(cast, name, supporter, key, answers):
    """The paper is filled in: one's own words by one's own hands, the rest by the supporter."""
    own, by = cast.who(name), cast.who(supporter)
    paper = filling.begin(cast.ways[name], key=key, by=by)
    hands = {item["id"] for item in paper.version.items if item.get("hands") == "participant"}
    revisions = {item: row.revision for item, row in shown.answers(paper).items()}
    for writer, mine in ((own, hands), (by, set(answers) - hands)):
        values = {item: (value, revisions.get(item, 0), "") for item, value in answers.items() if item in mine}
        if values and (refused := filling.answer_all(paper, values=values, by=writer)):
            raise AssertionError(f"{key}: {refused}")
    return paper


def _name(paper, signer):
    digest = _digest(paper, signer)
    if paper.version.form.kind != "plan":
        signing.sign(paper, name=signer.person.chosen_name, digest=digest, intent=True, by=signer)
    elif paper.state == "draft":
        agreeing.propose(paper, digest=digest, by=signer)
    else:
        agreeing.agree(paper, digest=digest, by=signer)


def _digest(paper, signer):
    return shown.laid(paper, language=signer.person.language).digest


def renewed(cast, name, supporter, key):
    """The signed paper has a new one in its place, with the same answers, signed anew."""
    paper = filling.renew(cast.things[f"{name} {key}"], by=cast.who(supporter))
    for signer, role in ((cast.who(name), "participant"), (cast.who(supporter), "supporter")):
        if role in paper.version.signs:
            _name(paper, signer)


def looked_at_again(cast, name, key):
    """They looked at the plan, and it stays as it is."""
    agreeing.review(cast.things[f"{name} {key}"], by=cast.who(name))


def allowed(cast, name, supporter, answers, *, days, thing="consent"):
    """They give a permission, for so many days."""
    signed(cast, name, supporter, "release", answers, days={"expires_on": days})
    given = papers.consents(cast.who(name), cast.ways[name], clock.today())
    cast.things[f"{name} {thing}"] = given[0].consent


def shared(cast, name, supporter, *, what, to, why, how="secure", minded=False):
    """Something left the house under a permission that covers it."""
    releasing.release(cast.ways[name], what=what, to=to, why=why, how=how, minded=minded, by=cast.who(supporter))


def taken_back(cast, name, *, words, thing="consent"):
    """They take the permission back."""
    consenting.revoke(cast.things[f"{name} {thing}"], words=words, by=cast.who(name))
