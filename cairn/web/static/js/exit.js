// Leave fast: the form with data-exit-to, or Escape three times. The page goes blank at once, the server is told to end
// the sign-in, what the device kept is deleted, and a neutral page takes this one's place in the history.
const WITHIN_MS = 1500;
const WAIT_MS = 600;
const form = document.querySelector("form[data-exit-to]");
let presses = [];
let leaving = false;

async function leave() {
  if (leaving) return;
  leaving = true;
  document.documentElement.hidden = true;
  document.title = "\u200b";
  await Promise.race([Promise.allSettled([tell(), forget()]), new Promise((done) => setTimeout(done, WAIT_MS))]);
  location.replace(form.dataset.exitTo);
}

// keepalive: the browser goes on sending it when the page is gone already.
function tell() {
  return fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
}

async function forget() {
  sessionStorage.clear();
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}

function press(event) {
  if (event.key !== "Escape") presses = [];
  else if (!event.repeat) presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
  if (presses.length < 3) return;
  presses = [];
  form.requestSubmit();
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  window.addEventListener("keydown", press, { capture: true });
  window.addEventListener("pageshow", (event) => event.persisted && leaving && location.replace(form.dataset.exitTo));
}
