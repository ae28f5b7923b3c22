// <form data-trial>: a paper that is tried. Parts that hang on another answer come and go as the answers do.
const form = document.querySelector("form[data-trial]");

/** What stands in a part, in the shapes that its conditions name: true, a number, a word, or several. */
function answer(item) {
  const said = new FormData(form).getAll(`v.${item.dataset.item}`).filter((word) => word !== "");
  if (item.dataset.type === "choices") return said;
  const word = said[0];
  if (word === undefined) return null;
  if (item.dataset.type === "yesno") return word === "yes";
  return ["scale", "number"].includes(item.dataset.type) ? Number(word) : word;
}

function holds(when) {
  const other = form.querySelector(`[data-item="${CSS.escape(when.item)}"]`);
  if (!other || "off" in other.dataset) return false;
  const said = answer(other);
  return Array.isArray(said) ? said.includes(when.equals) : said === when.equals;
}

/** In the order of the page: what waits for a part stands below it. */
function settle() {
  for (const part of form.querySelectorAll("[data-when]")) {
    part.toggleAttribute("data-off", !holds(JSON.parse(part.dataset.when)));
  }
}

form?.addEventListener("input", settle);
if (form) settle();
