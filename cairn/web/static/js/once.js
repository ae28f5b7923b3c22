// A form is sent once: further presses wait for the page to change. Forms that may be sent again (downloads) say data-many.
const MARK = "busy";

function buttons(form) {
  return [...form.elements].filter((control) => control.type === "submit");
}

function mark(form) {
  form.dataset[MARK] = "";
  for (const button of buttons(form)) {
    button.dataset[MARK] = "";
    button.setAttribute("aria-disabled", "true");
  }
}

function restore() {
  for (const form of document.querySelectorAll(`form[data-${MARK}]`)) {
    delete form.dataset[MARK];
    for (const button of buttons(form)) {
      delete button.dataset[MARK];
      button.removeAttribute("aria-disabled");
    }
  }
}

// On the window, so that everybody who may stop the sending has had their say.
window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || "many" in form.dataset || form.method === "dialog") return;
  if (MARK in form.dataset) event.preventDefault();
  else mark(form);
});

window.addEventListener("pageshow", restore);
