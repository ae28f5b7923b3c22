/** Who is here, and who is writing where. Told aloud once things have settled, and only what is new. */
const SETTLED = 1_200;

/** Everybody on the note except oneself: here or not, and the key of the section their caret is in, or null. */
export function whereabouts({ people, here, there, me }) {
  const keys = new Map([...there.values()].map(({ n, key }) => [n, key]));
  return people
    .filter((person) => person.n !== me)
    .map((person) => ({ ...person, isHere: here.includes(person.n), key: keys.get(person.n) ?? null }));
}

/** What has changed from one moment to the next, as names of sentences with what fills them. */
export function newsBetween(before, after, titleOf) {
  return after.flatMap((person) => {
    const was = before.get(person.n) ?? { isHere: false, key: null };
    const name = person.name;
    if (was.isHere && !person.isHere) return [["left", { name }]];
    if (person.key !== null && person.key !== was.key) return [["writing_in", { name, section: titleOf(person.key) }]];
    return !was.isHere && person.isHere ? [["came", { name }]] : [];
  });
}

/** Tells the news between the last telling and now, when nothing has to be said more often than needed. */
export class Herald {
  #clock;
  #say;
  #titleOf;
  #told = new Map();
  #due = null;
  #current = null;

  constructor({ clock, say, titleOf }) {
    this.#clock = clock;
    this.#say = say;
    this.#titleOf = titleOf;
  }

  /** `current()` is asked again when it is time to speak; null while the line is down and nobody can be seen. */
  update(current) {
    this.#current = current;
    this.#due ??= this.#clock.after(SETTLED, () => {
      this.#due = null;
      this.#speak(this.#current());
    });
  }

  #speak(now) {
    if (!now) return;
    for (const [key, values] of newsBetween(this.#told, now, this.#titleOf)) this.#say(key, values);
    for (const { n, isHere, key } of now) {
      const last = this.#told.get(n)?.key ?? null;
      this.#told.set(n, { isHere, key: isHere ? (key ?? last) : null });
    }
  }
}
