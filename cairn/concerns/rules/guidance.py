"""What somebody reads when something serious came up, until the organization writes its own. Not legal advice."""

from cairn.lib.words import _

LONGEST = 6_000


def _paragraphs(*texts):
    return "\n\n".join(texts)


CAREFUL = {
    "en": _paragraphs(
        "First: is everybody safe right now? If not, call for help before you write anything. The numbers"
        " are on this page.",
        "Stay calm, and stay if it is safe for you. Listen. Say what you can do and what you cannot. Do "
        "not promise to keep it secret.",
        "Call your coordinator today. You do not have to decide alone what happens next, and you should not.",
        "Some things must be told to somebody outside by law, for example when a child or an adult who "
        "needs care may be harmed. What the law asks differs from state to state. Your coordinator tells "
        "you what holds here. Cairn does not know it, does not decide it, and reports nothing to anybody.",
        "When it is safe to do so, tell the person what you will pass on, to whom, and why.",
        "Then write down facts only: what you saw, what you heard (in their words), when, where, whom you"
        " called and what they said. No guesses, no blame, no diagnosis.",
    ),
    "es": _paragraphs(
        "Primero: ¿están todos a salvo ahora mismo? Si no, pide ayuda por teléfono antes de escribir. Los"
        " números están en esta página.",
        "Mantén la calma y quédate si es seguro para ti. Escucha. Di lo que puedes hacer y lo que no. No "
        "prometas guardar el secreto.",
        "Llama hoy a tu coordinador o coordinadora. No tienes que decidir a solas lo que sigue, ni debes hacerlo.",
        "La ley pide avisar de algunas cosas a alguien de fuera, por ejemplo cuando un niño o un adulto "
        "que necesita cuidado puede sufrir daño. Lo que pide la ley cambia de un estado a otro. Tu "
        "coordinador te dice lo que vale aquí. Cairn no lo sabe, no lo decide y no avisa a nadie.",
        "Cuando sea seguro, dile a la persona qué vas a contar, a quién y por qué.",
        "Después escribe solo hechos: lo que viste, lo que oíste (con sus palabras), cuándo, dónde, a "
        "quién llamaste y qué te dijo. Sin suposiciones, sin culpas, sin diagnósticos.",
    ),
}


def said(words, language):
    """The text in this language: the organization's own, else the careful one, never another language by chance."""
    words = words or {}
    return words.get(language) or CAREFUL.get(language) or words.get("en") or CAREFUL["en"]


def why_not_guidance(words):
    """``(sentence, field)``: what stands in the way of these texts, or ("", "")."""
    for language, text in words.items():
        if language not in CAREFUL:
            return _("That language is not known here."), "language"
        if len(text) > LONGEST:
            return _("That text is very long. Nobody reads it in a hard moment; please shorten it."), language
    return "", ""
