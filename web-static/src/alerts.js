// @ts-check
import {unread} from './state.js';
import {isVisible} from './page.js';

/**
 * New words that nobody sees: counted in the page's title, told by a tone and by the browser, where the
 * customer has turned these on. However many tabs there are, one of them does it. Fetched for the first.
 *
 * @typedef {import('./widget.js').FrontdeskChat} Chat
 */

/** So long a tab that is looked at has the first turn; one that has a turn keeps it. */
const TURN = 200;
const KEPT = 5000;
const LENGTH = 140;

const rest = (/** @type {number} */ span) => new Promise((resolve) => setTimeout(resolve, span));

export async function alert(/** @type {Chat} */ chat, said) {
  const {shelf, state} = chat.session;
  count(unread(state));
  const isHidden = !isVisible();
  if (isHidden) await rest(TURN);
  if (!await isFirst(`frontdesk.alert.${state.conversation}.${said.seq}`)) return;
  if (shelf.get('sound')) tone();
  if (isHidden && !isVisible() && shelf.get('notify')) notify(chat, said);
}

/** Whether no other tab has told of it. Without locks each tab is alone. */
function isFirst(/** @type {string} */ name) {
  if (!navigator.locks) return true;
  return new Promise((resolve) => {
    navigator.locks.request(name, {ifAvailable: true}, (lock) => {
      resolve(Boolean(lock));
      return lock && rest(KEPT);
    }).catch(() => resolve(true)); // forbidden here
  });
}

function notify(/** @type {Chat} */ chat, {by, name, text, conversation}) {
  try {
    const title = by === 'agent' && name ? name : chat.panel.title;
    const plain = text.replace(/\*\*|`/g, '').trim();
    const note = new Notification(title, {tag: `frontdesk.${conversation}`, lang: '',
      body: plain.length > LENGTH ? `${plain.slice(0, LENGTH)}…` : plain});
    note.onclick = () => {
      window.focus();
      chat.open();
      note.close();
    };
  } catch {
    // Phones let only a worker of the page's own notify.
  }
}

let added = '';

/** The number stands before the page's title for as long as the page is not looked at. */
function count(/** @type {number} */ n) {
  if (added && document.title.startsWith(added)) {
    document.title = document.title.slice(added.length);
  }
  added = n && !isVisible() ? `(${n}) ` : '';
  if (added) document.title = added + document.title;
}
document.addEventListener('visibilitychange', () => isVisible() && count(0));

/** @type {AudioContext | undefined} */
let player;

/** Two short notes; nothing where the browser wants a press first. */
export function tone() {
  player ??= new AudioContext();
  const begin = () => [880, 1320].forEach((pitch, at) => note(pitch, player.currentTime + at * 0.12));
  if (player.state === 'running') return begin();
  player.resume().then(begin, () => {});
}

function note(/** @type {number} */ pitch, /** @type {number} */ at) {
  const voice = player.createOscillator();
  const loudness = player.createGain();
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.08, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.22);
  voice.connect(loudness).connect(player.destination);
  voice.start(at);
  voice.stop(at + 0.25);
}
