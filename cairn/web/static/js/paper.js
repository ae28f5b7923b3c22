// A paper is saved as one goes: each item by itself, with the revision that the page has seen. The bar says truthfully
// where the words are. What somebody else writes comes in, except where one is writing oneself; when two wrote in the same
// place, both texts are shown, to choose from. Without this script the form goes as forms do.
const form = document.querySelector("form[data-paper]");
const status = document.querySelector("[data-paper-status]");
const say = (name) => document.querySelector("[data-paper-texts]").content.querySelector(`[data-say="${name}"]`).textContent;
const PAUSE = 700; // after the last letter
const EVERY = 4000;
const AGAIN_IN = 5000; // after a failure
const HANDS_OFF = 5000; // since the last letter: what the other device wrote may come into this field
const IDLE = 10 * 60 * 1000; // so long without a sign of life, and we ask no more
const items = new Map();
let lastSign = Date.now();
let working = null;
let asking = false;
let trouble = ""; // why words wait on this page: waiting, broken, again, gone, closed
let retry = 0;

/** What is known of one item besides its fields. */
class Item {
  constructor(id) {
    this.id = id;
    this.generation = 0; // goes up with each change
    this.saved = 0; // the generation that is on the server's disk
    this.timer = 0;
    this.touched = 0;
    this.refused = false;
    this.unanswered = null; // was sent, and nobody knows whether it arrived: it goes once more as it was, before anything newer
  }

  get root() {
    return document.getElementById(`i-${this.id}`);
  }

  get isDirty() {
    return this.generation !== this.saved;
  }

  get inHand() {
    if (Date.now() - this.touched > HANDS_OFF) return false;
    return this.root.contains(document.activeElement) && document.activeElement.matches("input:not([type=radio], [type=checkbox]), textarea, select");
  }

  fields() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const [kind, id] = name.split(".");
      if (["v", "r", "m"].includes(kind) && id === this.id) body.append(name, value);
    }
    body.set("item", this.id);
    body.set("csrfmiddlewaretoken", token());
    return body;
  }

  tell(words, state = "") {
    const place = this.root.querySelector("[data-state-of]");
    if (!place) return;
    place.textContent = words;
    place.dataset.state = state;
  }
}

function token() {
  return form.elements.csrfmiddlewaretoken.value;
}

function itemOf(element) {
  const root = element.closest?.("[data-item]");
  if (!root || !form.contains(root)) return null;
  const id = root.dataset.item;
  if (!items.has(id)) items.set(id, new Item(id));
  return items.get(id);
}

function dirty() {
  return [...items.values()].filter((item) => item.isDirty && !item.refused);
}

// What the bar says.

function tell() {
  const unsaved = [...items.values()].some((item) => item.isDirty);
  const refused = [...items.values()].some((item) => item.refused);
  const name = trouble || (refused ? "refused" : unsaved ? "saving" : "saved");
  status.hidden = false;
  status.dataset.state = trouble || refused ? "unsaved" : name;
  const words = status.querySelector("[data-paper-words]");
  if (words.textContent !== say(name)) words.textContent = say(name);
}

// Changes, and sending them.

function changed(item, at) {
  item.generation += 1;
  item.touched = Date.now();
  item.refused = false;
  item.tell("");
  clearTimeout(item.timer);
  item.timer = setTimeout(work, at);
  look();
  tell();
}

function work() {
  working ??= pump().finally(() => (working = null));
  return working;
}

async function pump() {
  clearTimeout(retry);
  for (let next = dirty()[0]; next; next = dirty()[0]) {
    if (!(await save(next))) break;
  }
  tell();
  if (dirty().length && ["waiting", "broken"].includes(trouble)) retry = setTimeout(work, AGAIN_IN);
  else if (!trouble) refresh();
}

async function save(item, extra = {}) {
  const { generation, body } = item.unanswered ?? { generation: item.generation, body: item.fields() };
  body.set("csrfmiddlewaretoken", token());
  for (const [name, value] of Object.entries(extra)) body.set(name, value);
  let answer;
  try {
    answer = await fetch(form.dataset.itemUrl, { method: "POST", body, credentials: "same-origin", headers: { "Cairn-Part": "true" } });
  } catch {
    item.unanswered = { generation, body };
    return failed(item, "waiting");
  }
  item.unanswered = null;
  if (answer.status === 200 || answer.status === 422) {
    trouble = "";
    took(item, generation, await answer.text(), answer.status === 422, "choose" in extra);
    return true;
  }
  if (answer.status === 401) return signInAgain(item);
  return failed(item, { 404: "gone", 403: "gone", 409: "closed" }[answer.status] ?? "broken");
}

