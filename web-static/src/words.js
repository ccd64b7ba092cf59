// @ts-check
import en from './locale-en.js';

/**
 * The widget's words and times in the customer's language.
 *
 * English is always there; another locale is fetched when asked for, so that nobody loads what
 * they do not read.
 */

/** English, and the locales that have a file of their own. */
const LOCALES = /^(en|ar|da|de|es|fr|he|it|ja|ko|nl|pl|pt|ru|sv|tr|uk|zh)$/;

export class Words {
  #table;
  #plural;
  #english;
  #formats;

  constructor(language = 'en') {
    /** @type {Record<string, string>} */
    this.#table = en;
    this.#english = {...en};
    this.use(language, en);
  }

  /** The first of the wished languages that is spoken here; English where none is. */
  static choose(/** @type {(string | null | undefined)[]} */ wishes) {
    for (const wish of wishes) {
      const base = (wish ?? '').toLowerCase().split('-')[0];
      if (LOCALES.test(base)) return base;
    }
    return 'en';
  }

  use(language, table) {
    this.#table = table;
    this.language = language;
    // The customer's own region says how they write times: 17:30 or 5:30 PM.
    this.region = navigator.languages.find((one) => one.split('-')[0] === language) ?? language;
    this.#plural = new Intl.PluralRules(language);
    this.#formats = new Map();
  }

  /** English words that came with a chunk; every other locale has them already. */
  add(/** @type {Record<string, string>} */ english = {}) {
    Object.assign(this.#english, english);
  }

  /**
   * Fetches the locale of the first wish that is spoken here; where that fails the words stay as
   * they are. The bot is told the first wish of all: it may speak what the widget does not.
   */
  async load(/** @type {(string | null | undefined)[]} */ ...wishes) {
    this.wished = wishes.find(Boolean);
    const base = Words.choose(wishes);
    this.use(base, base === 'en' ? en : (await import(`./locale-${base}.js`)).default);
  }

  /** The words under a key, their `{blanks}` filled; `n` chooses singular or plural. */
  say(/** @type {string} */ key, /** @type {Record<string, any>} */ blanks = {}) {
    const form = `${key}_${this.#plural.select(blanks.n ?? 0)}`;
    const find = (table) => table[key] ?? table[form] ?? table[`${key}_other`];
    const text = find(this.#table) ?? find(this.#english) ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(blanks[name] ?? ''));
  }

  time(/** @type {number} */ at) {
    return this.#format('time', at, {hour: 'numeric', minute: '2-digit'});
  }

  day(/** @type {number} */ at) {
    return this.#format('day', at, {weekday: 'long', day: 'numeric', month: 'long'});
  }

  moment(/** @type {number} */ at) {
    return this.#format('moment', at,
      {weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit'});
  }

  /** Making a format takes longer than drawing a message: each is made once. */
  #format(name, at, options) {
    if (!this.#formats.has(name)) {
      this.#formats.set(name, new Intl.DateTimeFormat(this.region, options));
    }
    return this.#formats.get(name).format(at);
  }
}
