/** The sentences of the page, as the template gives them, in the language of the page. */
export class Texts {
  #words;
  #language;

  constructor(words, language = "en") {
    this.#words = words;
    this.#language = language || "en";
  }

  static of(document) {
    const block = document.getElementById("live-texts");
    return new Texts(JSON.parse(block.textContent), document.documentElement.lang);
  }

  has(key) {
    return key in this.#words;
  }

  /** The sentence with its blanks filled: `{name} is here`. */
  say(key, values = {}) {
    return (this.#words[key] ?? "").replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
  }

  percent(share) {
    return new Intl.NumberFormat(this.#language, { style: "percent" }).format(share / 100);
  }

  list(names) {
    return new Intl.ListFormat(this.#language, { type: "conjunction" }).format(names);
  }
}
