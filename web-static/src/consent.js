// @ts-check
import {el} from './dom.js';
import {safeLink} from './links.js';

/**
 * What a visitor is asked before anything is kept of them, on pages that want it (`data-consent`).
 * Fetched for these pages alone.
 */

export const english = {
  consentTitle: 'Before you write',
  consentWords: 'To chat with you we keep what you write, and this browser keeps a key that opens it again.',
  consentMore: 'How your data is handled',
  agree: 'Agree and chat',
  notNow: 'Not now',
};

/**
 * The visitor lets themselves be known, or no longer does: then nothing of them stays anywhere.
 *
 * @param {import('./widget.js').FrontdeskChat} chat
 */
export function agree(chat, /** @type {boolean} */ agrees) {
  if (Boolean(agrees) === chat.agreed) return;
  const {session} = chat;
  if (!agrees) {
    chat.forget();
    return shut(chat);
  }
  chat.agreed = true;
  session.shelf.set('consent', '1');
  session.begin();
  if (chat.isOpen) {
    chat.remember('open', '1');
    session.start();
  }
  chat.draw();
  chat.api.emit('consent', {agrees: true});
}

/** Nobody is known here any more, in whatever tab that was said. */
export function shut(chat) {
  if (!chat.agreed) return;
  chat.agreed = false;
  chat.session.end();
  chat.draw();
  chat.api.emit('consent', {agrees: false});
}

/** Stands in the place of the conversation until the visitor agrees. */
export class Gate {
  #panel;
  #desk;
  #box;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#panel = panel;
    this.#desk = desk;
    const {words, settings} = desk;
    // As written on the page: it may be relative.
    const privacy = settings.privacy && safeLink(el('a', {href: settings.privacy}).href);
    const agree = el('button.primary', {type: 'button', click: () => {
      desk.consent();
      panel.focus();
    }}, words.say('agree'));
    this.#box = el('div.gate', {hidden: true},
      el('h3', {}, words.say('consentTitle')),
      el('p', {id: 'consent', dir: 'auto'}, settings.consentWords || words.say('consentWords')),
      privacy && el('p', {}, el('a', {href: privacy, target: '_blank', rel: 'noopener'},
        words.say('consentMore'))),
      agree,
      el('button.secondary', {type: 'button', click: () => desk.close()}, words.say('notNow')));
    agree.setAttribute('aria-describedby', 'consent');
    panel.element.querySelector('.head').after(this.#box);
    this.agree = agree;
  }

  render() {
    const isShut = this.#desk.isGated();
    if (this.#box.hidden !== isShut) return;
    this.#box.hidden = !isShut;
    this.#panel.entrance = isShut ? this.agree : undefined;
    const {activeElement} = this.#box.getRootNode();
    if (isShut && activeElement) this.#panel.focus();
  }
}

/** How it looks: beside the widget's own sheet. */
export const css = `
.gate { flex: 1; overflow-y: auto; padding: 24px 20px; display: flex; flex-direction: column; gap: 14px;
  justify-content: center; }
.gate h3 { font-size: 18px; font-weight: 600; }
.gate a { color: var(--link); }
.gate:not([hidden]) ~ * { display: none !important; }
`;
