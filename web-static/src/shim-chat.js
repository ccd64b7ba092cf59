// @ts-check
/**
 * The chat, as the three faces of the shim see it: begun once, called by our names, and what they ask
 * of it without waiting kept from what it tells.
 */

const tag = /** @type {HTMLScriptElement} */ (document.currentScript);
const mark = Symbol.for('frontdesk');
const warned = new Set();

/** Once for each of them: a page may do the same thing at every step. */
export function warn(/** @type {string} */ text) {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(`Frontdesk: ${text}`);
}

/** What is asked without waiting; `wishes` is what the chat began with, where it was begun here. */
export const now = {
  isReady: false, isOpen: false, isHidden: false, unread: 0, conversation: null, wishes: undefined,
};

/** Hears an event of the chat for as long as the page lives. */
export function hear(/** @type {string} */ name, /** @type {(detail: any) => void} */ act) {
  document.addEventListener(`frontdesk:${name}`, (event) => act(/** @type {any} */ (event).detail));
}

hear('ready', () => { now.isReady = true; });
hear('open', () => { now.isOpen = true; });
hear('close', () => { now.isOpen = false; });
hear('unread:change', ({count}) => { now.unread = count; });
hear('conversation:started', ({conversation}) => { now.conversation = conversation; });

/** One of our methods, now or when the chat is here; what was wrong in it is said in the console. */
export function call(/** @type {any[]} */ ...words) {
  if (words[0] === 'show') now.isHidden = false;
  if (words[0] === 'hide') now.isHidden = true;
  const page = /** @type {any} */ (window);
  page.Frontdesk ??= [];
  for (const answer of [].concat(page.Frontdesk.push(words))) {
    answer?.catch?.((problem) => warn(`${words[0]}: ${problem.message}`));
  }
}

/** Whether the launcher goes when the chat, which is open, is closed. */
let isLeaving = false;

/** The launcher alone: a chat that is open stays so. */
export function showLauncher(/** @type {boolean} */ isShown) {
  isLeaving = !isShown && now.isOpen;
  if (!isLeaving) call(isShown ? 'show' : 'hide');
}

hear('close', () => isLeaving && showLauncher(false));

/** Who is there, gathered from calls that tell it bit by bit. */
const person = {};

export function identify(/** @type {{name?: string, email?: string}} */ told) {
  for (const [key, value] of Object.entries(told)) {
    if (value) person[key] = value;
  }
  if (Object.values(told).some(Boolean)) call('identify', {...person});
}

/** The customer is gone, and what was said of them with them. */
export function reset() {
  delete person.name;
  delete person.email;
  now.conversation = null;
  call('reset');
}

export const known = (/** @type {string} */ key) => person[key] ?? null;

/** Where a fact about a customer belongs: what a page says of it, anybody may. */
export function attributes(/** @type {string[]} */ names) {
  if (!names.length) return;
  warn(`${names.map((name) => `"${name}"`).join(', ')}: what is known of a customer stands in`
    + ' "attributes" of the token that your server signs: docs/identity.md');
}

/** A signature of theirs is over something else than ours. */
export function unsigned(/** @type {string} */ name) {
  warn(`${name} is not used here: your server signs a token, and the page calls`
    + ' Frontdesk.identify({token}): docs/identity.md. Until then the customer is not verified');
}

export const hasBegun = () => Boolean(window[mark]);

/**
 * Begins the chat; the tag's own attributes come before what the page wishes. Does nothing where
 * there is one already.
 *
 * @param {string | undefined} site what the page calls itself, where the tag has no `data-site`
 */
export function begin(site, wishes = {}) {
  if (hasBegun()) return;
  const name = tag.dataset.site ?? site;
  if (!name) {
    console.error('Frontdesk: no data-site, a name under "sites" of the desk');
    return;
  }
  window[mark] = name;
  now.wishes = wishes;
  const base = new URL('.', tag.src);
  // Served as /shim.js too; what it needs is below /v1.
  const home = new URL(base.pathname.endsWith('/v1/') ? '.' : 'v1/', base);
  const socket = new URL('socket', home);
  socket.protocol = socket.protocol.replace('http', 'ws');
  const settings = {...wishes, ...tag.dataset, site: name, url: socket.href};
  now.isHidden = settings.launcher === 'none';
  const start = () => load(new URL('widget.js', home).href, settings, 0);
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
}

export const ownSite = () => tag.dataset.site;

/** As the loader does it: where the desk is away it tries again, ever more seldom. */
function load(address, settings, tries) {
  const again = (problem) => {
    if (!tries) console.warn('Frontdesk: not loaded, trying again:', problem);
    if (tries < 200) {
      setTimeout(load, Math.min(60, 2 ** tries / 2) * 1000, address, settings, tries + 1);
    }
  };
  import(address).then((widget) => widget.mount(settings), again)
    .catch((problem) => console.error('Frontdesk:', problem));
}

/** Place and layer are settled when the chat begins. @param {Record<string, string>} wishes */
export function settled(wishes) {
  const names = {position: 'data-position', offset: 'data-offset', zIndex: 'data-z-index'};
  for (const [key, attribute] of Object.entries(names)) {
    if (wishes[key] !== undefined && wishes[key] !== now.wishes?.[key]) {
      warn(`where the chat stands is settled when it begins: put ${attribute} on the tag`);
    }
  }
}
