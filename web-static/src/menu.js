// @ts-check
import {el, write} from './dom.js';
import {download} from './download.js';
import {mailing} from './mailing.js';
import {Past, listPast, sheet} from './past.js';

/** What can be done at any moment. Fetched when the menu is first opened. */

export const english = {
  person: 'Talk to a person',
  personWords: 'Talk to a person',
  download: 'Download this conversation',
  downloadData: 'Download it as data (JSON)',
  settle: 'My question is solved',
  past: 'Earlier conversations',
  pastOpen: 'Open',
  pastSolved: 'Solved',
  pastMore: 'Show more',
  mail: 'Send by e-mail',
  mailTo: 'Your e-mail address',
  badEmail: 'This does not look like an e-mail address.',
  mailSent: 'On its way to {email}.',
  mailEnough: 'It was sent three times today already. Please try again tomorrow.',
  anew: 'Start a new conversation',
  sound: 'Sound for new messages',
  notify: 'Browser notifications',
  notifyBlocked: 'Your browser blocks notifications of this page.',
  forget: 'Delete my data',
  forgetTitle: 'Delete your data?',
  forgetWords: 'All that you wrote here is deleted, with your files, name and address. This cannot be undone.',
  forgetWhen: 'Deleted: {time}',
  forgetNow: 'at once',
  forgetYes: 'Delete everything',
  forgetFailed: 'This could not be done now. Please try again.',
  forgotten: 'This browser has forgotten you',
  stop: 'Cancel',
  done: 'Close',
};

/** Where a chat begins, beside the menu. */
export const Earlier = Past;

