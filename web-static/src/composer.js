// @ts-check
import {el, icon, write} from './dom.js';

/**
 * Where the customer writes. Enter sends, Shift+Enter is a new line; Enter that ends the choice of
 * a character (as in Japanese) does not send. What is pasted is cut where the desk would refuse it.
 */

/** The count is shown when this share of the room is used. */
const NEARLY = 0.85;
/** So many times the limit can stand here at all: what is typed over it is told, not cut. */
const ROOM = 4;
/** The draft is written down when nothing was typed for so long. */
const REST = 400;

export class Composer {
  #button;
  #count;
  #words;
  #desk;
  #limit;
  #drafting;

  /**
   * @param {import('./words.js').Words} words
   * @param {{send: (text: string) => boolean, typing: () => void,
   *   draft: (text: string) => void}} desk
   */
  constructor(words, desk) {
    this.#words = words;
    this.#desk = desk;
    this.#count = el('div.count', {id: 'count', role: 'status'});
    this.input = el('textarea', {
      rows: '1', dir: 'auto', 'aria-label': words.say('message'), enterkeyhint: 'send',
      placeholder: words.say('placeholder'), 'aria-describedby': 'count',
      input: () => this.#changed(true), keydown: (event) => this.#key(event),
      paste: (event) => this.#bring(event, event.clipboardData),
      drop: (event) => this.#bring(event, event.dataTransfer),
    });
    this.#button = el('button.send', {type: 'submit', 'aria-label': words.say('send')},
      icon('send'));
    this.form = el('form.composer', {submit: (event) => {
      event.preventDefault();
      this.#send();
    }}, this.#count, el('div.box', {}, this.input, this.#button));
    this.limit = 4000;
    this.#changed(false);
  }

  get limit() {
    return this.#limit;
  }

  set limit(/** @type {number} */ limit) {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.input.maxLength = limit * ROOM;
  }

  get text() {
    return this.input.value;
  }

  set text(/** @type {string} */ text) {
    this.input.value = text.slice(0, this.#limit * ROOM);
    this.#changed(false);
  }

  /** Writes the draft down now: the page is going. */
  keep() {
    if (this.#drafting) this.#draft();
  }

  #key(/** @type {KeyboardEvent} */ event) {
    // 229: browsers that report the end of a composition as a plain Enter.
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composes) return;
    event.preventDefault();
    this.#send();
  }

  /** Long words from elsewhere are cut before the field has them: laying them out takes it minutes. */
  #bring(/** @type {Event} */ event, carried) {
    const text = carried?.getData('text/plain') ?? '';
    if (text.length + this.text.length <= this.limit) return;
    event.preventDefault();
    this.#desk.want('paste').then(({fit}) => {
      const cut = fit(this.input, text, this.limit);
      this.#changed(true);
      if (cut) write(this.#count, this.#words.say('cut', {limit: this.limit, n: cut}));
    });
  }

  #send() {
    if (!this.#isSendable() || !this.#desk.send(this.text)) return this.input.focus();
    this.text = '';
    this.#draft();
    this.input.focus();
  }

  #isSendable() {
    return this.text.trim() !== '' && [...this.text].length <= this.limit;
  }

  #draft() {
    clearTimeout(this.#drafting);
    this.#drafting = null;
    this.#desk.draft(this.text);
  }

  #changed(byHand) {
    const left = this.limit - [...this.text].length;
    const near = left < this.limit * (1 - NEARLY);
    const used = {n: this.limit - left, limit: this.limit};
    write(this.#count, near ? this.#words.say('count', used) : '');
    this.input.setAttribute('aria-invalid', String(left < 0));
    this.#button.setAttribute('aria-disabled', String(!this.#isSendable()));
    this.#grow();
    if (byHand) {
      this.#drafting ??= setTimeout(() => this.#draft(), REST);
      if (this.text) this.#desk.typing();
    }
  }

  /** Browsers that can let the field grow by themselves; the others are told its height. */
  #grow() {
    if (CSS.supports('field-sizing', 'content')) return;
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight}px`;
  }
}
