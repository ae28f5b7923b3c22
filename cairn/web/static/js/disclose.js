// Menus close when one looks elsewhere; <button data-opens="id"> opens the dialog of that id, data-closes closes its own.
const MENU = "details.menu[open]";

function close(menu) {
  menu.open = false;
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(MENU)) if (!menu.contains(event.target)) close(menu);
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  event.target.closest("[data-closes]")?.closest("dialog")?.close();
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(MENU);
  if (!menu) return;
  close(menu);
  menu.querySelector("summary").focus();
});

document.addEventListener("focusin", (event) => {
  for (const menu of document.querySelectorAll(MENU)) if (!menu.contains(event.target)) close(menu);
});
