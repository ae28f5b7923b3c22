// <textarea data-grow> is as tall as its words. Browsers with field-sizing do it themselves.
const SELECTOR = "textarea[data-grow]";

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const all = (root) => root.querySelectorAll(SELECTOR).forEach(grow);
  document.addEventListener("input", (event) => event.target.matches(SELECTOR) && grow(event.target));
  document.addEventListener("cairn:fresh", (event) => all(event.target));
  all(document);
}
