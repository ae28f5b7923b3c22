// <button data-confirm="What will happen?" data-confirm-words="…" data-confirm-yes="Leave the team">: asks before its form is sent.
const agreed = new WeakSet();

function ask(source) {
  const dialog = document.getElementById("confirm-words").content.firstElementChild.cloneNode(true);
  const put = (slot, text) => {
    const place = dialog.querySelector(`[data-slot="${slot}"]`);
    if (text) place.textContent = text;
    else if (!place.textContent.trim()) place.remove();
  };
  put("title", source.dataset.confirm);
  put("words", source.dataset.confirmWords);
  put("no", source.dataset.confirmNo);
  put("yes", source.dataset.confirmYes);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const submitter = event.submitter;
    const source = submitter?.dataset.confirm ? submitter : form;
    if (!source.dataset.confirm || agreed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(source)) || !form.isConnected) return;
    agreed.add(form);
    form.requestSubmit(submitter ?? undefined);
    agreed.delete(form);
  },
  { capture: true },
);
