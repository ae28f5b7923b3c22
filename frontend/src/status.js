/**
 * Says truthfully whether words are saved, and where. Worse news is shown at once, better news after a calm moment,
 * and what is on its way has a moment to arrive before it is called unsaved.
 */
const CALM = 400;
const GRACE = 2_500;
const OFFLINE = 1_500;

const RANK = { unsaved: 0, device: 1, refused: 2, opening: 3, saved: 3 };
const OVER = ["gone", "other"];
const TRYING = ["waiting", "asking", "opening"];
const TELLING = ["full", "failed", "shared", "insecure", "wiped"];

/** Where the words are, for certain. */
export function stateOf({ waiting, unkept, refused, ahead, isOpen }) {
  if (ahead || unkept) return "unsaved";
  if (waiting) return "device";
  if (refused) return "refused";
  return isOpen ? "saved" : "opening";
}

/** What stands in the way, as names of sentences. */
export function detailsOf(facts, isOffline) {
  const state = stateOf(facts);
  const isOver = facts.line === "locked" || OVER.includes(facts.line);
  return [
    isOver && facts.line,
    !isOver && isOffline && "offline",
    state === "unsaved" && TELLING.includes(facts.keeping) && facts.keeping,
    facts.isServerFull && "server",
    facts.refused && state !== "refused" && "refused",
    facts.elsewhere && "elsewhere",
  ].filter(Boolean);
}

export class Status {
  #show;
  #say;
  #clock;
  #facts = null;
  #before = "opening"; // what was shown before "saving"
  #announced = "saved";
  #isOffline = false;
  #doubt = null;
  #grace = null;
  #calm = null;

  /** `show(state, details)` puts it on the page; `say(state, details)` tells those who listen. */
  constructor({ show, say, clock }) {
    this.#show = show;
    this.#say = say;
    this.#clock = clock;
    this.shown = "opening";
  }

  update(facts) {
    this.#facts = facts;
    this.#watchLine();
    const state = stateOf(facts);
    const isWorse = RANK[state] < RANK[this.shown === "saving" ? this.#before : this.shown];
    const isFinal = state === "refused" || OVER.includes(facts.line);
    if (isFinal) this.#set(state);
    else if (isWorse) this.#worse();
    else if (this.shown === "saving") this.#better();
    else this.#set(state);
  }

  #worse() {
    this.#stop("calm");
    if (this.shown !== "saving") {
      this.#before = this.shown;
      this.#set("saving");
    }
    this.#start("grace", GRACE, () => this.#set(stateOf(this.#facts)));
  }

  #better() {
    this.#stop("grace");
    this.#start("calm", CALM, () => this.#set(stateOf(this.#facts)));
  }

  #set(state) {
    if (state !== "saving") {
      this.#stop("grace");
      this.#stop("calm");
    }
    this.shown = state;
    const details = detailsOf(this.#facts, this.#isOffline);
    this.#show(state, details);
    if (state === "saving" || state === "opening") return;
    const whole = [state, ...details].join(" ");
    if (whole !== this.#announced) this.#say(state, details);
    this.#announced = whole;
  }

  /** A line that is down for a blink is not worth a word. */
  #watchLine() {
    const isDown = this.#facts.isOpen && TRYING.includes(this.#facts.line);
    if (!isDown) {
      this.#doubt?.();
      this.#doubt = null;
      this.#isOffline = false;
    } else if (!this.#isOffline) {
      this.#doubt ??= this.#clock.after(OFFLINE, () => {
        this.#isOffline = true;
        if (this.shown !== "saving") this.#set(this.shown);
      });
    }
  }

  #start(name, ms, act) {
    if (name === "grace") this.#grace ??= this.#clock.after(ms, act);
    else this.#calm ??= this.#clock.after(ms, act);
  }

  #stop(name) {
    if (name === "grace") {
      this.#grace?.();
      this.#grace = null;
    } else {
      this.#calm?.();
      this.#calm = null;
    }
  }
}
