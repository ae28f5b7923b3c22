/** Whose words: read from the text itself, since every letter carries the hand that wrote it. */
import { ContentString, decodeUpdate, isDeleted, mergeDeleteSets } from "yjs";

/** The text as runs of one author each. `authorOf(hand)` gives the author's number, or null while nobody knows. */
export function runsOf(text, authorOf) {
  const runs = [];
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof ContentString)) continue;
    const author = authorOf(item.id.client);
    const last = runs.at(-1);
    if (last && last.author === author) last.words += item.content.str;
    else runs.push({ author, words: item.content.str });
  }
  return runs;
}

/** Letters that are not space, per author, over any number of texts. */
export function lettersOf(runsOfTexts) {
  const letters = new Map();
  for (const { author, words } of runsOfTexts.flat()) {
    if (author === null) continue;
    letters.set(author, (letters.get(author) ?? 0) + countLetters(words));
  }
  return letters;
}

/** Whole percentages that add up to a hundred; the largest remainders are rounded up. */
export function sharesOf(letters, authors) {
  const counts = authors.map((author) => letters.get(author) ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (!all) return authors.map((author) => ({ author, share: 0 }));
  const exact = counts.map((count) => (100 * count) / all);
  const shares = exact.map(Math.floor);
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact.map((value, i) => [value - shares[i], i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of byRemainder.slice(0, missing)) shares[i]++;
  return authors.map((author, i) => ({ author, share: shares[i] }));
}

/** The words that updates bring in, in the order they were written, as far as they do not take them out again. */
export function wordsIn(updates) {
  const decoded = updates.map((update) => decodeUpdate(update));
  const gone = mergeDeleteSets(decoded.map(({ ds }) => ds));
  let words = "";
  for (const { id, content, origin } of decoded.flatMap(({ structs }) => structs)) {
    if (!(content instanceof ContentString)) continue;
    const kept = standing(id, content.str, gone);
    if (kept && words && !follows(origin, id)) words += "\n";
    words += kept;
  }
  return words.trim();
}

/** The hands that wrote an update. */
export function handsIn(update) {
  return new Set(decodeUpdate(update).structs.map((struct) => struct.id.client));
}

export function countLetters(words) {
  let letters = 0;
  for (const letter of words) if (letter.trim()) letters++;
  return letters;
}

const standing = ({ client, clock }, units, gone) =>
  units
    .split("")
    .filter((_, i) => !isDeleted(gone, { client, clock: clock + i }))
    .join("");

const follows = (origin, id) => origin?.client === id.client && origin.clock === id.clock - 1;