/** Which of it is shown depends on the conversation. */
export class Menu {
  #element;
  #desk;
  #panel;
  #key;
  #state;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#element = element;
    this.#desk = desk;
    this.#panel = panel;
    // It is made when it is first wanted.
    element.hidden = false;
  }

  toggle() {
    const {more} = this.#panel;
    const opens = this.#element.hidden;
    if (!opens && this.#element.contains(this.#element.getRootNode().activeElement)) more.focus();
    this.#element.hidden = !opens;
    this.#key = null;
    this.render(this.#state);
  }

  render(/** @type {import('./state.js').State} */ state) {
    this.#state = state;
    if (this.#panel.more.hidden) this.#element.hidden = true;
    const isOpen = !this.#element.hidden;
    this.#panel.more.setAttribute('aria-expanded', String(isOpen));
    const {stage, entries, past} = state;
    const key = isOpen ? stage + Boolean(entries.length) + past : '';
    if (this.#key === key) return;
    const isNew = !this.#key;
    this.#key = key;
    this.#element.replaceChildren(...isOpen ? this.#items(state) : []);
    if (isNew) this.#element.querySelector('button')?.focus();
  }

  #items({stage, entries, past, mail, email}) {
    const desk = this.#desk;
    const {words} = desk;
    const item = (key, isShown, act) => isShown && el('button', {type: 'button', click: () => {
      this.toggle();
      act();
      this.#panel.focus();
    }}, words.say(key));
    // What asks something has the focus itself.
    const sheetOf = (key, isShown, open) => isShown && el('button', {type: 'button', click: () => {
      this.toggle();
      open();
    }}, words.say(key));
    return [
      item('person', stage === 'bot', () => desk.send(words.say('personWords'))),
      item('settle', stage === 'agent', () => desk.order('resolve')),
      item('anew', stage === 'resolved', () => desk.anew()),
      sheetOf('past', past, () => listPast(desk, this.#panel)),
      item('download', entries.length > 0, () => download(desk)),
      item('downloadData', entries.length > 0, () => download(desk, true)),
      sheetOf('mail', mail && entries.length > 0, () => mailing(desk, this.#panel, email)),
      this.#switch('sound', async () => (await desk.want('alerts')).tone()),
      mayNotify() && this.#switch('notify', async () => (await allowed()) || 'notifyBlocked'),
      sheetOf('forget', true, () => forgetting(desk, this.#panel, this.#state)),
    ].filter(Boolean);
  }

  /** On or off, kept for the next page; what cannot be turned on says why. */
  #switch(/** @type {string} */ key, turnOn) {
    const {shelf, words} = this.#desk;
    const isOn = () => shelf.get(key) === '1';
    const why = el('span.why', {role: 'status'});
    const button = el('button.switch', {type: 'button', role: 'switch', click: async () => {
      const refusal = !isOn() && await turnOn();
      write(why, typeof refusal === 'string' ? words.say(refusal) : '');
      if (isOn()) shelf.remove(key);
      else if (!why.textContent) shelf.set(key, '1');
      show();
    }}, words.say(key), el('i', {'aria-hidden': 'true'}));
    const show = () => button.setAttribute('aria-checked', String(isOn()));
    show();
    return el('div', {}, button, why);
  }
}

const mayNotify = () => 'Notification' in window && isSecureContext;

/** Asked by a press only. */
const allowed = async () => await Notification.requestPermission() === 'granted';

/** Says what is deleted, and when; then nobody was here. */
function forgetting(desk, panel, /** @type {import('./state.js').State} */ {eraseAfter}) {
  const {words} = desk;
  let isDone = false;
  const when = (at) => words.say('forgetWhen',
    {time: at > Date.now() + 60_000 ? words.moment(at) : words.say('forgetNow')});
  const title = el('h3', {id: 'forget'}, words.say('forgetTitle'));
  const text = el('p', {id: 'forget-words'}, words.say('forgetWords'));
  const moment = el('p', {}, when(Date.now() + (eraseAfter ?? 0)));
  const failure = el('div.error', {role: 'alert'});
  const leave = el('button.secondary', {type: 'button', click: () => {
    box.remove();
    panel.entrance = undefined;
    isDone ? desk.close() : panel.more.focus();
  }}, words.say('stop'));
  const yes = el('button.primary.grave', {type: 'button', click: async () => {
    yes.disabled = true;
    write(failure, '');
    try {
      const {erased_at} = await desk.ask(undefined, {type: 'forget_me'});
      desk.forget();
      isDone = true;
      write(title, words.say('forgotten'));
      text.remove();
      write(moment, when(erased_at));
      write(leave, words.say('done'));
      yes.remove();
      leave.focus();
    } catch {
      yes.disabled = false;
      write(failure, words.say('forgetFailed'));
    }
  }}, words.say('forgetYes'));
  const box = sheet(panel, 'alertdialog', 'forget', leave, title, text, moment, failure);
  box.setAttribute('aria-describedby', 'forget-words');
  box.append(yes);
  panel.entrance = leave;
  panel.focus();
}

export const css = `
.menu {
  position: absolute; inset-block-start: calc(100% - 6px); inset-inline-end: 12px; z-index: 3;
  min-inline-size: 220px; padding: 6px; border-radius: 14px;
  background: var(--paper); color: var(--ink);
  box-shadow: 0 0 0 1px var(--line), 0 12px 32px rgb(15 20 50 / .22);
  max-block-size: min(440px, calc(100dvh - 120px)); overflow-y: auto;
}
.menu button {
  display: block; inline-size: 100%; min-block-size: 44px; padding: 8px 12px; border: 0;
  border-radius: 9px; background: none; text-align: start;
}
.menu :focus-visible { outline-color: var(--link); outline-offset: -2px; }
@media (hover: hover) {
  .menu button:hover { background: color-mix(in srgb, currentColor 13%, transparent); }
}
.menu .switch { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.switch i { inline-size: 36px; block-size: 20px; border-radius: 10px; background: var(--field); flex: none;
  padding: 3px; }
.switch i::before { content: ""; display: block; inline-size: 14px; block-size: 14px; border-radius: 7px;
  background: #fff; }
.switch[aria-checked=true] i { background: var(--link); }
.switch[aria-checked=true] i::before { margin-inline-start: 16px; }
.menu .why { display: block; padding-inline: 12px; font-size: 13px; color: var(--soft); max-inline-size: 260px; }
.asking { flex: 1; overflow-y: auto; padding: 24px 20px; display: flex; flex-direction: column; gap: 14px;
  justify-content: center; }
.asking h3 { font-size: 18px; font-weight: 600; }
.asking ~ * { display: none !important; }
.mailing { display: grid; gap: 10px; }
.mailing label { font-weight: 600; }
.mailing input { inline-size: 100%; min-block-size: 44px; padding: 9px 12px; font-size: 16px;
  border: 1px solid var(--field); border-radius: 10px; background: var(--paper); }
.mailing input:read-only { background: none; border-style: dashed; }
.asking:has(.pasts) { justify-content: start; }
.pasts { display: grid; gap: 8px; list-style: none; }
.welcome .secondary { margin-block-start: 8px; }
.pasts button { inline-size: 100%; border-radius: 14px; }
.pasts small { display: block; font-weight: 400; }
.primary.grave { background: var(--bad); color: var(--paper); }
@media (forced-colors: active) {
  .menu { border: 1px solid ButtonText; }
  .switch i { border: 1px solid ButtonText; padding: 2px; }
  .switch i::before { background: ButtonText; }
  .switch[aria-checked=true] i::before { background: Highlight; }
}
`;
