/**
 * Sign in again, over the page. The question does not lock the page: whoever is in the middle of a sentence may
 * finish it, and the words stay where they are until the sign-in has been renewed.
 */
export class Again {
  #dialog;
  #form;
  #secret;
  #error;
  #url;
  #csrf;
  #fetch;
  #texts;
  #done;

  /** `csrf()` gives the token to send; `done(token)` goes on with the new one. */
  constructor({ dialog, url, csrf, fetch, texts, done }) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#secret = dialog.querySelector("[name=secret]");
    this.#error = dialog.querySelector("[data-live-again-error]");
    Object.assign(this, { isBusy: false });
    this.#url = url;
    this.#csrf = csrf;
    this.#fetch = fetch;
    this.#texts = texts;
    this.#done = done;
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    dialog.querySelector("[data-live-again-later]").addEventListener("click", () => this.close());
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** The question is on the page. The caret is only moved when it would not be taken out of a sentence. */
  ask({ mayFocus = true } = {}) {
    this.#dialog.setAttribute("open", "");
    if (mayFocus) this.#secret.focus();
  }

  close() {
    this.#dialog.removeAttribute("open");
    this.#secret.value = "";
    this.#tell("");
  }

  async #submit(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.#tell("");
    const answer = await this.#post().catch(() => ({ sentence: this.#texts.say("again_offline") }));
    this.isBusy = false;
    if (answer.ok) {
      this.close();
      return this.#done(answer.csrf);
    }
    this.#tell(answer.sentence || this.#texts.say("again_broken"));
    this.#secret.select();
    this.#secret.focus();
  }

  async #post() {
    const answer = await this.#fetch(this.#url, {
      method: "POST",
      headers: { "X-CSRFToken": this.#csrf(), Accept: "application/json" },
      body: new URLSearchParams({ secret: this.#secret.value }),
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
    });
    return answer.json().catch(() => ({}));
  }

  #tell(sentence) {
    this.#error.textContent = sentence;
    this.#error.hidden = !sentence;
    if (sentence) this.#secret.setAttribute("aria-invalid", "true");
    else this.#secret.removeAttribute("aria-invalid");
  }
}
