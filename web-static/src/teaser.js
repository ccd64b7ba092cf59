// @ts-check
import {SHAPES, el, icon} from './dom.js';
import {avatar} from './message.js';

/**
 * A bubble beside the launcher: what somebody wrote while the chat was closed, or, for who is new here,
 * the words of the page (`data-teaser`, after `data-teaser-after` seconds). Fetched for the first.
 */

SHAPES.close ??= 'M6 6l12 12M18 6L6 18';

/** So much of what was written is shown. */
const LENGTH = 140;

/** When the page's own words may be shown, and the wait for it. */
let isDue = false;
let wait = 0;

/**
 * Draws it, or takes it away; true while it is there.
 *
 * @param {import('./widget.js').FrontdeskChat} chat
 */
export function tease(chat, frame, unread, {teaser, teaserAfter}) {
  const {session: {state, shelf}} = chat;
  const said = unread && state.entries.findLast((one) => one.kind === 'said'
    && one.by !== 'customer');
  const key = said ? `${state.conversation} ${said.seq}`
    : teaser && !state.conversation ? 'hello' : '';
  const shown = frame.querySelector('.teaser');
  if (key === 'hello' && !isDue) {
    wait ||= setTimeout(() => {
      isDue = true;
      tease(chat, frame, unread, {teaser, teaserAfter});
    }, (Number(teaserAfter) || 5) * 1000);
  }
  const isWanted = key && !chat.isOpen && shelf.get('teased') !== key
    && (key !== 'hello' || isDue);
  if (shown?.dataset.key === key && isWanted) return true;
  shown?.remove();
  if (isWanted) frame.append(bubble(chat, key, said || {by: 'bot', text: teaser}, frame));
  return Boolean(isWanted);
}

function bubble(chat, key, said, frame) {
  const text = said.text.replace(/\*\*|`/g, '').trim();
  const done = () => {
    chat.session.shelf.set('teased', key);
    frame.querySelector('.teaser')?.remove();
  };
  return el('div.teaser', {'data-key': key},
    el('button.words', {type: 'button', dir: 'auto', click: () => {
      done();
      chat.open();
    }}, avatar(said), el('span', {}, said.by === 'agent' && el('b', {}, `${said.name} `),
      text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text)),
    el('button.tool', {type: 'button', 'aria-label': chat.words.say('dismiss'), click: () => {
      done();
      chat.launcher.focus();
    }}, icon('close')));
}

export const english = {dismiss: 'Dismiss'};

export const css = `
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
@media (forced-colors: active) { .teaser { border: 1px solid ButtonText; } }
`;