function failed(item, why) {
  trouble = why;
  item.tell(say("item-kept"), "kept");
  return false;
}

/** The server answered with the item as it stands there now. */
function took(item, generation, text, isRefused, isChosen) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById(`i-${item.id}`);
  if (isRefused) {
    item.refused = true;
    item.tell(fresh?.querySelector(".field-error")?.textContent.trim() || say("item-kept"), "kept");
  } else if (fresh) {
    item.saved = generation;
    const isCalm = item.generation === generation && !item.inHand;
    if (isChosen || (isCalm && hasBoth(fresh))) replace(item, fresh);
    else adopt(item.root, fresh);
    item.tell(item.isDirty ? "" : say("item-saved"));
  }
  takePieces(page);
  look();
}

function hasBoth(root) {
  return Boolean(root.querySelector("[data-choose]"));
}

/** The revision, who wrote it and what stands beside it are new; the fields stay as they are under somebody's hands. */
function adopt(root, fresh) {
  root.dataset.revision = fresh.dataset.revision;
  for (const kind of ["r", "m"]) {
    const name = `${kind}.${root.dataset.item}`;
    const [old, now] = [root, fresh].map((each) => each.querySelector(`input[name="${CSS.escape(name)}"]`));
    if (old && now) old.value = now.value;
  }
  for (const part of ["[data-by]", "[data-beside]", "[data-figure]"]) {
    const [old, now] = [root.querySelector(part), fresh.querySelector(part)];
    if (old && now && old.innerHTML !== now.innerHTML) old.replaceChildren(...document.adoptNode(now).childNodes);
  }
  root.classList.toggle("ask-missing", fresh.classList.contains("ask-missing"));
  const [open, opened] = [root, fresh].map((each) => each.querySelector(".ask-open"));
  if (open && !opened) open.remove();
  else if (!open && opened) root.querySelector("[data-by]").closest(".ask-foot").before(document.adoptNode(opened));
  const [clear, cleared] = [root, fresh].map((each) => each.querySelector("[data-clear]"));
  if (clear && cleared) clear.hidden = cleared.hidden;
}

function replace(item, fresh) {
  const focused = item.root.contains(document.activeElement) ? document.activeElement.id : null;
  const node = document.adoptNode(fresh);
  item.root.replaceWith(node);
  node.dispatchEvent(new CustomEvent("cairn:fresh", { bubbles: true }));
  if (focused === null) return;
  const field = document.getElementById(focused) ?? node.querySelector("input:not([type=hidden]), textarea, select, button");
  field?.focus({ preventScroll: true });
  if (field?.matches("textarea, input[type=text]")) field.setSelectionRange(field.value.length, field.value.length);
}

/** Pieces beside the items: what is still open, the names. */
function takePieces(page) {
  for (const fresh of page.querySelectorAll("[data-unit]")) {
    const old = document.getElementById(fresh.id);
    if (old && old.innerHTML !== fresh.innerHTML && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
  }
}

// What the other device wrote.

async function refresh() {
  if (asking || document.hidden || trouble === "gone" || trouble === "closed") return;
  asking = true;
  try {
    const separator = form.dataset.newsUrl.includes("?") ? "&" : "?";
    const answer = await fetch(`${form.dataset.newsUrl}${separator}stamp=${form.dataset.stamp}`, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { "Cairn-Part": "true" },
    });
    const onward = answer.headers.get("Cairn-Go");
    if (onward && !dirty().length) location.assign(onward);
    else if (answer.status === 200) takeNews(await answer.text());
    else if (answer.status === 401 && !trouble) ask();
  } catch {
    // No connection: the next round tries again, and whatever is written says so.
  }
  asking = false;
}

function takeNews(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  let all = true;
  for (const fresh of page.querySelectorAll("[data-item]")) {
    const root = document.getElementById(fresh.id);
    const item = root && itemOf(root);
    if (!item) continue;
    if (item.isDirty || item.inHand || working) {
      const isNews = root.dataset.revision !== fresh.dataset.revision;
      all &&= !isNews; // it comes in when the hands are off it; until then the old revision stands for what was seen
      if (!item.isDirty && !isNews) adopt(root, fresh);
    } else if (root.dataset.revision !== fresh.dataset.revision || hasBoth(root) !== hasBoth(fresh)) replace(item, fresh);
    else adopt(root, fresh);
  }
  takePieces(page);
  if (all) form.dataset.stamp = page.querySelector("[data-stamp]").dataset.stamp;
  look();
  tell();
}

// Items that hang on another one's answer.

