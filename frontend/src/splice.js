/** What was typed, told from the text before and after: at one place, so many units out, these letters in. */

/**
 * The one change that turns `before` into `after`. The caret tells which of two equal letters was typed, so that a
 * letter of somebody else's is never taken for one's own. Nothing is cut through the middle of a surrogate pair.
 */
export function splice(before, after, caret = 0) {
  const most = Math.min(before.length, after.length);
  const sameAtEnd = (tail) => after[after.length - 1 - tail] === before[before.length - 1 - tail];
  let tail = 0;
  let at = 0;
  while (tail < most && after.length - tail > caret && sameAtEnd(tail)) tail++;
  while (at < most - tail && after[at] === before[at]) at++;
  while (tail < most - at && sameAtEnd(tail)) tail++; // a correction behind the caret: leave alone what stands between
  if (at && isHigh(after.charCodeAt(at - 1))) at--;
  if (tail && isLow(after.charCodeAt(after.length - tail))) tail--;
  return { at, gone: before.length - at - tail, letters: after.slice(at, after.length - tail) };
}

/** The same change, made to a text that `theirs` has changed meanwhile. Words are moved, never dropped. */
export function rebase(mine, theirs) {
  if (mine.at + mine.gone <= theirs.at) return mine;
  if (mine.at >= theirs.at + theirs.gone) {
    return { ...mine, at: mine.at + theirs.letters.length - theirs.gone };
  }
  return { at: theirs.at + theirs.letters.length, gone: 0, letters: mine.letters };
}

export function isNothing(change) {
  return !change.gone && !change.letters;
}

const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;
