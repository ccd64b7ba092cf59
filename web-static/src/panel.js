// @ts-check
import {Composer} from './composer.js';
import {el, icon, write} from './dom.js';
import {avatar} from './message.js';
import {Transcript} from './transcript.js';

/**
 * The open chat: a dialog beside the page, not over it. Header, place in the queue, conversation,
 * composer; what changes without the customer's doing is said in regions a screen reader reads out.
 *
 * @typedef {import('./state.js').State} State
 */

/** A connection that comes back sooner was never missed. */
const GRACE = 1200;

export class Panel {
  #linkTimer;
  #count;
  #retry;
  #parts;
  #wantsMenu;
  #badSince;
  #strip;
  #closing;
  #state;
  #desk;
  #menu;
  #typing;

  /**
   * @param {import('./words.js').Words} words
   * @param {any} desk what the customer can do; see `widget.js`
   */
  constructor(words, desk, title = '') {
    this.words = words;
    this.#desk = desk;
    this.title = title || words.say('title');
    this.transcript = new Transcript(desk);
    this.composer = new Composer(words, desk);
    this.face = el('div.face', {}, avatar({by: 'bot'}));
    this.heading = el('h2', {id: 'title'}, this.title);
    this.sub = el('p.sub', {});
    /** By name, those that were wanted. @type {Record<string, any>} */
    this.#parts = {};
    this.#menu = el('div.menu', {id: 'menu', hidden: true});
    this.#count = el('span', {'aria-hidden': 'true'});
    this.#retry = el('button', {type: 'button', hidden: true, click: () => desk.now()},
      words.say('retry'));
    this.link = el('span', {role: 'status'});
    this.#strip = el('div.strip', {role: 'status'});
    this.#typing = el('div.typing', {role: 'status'});
    this.#closing = el('div.closing', {hidden: true});
    this.transcript.lines.append(this.#closing);
    this.element = el('section.panel', {
      role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1', hidden: true,
      dir: words.say('dir'),
      keydown: (event) => this.#key(event),
    }, this.#header(), el('div.link', {}, this.link, this.#count, this.#retry), this.#strip,
    el('div.body', {}, this.transcript.log, this.transcript.latest),
    this.#typing, this.composer.form);
  }

  /** Where writing begins; on a phone the keyboard stays down until it is asked for. */
  focus() {
    const target = this.entrance
      ?? (matchMedia('(pointer: coarse)').matches ? this.element : this.composer.input);
    target.focus({preventScroll: true});
  }

  render(/** @type {State} */ state) {
    this.#state = state;
    this.composer.limit = state.textLimit;
    this.#renderLink(state);
    this.more.hidden = state.stage === 'none';
    const {stage} = state;
    const begins = /none|bot/.test(stage);
    if (!this.#parts.Standing) write(this.sub, begins ? this.words.say('in_bot') : '');

    this.#part('consent', 'Gate', this.#desk.isGated());
    this.#part('menu', 'Menu', this.#wantsMenu, this.#menu);
    this.#part('later', 'Strip', stage === 'waiting', this.#strip);
    this.#part('later', 'Typist', state.typing, this.#typing);
    this.#part('form', 'Typed', state.expects);
    this.#part('files', 'Files', state.files, this.composer.form);
    this.transcript.render(state,
      () => this.#part('closing', 'Closing', stage === 'resolved' && this.#desk.chunk('later'),
        this.#closing));
    this.#part('later', 'Standing', !begins);
    this.#part('menu', 'Earlier', state.past, this.transcript.welcome);
    this.#part('reception', 'Reception', state.reception, this.transcript.welcome);
  }

  /** A part that comes with a chunk, from when it is first wanted: a class that draws an element. */
  #part(/** @type {string} */ from, /** @type {string} */ name, isWanted, element = this.element) {
    if (!isWanted && !this.#parts[name]) return;
    const chunk = this.#desk.chunk(from);
    if (!chunk) return; // it comes, and all is drawn again
    this.#parts[name] ??= new chunk[name](element, this.#desk, this);
    this.#parts[name].render(this.#state);
  }

  #header() {
    this.more = el('button.tool', {
      type: 'button', 'aria-label': this.words.say('menu'), 'aria-expanded': 'false',
      'aria-controls': 'menu', click: () => this.#openMenu(),
    }, icon('more'));
    return el('div.head', {}, this.face, el('div.titles', {}, this.heading, this.sub),
      this.more,
      el('button.tool', {type: 'button', 'aria-label': this.words.say('close'),
        click: () => this.#desk.close()}, icon('close')), this.#menu);
  }

  #openMenu() {
    this.#wantsMenu = true;
    if (this.#parts.Menu) this.#parts.Menu.toggle();
    else this.#part('menu', 'Menu', true, this.#menu);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.#menu.hidden) return this.#desk.close();
    this.#parts.Menu.toggle();
    this.more.focus();
  }

  #renderLink(state) {
    const {status, retryAt} = state.link;
    const isUp = status === 'online' || status === 'idle';
    if (isUp) this.#badSince = 0;
    else this.#badSince ||= Date.now();
    clearTimeout(this.#linkTimer);
    const wait = this.#badSince + GRACE - Date.now();
    const left = Math.ceil(((!isUp && retryAt) - Date.now()) / 1000);
    const isBad = status === 'refused' || wait <= 0;
    if (isBad || isUp) write(this.link, this.#trouble(state, isUp));
    this.#retry.hidden = isUp || !isBad || status === 'refused';
    write(this.#count, this.#retry.hidden || left < 1 ? '' : ` ${left} s`);
    // A countdown is looked at, not listened to: it stands outside of what is read out.
    const next = isBad ? left > 0 && 1000 : wait;
    if (!isUp && next) this.#linkTimer = setTimeout(() => this.#renderLink(this.#state), next);
  }

  /** Where nothing can be fetched it is said here; what the desk says on a good line, by a chunk. */
  #trouble(state, isUp) {
    const {words} = this;
    const {link, pending, busyUntil} = state;
    const waits = pending.some((order) => !order.code);
    if (isUp && !(waits && busyUntil > Date.now() + GRACE)) return '';
    if (isUp ? state.crowded : link.why === 'too_many') {
      return words.say('crowded', {time: words.time(isUp ? busyUntil : link.retryAt)});
    }
    const chunk = (isUp || link.status === 'refused') && this.#desk.chunk('trouble');
    return chunk ? chunk.why(state, isUp, words) : words.say(waits ? 'offlineWaiting' : 'offline');
  }
}
