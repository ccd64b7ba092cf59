// @ts-check
import {Composer} from './composer.js';
import {el, icon, write} from './dom.js';
import {avatar} from './message.js';
import {isLate} from './state.js';
import {Transcript} from './transcript.js';

/**
 * The open chat: a dialog beside the page, not over it. Header, place in the queue, conversation,
 * composer; what changes without the customer's doing is said in regions a screen reader reads out.
 *
 * @typedef {import('./state.js').State} State
 */

/** A connection that comes back sooner was never missed. */
const GRACE = 1200;
/** No chat is looked at for longer without anything that draws it anew. */
const A_DAY = 86_400_000;

export class Panel {
  #linkTimer;
  #lateTimer;
  #count;
  #retry;
  #parts;
  #wantsMenu;
  #badSince;
  #shownFace;
  #heading;
  #sub;
  #face;
  #strip;
  #closing;
  #state;
  #desk;
  #menu;
  #typing;
  #title;

  /**
   * @param {import('./words.js').Words} words
   * @param {any} desk what the customer can do; see `widget.js`
   */
  constructor(words, desk, title = '') {
    this.words = words;
    this.#desk = desk;
    this.#title = title || words.say('title');
    this.transcript = new Transcript(desk);
    this.composer = new Composer(words, desk);
    this.#face = el('div.face', {});
    this.#heading = el('h2', {id: 'title'}, this.#title);
    this.#sub = el('p.sub', {});
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
    const target = matchMedia('(pointer: coarse)').matches ? this.element : this.composer.input;
    target.focus({preventScroll: true});
  }

  render(/** @type {State} */ state) {
    this.#state = state;
    this.composer.limit = state.textLimit;
    this.#renderHeader(state);
    this.#renderLink(state);
    this.more.hidden = state.stage === 'none';
    const {stage} = state;
    this.#part('later', 'Menu', this.#wantsMenu, this.#menu);
    this.#part('later', 'Strip', stage === 'waiting', this.#strip);
    this.#part('later', 'Typist', state.typing, this.#typing);
    this.#part('files', 'Files', state.files, this.composer.form);
    this.transcript.render(state,
      () => this.#part('closing', 'Closing', stage === 'resolved', this.#closing));
  }

  /** A part that comes with a chunk, from when it is first wanted: a class that draws an element. */
  #part(/** @type {string} */ from, /** @type {string} */ name, isWanted, element) {
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
    return el('div.head', {}, this.#face, el('div.titles', {}, this.#heading, this.#sub),
      this.more,
      el('button.tool', {type: 'button', 'aria-label': this.words.say('close'),
        click: () => this.#desk.close()}, icon('close')), this.#menu);
  }

  #openMenu() {
    this.#wantsMenu = true;
    if (this.#parts.Menu) this.#parts.Menu.toggle();
    else this.#part('later', 'Menu', true, this.#menu);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.#menu.hidden) return this.#desk.close();
    this.#parts.Menu.toggle();
    this.more.focus();
  }

  #renderHeader(state) {
    const {words} = this;
    const {stage, agent} = state;
    const number = `#${state.number ?? ''}`;
    const key = isLate(state, Date.now()) ? 'late' : stage === 'none' ? 'bot' : stage;
    const text = words.say(`in_${key}`, {name: agent, number});
    const isNamed = !state.number || key === 'bot' || text.includes(number);
    this.#awaitLateness(state);
    write(this.#heading, stage === 'agent' && agent ? agent : this.#title);
    write(this.#sub, isNamed ? text : `${text}\u00a0·\u00a0${number}`);
    const face = stage === 'agent' ? agent : '';
    if (this.#shownFace === face) return;
    this.#shownFace = face;
    this.#face.replaceChildren(avatar(face ? {by: 'agent', name: face} : {by: 'bot'}));
  }

  /** A promise that goes by while the chat is open is called late without anybody's doing. */
  #awaitLateness({replyBy}) {
    clearTimeout(this.#lateTimer);
    const left = replyBy - Date.now();
    if (left > 0 && left < A_DAY) {
      this.#lateTimer = setTimeout(() => this.render(this.#state), left);
    }
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

  #trouble({link, pending, busyUntil, crowded}, isUp) {
    const {words} = this;
    const waits = pending.some((order) => !order.code);
    const until = isUp ? busyUntil : link.retryAt;
    const many = isUp ? crowded : link.why === 'too_many';
    if (isUp && !(waits && until > Date.now() + GRACE)) return '';
    if (isUp || many) return words.say(many ? 'crowded' : 'busy', {time: words.time(until)});
    return words.say(
      link.status === 'refused' ? 'unavailable' : waits ? 'offlineWaiting' : 'offline');
  }
}
