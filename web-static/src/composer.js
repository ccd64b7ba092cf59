// @ts-check
import {el, icon, write} from './dom.js';

/**
 * Where the customer writes. Enter sends, Shift+Enter is a new line; Enter that ends the choice of
 * a character (as in Japanese) does not send.
 */

/** The count is shown when this share of the room is used. */
const NEARLY = 0.85;

export class Composer {
  #button;
  #count;
  #words;
  #desk;

  /**
   * @param {import('./words.js').Words} words
   * @param {{send: (text: string) => boolean, typing: () => void,
   *   draft: (text: string) => void}} desk
   */
  constructor(words, desk) {
    this.#words = words;
    this.#desk = desk;
    this.limit = 4000;
    this.#count = el('div.count', {id: 'count', role: 'status'});
    this.input = el('textarea', {
      rows: '1', dir: 'auto', 'aria-label': words.say('message'), enterkeyhint: 'send',
      placeholder: words.say('placeholder'), 'aria-describedby': 'count',
      input: () => this.#changed(true), keydown: (event) => this.#key(event),
    });
    this.#button = el('button.send', {type: 'submit', 'aria-label': words.say('send')},
      icon('send'));
    this.form = el('form.composer', {submit: (event) => {
      event.preventDefault();
      this.#send();
    }}, this.#count, el('div.box', {}, this.input, this.#button));
    this.#changed(false);
  }

  get text() {
    return this.input.value;
  }

  set text(/** @type {string} */ text) {
    this.input.value = text;
    this.#changed(false);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    // 229: browsers that report the end of a composition as a plain Enter.
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composes) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    if (!this.#isSendable() || !this.#desk.send(this.text)) return this.input.focus();
    this.text = '';
    this.#desk.draft('');
    this.input.focus();
  }

  #isSendable() {
    return this.text.trim() !== '' && [...this.text].length <= this.limit;
  }

  #changed(byHand) {
    const left = this.limit - [...this.text].length;
    const near = left < this.limit * (1 - NEARLY);
    const used = {n: this.limit - left, limit: this.limit};
    write(this.#count, near ? this.#words.say('count', used) : '');
    this.input.setAttribute('aria-invalid', String(left < 0));
    this.#button.setAttribute('aria-disabled', String(!this.#isSendable()));
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight}px`;
    if (byHand) {
      this.#desk.draft(this.text);
      if (this.text) this.#desk.typing();
    }
  }
}