function answerOf(id) {
  const root = document.getElementById(`i-${id}`);
  if (!root || "off" in root.dataset) return undefined;
  if (root.dataset.value) return JSON.parse(root.dataset.value);
  const found = [...root.querySelectorAll(`[name="${CSS.escape(`v.${id}`)}"]`)];
  const picked = found.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked).map((field) => field.value);
  if (root.dataset.type === "choices") return picked;
  const [said] = picked;
  if (said === undefined || said === "") return undefined;
  if (root.dataset.type === "yesno") return said === "yes";
  return ["scale", "number"].includes(root.dataset.type) ? Number(said) : said;
}

function look() {
  for (const root of form.querySelectorAll("[data-when]")) {
    const { item, equals } = JSON.parse(root.dataset.when);
    const said = answerOf(item);
    root.toggleAttribute("data-off", !(Array.isArray(said) ? said.includes(equals) : said === equals));
  }
}

// Rows of a table, and leaving open.

function addRow(button) {
  const root = button.closest("[data-item]");
  const rows = root.querySelector("[data-rows]");
  const number = Math.max(-1, ...[...rows.children].map((row) => Number(row.dataset.rowId))) + 1;
  const row = root.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("ROW")) element.setAttribute(name, value.replaceAll("ROW", name === "aria-label" ? number + 1 : number));
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) child.textContent = child.textContent.replaceAll("ROW", number + 1);
    }
  }
  rows.append(row);
  row.querySelector("input, textarea, select")?.focus();
}

function dropRow(button) {
  const item = itemOf(button);
  const row = button.closest("[data-row-id]");
  const near = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (near?.querySelector("input, textarea, select") ?? item.root.querySelector("[data-more]")).focus();
  changed(item, 0);
}

function clear(button) {
  const item = itemOf(button);
  for (const field of item.root.querySelectorAll("input[type=radio], input[type=checkbox]")) field.checked = false;
  button.hidden = true;
  item.root.querySelector("input[type=radio]")?.focus();
  changed(item, 0);
}

async function choose(button) {
  const item = itemOf(button);
  await work(); // what was typed a moment ago is one of the texts
  await save(item, { choose: button.value });
  tell();
}

// Sign in again, over the page.

const question = document.querySelector("[data-again]");

function ask() {
  if (!question.open) question.show();
}

function signInAgain(item) {
  failed(item, "again");
  ask();
  return false;
}

async function signIn(event) {
  event.preventDefault();
  const asked = event.target;
  const wrong = asked.querySelector("[data-again-error]");
  const body = new URLSearchParams(new FormData(asked));
  body.set("csrfmiddlewaretoken", token());
  let said = {};
  try {
    const answer = await fetch(asked.action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token() } });
    said = await answer.json();
  } catch {
    said = { sentence: say("waiting") };
  }
  wrong.hidden = Boolean(said.ok);
  wrong.textContent = said.sentence ?? "";
  if (!said.ok) return;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = said.csrf;
  asked.reset();
  question.close();
  trouble = "";
  work();
}

// The page is left: what is not saved yet goes along.

function leave() {
  for (const item of dirty()) {
    fetch(form.dataset.itemUrl, { method: "POST", body: item.fields(), credentials: "same-origin", keepalive: true, headers: { "Cairn-Part": "true" } }).catch(() => {});
  }
}

/** A button that goes on waits until everything has arrived. */
async function submit(event) {
  if (event.submitter?.name !== "onward" || !dirty().length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await work();
  if (!dirty().length) form.requestSubmit(event.submitter);
}

if (form) {
  form.addEventListener("input", (event) => {
    const item = itemOf(event.target);
    if (!item) return;
    const isTyped = event.target.matches("textarea, input:not([type=radio], [type=checkbox], [type=date])");
    const button = item.root.querySelector("[data-clear]");
    if (button && event.target.checked) button.hidden = false;
    changed(item, isTyped ? PAUSE : 0);
  });
  form.addEventListener("focusout", () => dirty().length && work());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const act = { more: addRow, drop: dropRow, clear, choose }[button?.name];
    if (!act) return;
    event.preventDefault();
    act(button);
  });
  form.addEventListener("submit", submit, { capture: true });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=radio], [type=checkbox])")) event.preventDefault();
  });
  question.querySelector("form").addEventListener("submit", signIn);
  question.querySelector("[data-again-later]").addEventListener("click", () => question.close());
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, () => (lastSign = Date.now()), { passive: true });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && refresh());
  document.addEventListener("visibilitychange", () => (dirty().length ? work() : refresh()));
  addEventListener("online", () => dirty().length && work());
  addEventListener("beforeunload", (event) => trouble && dirty().length && event.preventDefault());
  setInterval(() => Date.now() - lastSign < IDLE && refresh(), EVERY);
  look();
  tell();
}
