// Pieces of a page that can be fetched anew: elements with data-unit and an id. A form with data-units-send goes without
// leaving the page, and every piece of the answer takes the place of the one with its id. What somebody is in the middle
// of typing is left alone. Without a script the same forms go as forms do.
const root = document.querySelector("[data-units]");
const CALM = 300; // one change often comes with others
const IDLE = 10 * 60 * 1000; // so long without a sign of life, and we ask no more
const VARYING = /<input[^>]*name="(csrfmiddlewaretoken|once)"[^>]*>/g;
let lastSign = Date.now();
let asking = false;
let due = 0;

function alike(a, b) {
  return a.outerHTML.replace(VARYING, "").replace(/ open=""/g, "") === b.outerHTML.replace(VARYING, "").replace(/ open=""/g, "");
}

function isDirty(field) {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function isInUse(unit) {
  const active = unit.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  return active || [...unit.querySelectorAll("input, textarea, select")].some(isDirty);
}

function put(fresh, sent) {
  const old = document.getElementById(fresh.id);
  if (!old || (old !== sent && (isInUse(old) || alike(old, fresh)))) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
  const open = [old, ...old.querySelectorAll("details[id]")].filter((each) => each.open && staysOpen(each, sent)).map((each) => each.id);
  old.replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("cairn:fresh", { bubbles: true }));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused === null) return;
  const place = document.getElementById(focused);
  (place?.checkVisibility() ? place : (fresh.querySelector("summary") ?? focusable(fresh))).focus({ preventScroll: true });
}

/** Some forms have said all there is to say once they were sent. */
function staysOpen(details, sent) {
  return !(sent?.contains(details) && "closesAfter" in details.dataset);
}

function focusable(unit) {
  unit.tabIndex = -1;
  return unit;
}

function take(text, sent) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const fresh of page.querySelectorAll("[data-unit]")) put(document.adoptNode(fresh), sent);
  tell(page.querySelector("[data-said]")?.dataset.said);
}

function tell(sentence) {
  const place = document.querySelector("[data-units-said]");
  if (place && sentence) place.textContent = sentence;
}

async function ask(url, options = {}) {
  const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", ...options, headers: { "Cairn-Part": "true" } });
  const onward = answer.headers.get("Cairn-Go");
  if (onward) location.assign(onward);
  else if (answer.status === 204) return { status: 204, text: "" };
  return { status: answer.status, text: onward ? "" : await answer.text() };
}

async function refresh() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const { status, text } = await ask(root.dataset.units);
    if (status === 200) take(text);
  } catch {
    // No connection: the next round tries again.
  }
  asking = false;
}

function wrong(form, sentence) {
  let line = form.querySelector("[data-units-wrong]");
  if (!line) {
    line = document.createElement("p");
    line.className = "field-error";
    line.role = "alert";
    line.dataset.unitsWrong = "";
    form.prepend(line);
  }
  line.textContent = sentence;
}

async function send(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  form.setAttribute("aria-busy", "true");
  try {
    const { status, text } = await ask(form.action, { method: "POST", body });
    if (status === 401) return signInAgain(form, submitter);
    if (status < 500 && text) take(text, form.closest("[data-unit]"));
    else if (status >= 500) wrong(form, root.dataset.unitsBroken);
  } catch {
    wrong(form, root.dataset.unitsBroken);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

// Over an open note the question comes over the page; elsewhere the form goes as forms do, and the server keeps what it holds.
function signInAgain(form, submitter) {
  const question = document.querySelector("[data-live-again-open]");
  if (question) return question.click();
  delete form.dataset.unitsSend;
  form.requestSubmit(submitter);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (event.defaultPrevented || !("unitsSend" in form.dataset)) return;
    event.preventDefault();
    lastSign = Date.now();
    if (!form.hasAttribute("aria-busy")) send(form, event.submitter);
  },
  { capture: true },
);

if (root) {
  document.addEventListener("cairn:parts", () => {
    clearTimeout(due);
    due = setTimeout(refresh, CALM);
  });
  const every = Number(root.dataset.unitsEvery) * 1000;
  if (every) {
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, () => (lastSign = Date.now()), { passive: true });
    setInterval(() => Date.now() - lastSign < IDLE && refresh(), every);
  }
}

// Words marked in a part of the note can be kept as a strength or a win: the form beside takes them with it.
const offer = document.querySelector("[data-keep-offer]")?.content.firstElementChild.cloneNode(true);
let marked = null;

function look(area) {
  const words = area.value.slice(area.selectionStart, area.selectionEnd).trim();
  if (words.length < 3) return offer.remove();
  marked = { words: words.slice(0, 2000), section: area.dataset.section };
  area.closest("form").after(offer);
}

function keep() {
  const form = document.querySelector("#win-form form");
  form.querySelector("[data-keep-passage]").value = marked.words;
  form.querySelector("[data-keep-section]").value = marked.section;
  const quote = form.querySelector("[data-keep-quote]");
  quote.textContent = `“${marked.words}”`;
  quote.hidden = false;
  document.getElementById("win-form").open = true;
  const name = form.querySelector("[name=words]");
  name.focus({ preventScroll: true });
  name.scrollIntoView({ block: "center" });
  offer.remove();
}

if (offer) {
  offer.querySelector("button").addEventListener("click", keep);
  document.addEventListener("selectionchange", () => {
    const area = document.activeElement;
    if (area?.matches("textarea[data-section]")) look(area);
  });
}

// The words are closed once the last of them has arrived.
const closing = document.querySelector("[data-offer]");
const PATIENCE = 6_000;

function hasArrived(status) {
  return !status || ["saved", "plain", "refused"].includes(status.dataset.state);
}

function arrived(status) {
  return new Promise((done) => {
    const watch = new MutationObserver(() => hasArrived(status) && stop());
    const limit = setTimeout(stop, PATIENCE);
    function stop() {
      watch.disconnect();
      clearTimeout(limit);
      done();
    }
    watch.observe(status, { attributes: true });
  });
}

closing?.addEventListener("submit", async (event) => {
  const status = document.querySelector("[data-live-status]");
  if (hasArrived(status)) return;
  event.preventDefault();
  const line = closing.querySelector("[data-offer-waits]");
  line.hidden = false;
  await arrived(status);
  line.hidden = true;
  closing.submit();
});
