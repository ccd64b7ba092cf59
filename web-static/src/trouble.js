// @ts-check
/** The desk is there, and takes nothing in here, or nothing now: what the customer reads of it. */
export const english = {
  busy: 'We are very busy. This is sent at {time}.',
  unavailable: 'The chat is not available on this page.',
};

/** @param {import('./state.js').State} state */
export const why = ({busyUntil}, isUp, words) =>
  (isUp ? words.say('busy', {time: words.time(busyUntil)}) : words.say('unavailable'));

/**
 * For whoever made the page: the desk is there, and lets this page not in. Said once.
 */

let isTold = false;

export function tell(/** @type {string} */ url, /** @type {string} */ site, why = '') {
  if (isTold) return;
  isTold = true;
  const {origin} = window;
  const mend = origin === 'null'
    ? ' A page that is opened as a file, or stands in a sandbox, has no origin: serve it over http.'
    : ` If ${origin} is a page of the site "${site}", list it in the desk's settings`
      + ` (config/frontdesk.yaml: sites: ${site}: origins: ["${origin}"]).`;
  console.error(`Frontdesk: ${new URL(url).host} does not let this page in: ${why.trim()}.${mend}`);
}
