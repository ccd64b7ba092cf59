// @ts-check
/**
 * What this browser keeps of a conversation, so that the next page shows it at once and asks the desk
 * only for what came since: what is known of it, and its latest entries. The rest is asked for by who
 * scrolls up. Nothing is kept that the customer's token does not open anyway; `reset` empties it.
 *
 * @typedef {import('./state.js').State} State
 */

/** Entries that are kept, and characters they may take: a page's storage is small, and not ours. */
const ENTRIES = 100;
const CHARACTERS = 100_000;

/** Raised when what is kept changes its shape: another version's is passed over. */
const VERSION = 2;

/** What is written down; null where nothing is worth it. */
export function kept(/** @type {State} */ state) {
  if (!state.conversation || !state.seq || state.isChosen) return null;
  const {pending, link, typing, place, caughtUp, read, busyUntil, crowded, reception,
    eraseAfter, seen, ...rest} = state;
  for (let count = ENTRIES; count > 4; count = Math.floor(count / 2)) {
    const entries = state.entries.slice(-count);
    const dropped = state.dropped + state.entries.length - entries.length;
    const held = state.held || dropped > state.dropped;
    const first = dropped > state.dropped ? entries[0].seq : state.first;
    const text = JSON.stringify({...rest, entries, dropped, held, first, version: VERSION});
    if (text.length < CHARACTERS) return text;
  }
  return null;
}

/** What was written down, if it is whole and of this version. @returns {Partial<State>} */
export function remembered(/** @type {string | null} */ text) {
  try {
    const {version, ...state} = JSON.parse(text ?? '{}');
    const isWhole = version === VERSION && state.seq > 0 && state.conversation
      && state.entries.every((one) => one.seq > 0 && one.at > 0
        && (one.kind === 'said' ? typeof one.text === 'string' : typeof one.what === 'string'));
    return isWhole ? state : {};
  } catch {
    return {}; // damaged, or somebody else's writing under our name
  }
}
