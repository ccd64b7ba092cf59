// @ts-check
import {SHAPES, el, icon} from './dom.js';
import {avatar} from './message.js';
import {isVisible} from './page.js';

/**
 * A bubble beside the launcher: what somebody wrote while the chat was closed; a greeting that the desk
 * has for this page (`/v1/site/NAME.json`); or, for who is new here, the page's own words
 * (`data-teaser`, after `data-teaser-after` seconds). Fetched for the first.
 */

SHAPES.close ??= 'M6 6l12 12M18 6L6 18';

/** So much of what was written is shown. */
const LENGTH = 140;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where one is, since when, and the wait for what is said there. */
let path = '';
let since = 0;
let wait = 0;
/** The greeting on the screen, and those that are over for this page. */
let current = '';
const done = new Set();

/**
 * Draws it, or takes it away; true while it is there or waited for.
 *
 * @param {import('./widget.js').FrontdeskChat} chat
 */
export function tease(chat, frame, unread, settings) {
  const {session: {state, shelf}, words} = chat;
  if (path !== location.pathname) arrive(chat);
  if (chat.isOpen && current) done.add(current);
  const said = unread && state.entries.findLast((one) => one.kind === 'said'
    && one.by !== 'customer');
  // What nobody sees was not said.
  const greeting = said || !isVisible() ? null : due(settings, state, shelf);
  const left = greeting ? since + greeting.after - Date.now() : 0;
  clearTimeout(wait);
  if (left > 0) wait = setTimeout(() => chat.draw(), left);
  const key = said ? `${state.conversation} ${said.seq}` : greeting && left <= 0 ? greeting.key : '';
  const shown = frame.querySelector('.teaser');
  const isWanted = key && !chat.isOpen && shelf.get('teased') !== key;
  if (shown?.dataset.key === key && isWanted) return true;
  shown?.remove();
  if (isWanted) {
    current = greeting ? key : '';
    if (greeting?.once) shelf.set(key, String(Date.now()));
    frame.append(bubble(chat, key, said || {
      by: 'bot', text: inLanguage(greeting.words, words.language)}, frame));
  }
  return Boolean(key || greeting);
}

/** Another page, also one of an application that changes its pages by itself. */
function arrive(chat) {
  if (!path) {
    addEventListener('popstate', () => chat.draw());
    window.navigation?.addEventListener('currententrychange', () => chat.draw());
  }
  path = location.pathname;
  since = Date.now();
}

/** The first greeting for this page and for who is here. @param {any} settings */
function due({teaser, teaserAfter, greetings = []}, state, shelf) {
  if (/waiting|agent/.test(state.stage)) return null;
  const own = teaser && !state.conversation
    && {key: 'hello', after: (Number(teaserAfter) || 5) * 1000, words: {en: teaser}};
  return [...greetings.map((one) => ({...one, key: `greeted.${one.name}`})), own].find((one) => one
    && !done.has(one.key) && fits(one.page) && isFor(one.returning, state, shelf)
    && (one.key === current || !isSpent(one, shelf)));
}

function isSpent({key, once}, shelf) {
  const at = Number(shelf.get(key) ?? 0);
  return at > 0 && (once !== 'day' || Date.now() - at < DAY);
}

/** Who wrote here before, or came an hour or more after they were last here, is back. */
function isFor(/** @type {string | undefined} */ returning, {conversation}, shelf) {
  if (!/^(yes|no)$/.test(returning ?? '')) return true;
  const [was, last] = (shelf.get('visit') ?? '').split(' ');
  const isBack = was === 'back' || Boolean(conversation)
    || Boolean(last && Date.now() - Number(last) > HOUR);
  shelf.set('visit', `${isBack ? 'back' : 'new'} ${Date.now()}`);
  return isBack === (returning === 'yes');
}

/** Whether this is one of the pages, however the address writes its letters. */
function fits(/** @type {string | undefined} */ page) {
  const pattern = new RegExp(`^${(page ?? '*')
    .replace(/[^*]+/g, (text) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')).replace(/\*+/g, '.*')}$`);
  const {pathname} = location;
  try {
    return pattern.test(pathname) || pattern.test(decodeURI(pathname));
  } catch {
    return false; // no address of letters
  }
}

/** In the reader's language, else in English, else as it is. */
const inLanguage = (words, language) => words[language] ?? words.en ?? Object.values(words)[0];

function bubble(chat, key, said, frame) {
  const text = said.text.replace(/\*\*|`/g, '').trim();
  const away = () => {
    done.add(key);
    // A greeting has its own time, by which it comes again.
    if (!key.startsWith('greeted.')) chat.session.shelf.set('teased', key);
    frame.querySelector('.teaser')?.remove();
  };
  return el('div.teaser', {'data-key': key},
    el('button.words', {type: 'button', dir: 'auto', click: () => {
      away();
      chat.open();
    }}, avatar(said), el('span', {}, said.by === 'agent' && el('b', {}, `${said.name} `),
      text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text)),
    el('button.tool', {type: 'button', 'aria-label': chat.words.say('dismiss'), click: () => {
      away();
      chat.launcher.focus();
    }}, icon('close')));
}

export const english = {dismiss: 'Dismiss'};

export const css = `
.badge {
  position: absolute; inset-block-start: -3px; inset-inline-end: -3px; min-inline-size: 22px;
  block-size: 22px; padding-inline: 6px; border-radius: 11px; background: #c5221f; color: #fff;
  font-size: 12px; font-weight: 700; line-height: 22px; text-align: center;
  box-shadow: 0 0 0 2px #fff;
}
.teaser { position: fixed; inset-inline-end: var(--x); inset-block-end: calc(var(--y) + 74px);
  display: flex; align-items: flex-start; max-inline-size: min(320px, calc(100vw - 2 * var(--x)));
  border-radius: 16px; background: var(--paper); color: var(--ink);
  box-shadow: 0 0 0 1px var(--line), 0 12px 32px rgb(15 20 50 / .22); animation: rise .2s ease; }
.teaser .words { display: flex; gap: 10px; padding: 12px 0 12px 14px; border: 0; background: none;
  text-align: start; min-inline-size: 0; min-block-size: 44px; overflow-wrap: anywhere; }
.teaser b { display: block; font-size: 13px; }
.open .teaser, .bare .teaser { display: none; }
@media (max-height: 300px) { .teaser { display: none; } }
.left .teaser { inset-inline: auto; left: var(--x); }
@media (forced-colors: active) { .teaser, .badge { border: 1px solid ButtonText; } }
`;
