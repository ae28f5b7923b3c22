/** The same chances every time: a whole number below the one asked for. */
export function seeded(seed) {
  let state = seed * 7919;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}
