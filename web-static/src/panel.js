// @ts-check
import {Composer} from './composer.js';
import {el, icon, write} from './dom.js';
import {avatar} from './message.js';
import {isLate, mayRate} from './state.js';
import {Transcript} from './transcript.js';

/**
 * The open chat: a dialog beside the page, not over it. Header, place in the queue, conversation,
 * composer; what changes without the customer's doing is said in regions a screen reader reads out.
 *
 * @typedef {import('./state.js').State} State
 */

/** A connection that comes back sooner was never missed. */
const GRACE = 1200;
/** The place in the queue is read out no more often than this. */
const CALM = 4000;
/** No chat is looked at for longer without anything that draws it anew. */
const A_DAY = 86_400_000;

export class Panel {
  #stripSaid;
  #stripAt;
  #stripTimer;
  #linkTimer;
  #lateTimer;
  #sheet;
  #badSince;
  #typingTimer;
  #shownFace;
  #heading;
  #sub;
  #face;
  #strip;
  #closing;
  #closed;
  #state;
  #desk;
  #more;
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
    this.#menu = this.#buildMenu();
    this.link = el('div.link', {role: 'status'});
    this.#strip = el('div.strip', {role: 'status'});
    this.#typing = el('div.typing', {role: 'status'});
    this.#closing = el('div.closing', {hidden: true});
    this.transcript.log.append(this.#closing);
    this.element = el('section.panel', {
      role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1', hidden: true,
      keydown: (event) => this.#key(event),
    }, this.#header(), this.link, this.#strip,
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
    this.#renderMenu(state);
    this.#renderLink(state);
    this.#renderStrip(state);
    this.#renderTyping(state);
    this.transcript.render(state, () => this.#renderClosing(state));
  }

  #header() {
    this.#more = el('button.tool', {
      type: 'button', 'aria-label': this.words.say('menu'), 'aria-expanded': 'false',
      'aria-controls': 'menu', click: () => this.#toggleMenu(this.#menu.hidden),
    }, icon('more'));
    return el('div.head', {}, this.#face, el('div.titles', {}, this.#heading, this.#sub),
      this.#more,
      el('button.tool', {type: 'button', 'aria-label': this.words.say('close'),
        click: () => this.#desk.close()}, icon('close')), this.#menu);
  }

  #buildMenu() {
    const item = (key, act) => el('button', {type: 'button', 'data-item': key, click: () => {
      this.#toggleMenu(false);
      act();
      this.focus();
    }}, this.words.say(key));
    return el('div.menu', {id: 'menu', hidden: true},
      item('person', () => this.#desk.send(this.words.say('personWords'))),
      item('settle', () => this.#desk.settle()),
      item('anew', () => this.#desk.anew()),
      item('download', () => this.#desk.download()));
  }

  #toggleMenu(opens) {
    this.#menu.hidden = !opens;
    this.#more.setAttribute('aria-expanded', String(opens));
    if (opens) this.#menu.querySelector('button:not([hidden])')?.focus();
    else if (this.#menu.contains(this.element.getRootNode().activeElement)) this.#more.focus();
  }

  #key(/** @type {KeyboardEvent} */ event) {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.#menu.hidden) return this.#desk.close();
    this.#toggleMenu(false);
    this.#more.focus();
  }

  #renderMenu({stage, entries}) {
    const shown = {
      person: stage === 'bot', settle: stage === 'agent', anew: stage === 'resolved',
      download: entries.length > 0,
    };
    for (const button of this.#menu.children) button.hidden = !shown[button.dataset.item];
    this.#more.hidden = !Object.values(shown).some(Boolean);
    if (this.#more.hidden) this.#menu.hidden = true;
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
    write(this.#sub, isNamed ? text : `${text} · ${number}`);
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
    const {status} = state.link;
    const isUp = status === 'online' || status === 'idle';
    if (isUp) this.#badSince = 0;
    else this.#badSince ||= Date.now();
    clearTimeout(this.#linkTimer);
    const wait = this.#badSince + GRACE - Date.now();
    if (status !== 'refused' && wait > 0) {
      this.#linkTimer = setTimeout(() => this.#renderLink(this.#state), wait);
    } else write(this.link, this.#trouble(state, isUp));
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

  #renderStrip(state) {
    const {words} = this;
    clearTimeout(this.#stripTimer);
    if (state.stage !== 'waiting') {
      this.#stripSaid = '';
      this.#stripAt = 0;
      return this.#strip.replaceChildren();
    }
    const {position, from, wait} = state.place ?? {};
    const n = wait && Math.max(1, Math.ceil(wait / 60_000));
    const m = Math.floor(from / 60_000);
    const main = !position ? words.say('placeUnknown')
      : position === 1 ? words.say('placeNext') : words.say('place', {n: position});
    const more = words.say(!n ? 'waitUnknown' : m && m < n ? 'waitRange' : 'wait', {m, n});
    if (this.#stripSaid === main + more) return;
    const soon = (this.#stripAt ?? 0) + CALM - Date.now();
    if (soon > 0) {
      this.#stripTimer = setTimeout(() => this.#renderStrip(this.#state), soon);
      return;
    }
    this.#stripSaid = main + more;
    // What says nothing yet may be followed by the place at once.
    this.#stripAt = position ? Date.now() : 0;
    this.#strip.replaceChildren(
      el('div.number', {'aria-hidden': 'true'}, position ? String(position) : icon('clock')),
      el('div', {}, el('strong', {}, main), el('p', {}, more)));
  }

  async #offerStars(what) {
    const {stars, css} = await import('./closing.js');
    if (this.#closed !== what) return;
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(css);
      this.element.getRootNode().adoptedStyleSheets.push(this.#sheet);
    }
    this.#closing.prepend(stars(el, icon, write, this.words, (score, comment) => {
      this.#desk.rate(score, comment);
      this.focus();
    }));
  }

  #renderTyping({typing}) {
    clearTimeout(this.#typingTimer);
    const left = (typing?.until ?? 0) - Date.now();
    if (left <= 0) return this.#typing.replaceChildren();
    this.#typingTimer = setTimeout(() => this.#typing.replaceChildren(), left);
    const text = this.words.say('typing', {name: typing.name || this.words.say('agent')});
    if (this.#typing.textContent === text) return;
    const dot = () => el('i', {});
    this.#typing.replaceChildren(
      el('span.dots', {'aria-hidden': 'true'}, dot(), dot(), dot()), text);
  }

  /** Drawn once per ending, so that half-written comments are not lost to the next event. */
  #renderClosing(state) {
    const rates = mayRate(state);
    const isOver = state.stage === 'resolved' && state.caughtUp;
    const what = isOver ? `over ${rates} ${state.conversation}` : '';
    if (this.#closed === what) return;
    this.#closed = what;
    this.#closing.hidden = !isOver;
    this.#closing.replaceChildren();
    if (!isOver) return;
    if (rates) this.#offerStars(what);
    this.#closing.append(
      el('p.soft', {}, this.words.say('again')),
      el('button.secondary', {type: 'button', click: () => {
        this.#desk.anew();
        this.focus();
      }}, this.words.say('anew')));
  }
}
