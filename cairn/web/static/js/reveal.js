// <button data-reveals="id" data-hide="Hide" hidden>Show</button> beside a passphrase: shows what is typed, and hides it before it is sent.
function turn(button, shown) {
  const input = document.getElementById(button.dataset.reveals);
  button.dataset.show ??= button.textContent;
  input.type = shown ? "text" : "password";
  button.toggleAttribute("data-shown", shown);
  button.textContent = shown ? button.dataset.hide : button.dataset.show;
}

function appear(root) {
  for (const button of root.querySelectorAll("[data-reveals]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveals]");
  if (button) turn(button, !button.hasAttribute("data-shown"));
});

document.addEventListener(
  "submit",
  (event) => {
    for (const button of event.target.querySelectorAll('[data-reveals][data-shown]')) turn(button, false);
  },
  { capture: true },
);

document.addEventListener("cairn:fresh", (event) => appear(event.target));
appear(document);
