/** Time as this page sees it. Everything that waits asks here, so that a test can move the hands. */
export const clock = {
  now: () => Date.now(),

  /** Do it after so many milliseconds. Answers with the way to call it off. */
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
