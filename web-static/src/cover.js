// @ts-check
import {coverStyle} from './cover-style.js';

/**
 * The chat on a small screen, where it covers the page: then the page behind it is out of reach of
 * keyboard and screen reader, "back" closes the chat and not the page, and what the keyboard of the
 * screen leaves free is what the chat has.
 */

/** How it looks: with the last word, as on a small screen all is smaller. */
export const css = coverStyle;
export const isLast = true;

export class Cover {
  #panel;
  #page;
  #full;
  #isOpen;

  /** @param {MediaQueryList} full @param {() => HTMLElement} panel @param {() => void} close */
  constructor(full, panel, close, /** @type {AbortSignal} */ signal) {
    this.#panel = panel;
    this.#isOpen = false;
    /** The body that we made inert. @type {HTMLElement | null} */
    this.#page = null;
    this.#full = full;
    this.#full.addEventListener('change', () => this.update(this.#isOpen), {signal});
    addEventListener('popstate', () => this.#isOpen && this.covers && !isOurs() && close(),
      {signal});
    for (const kind of ['resize', 'scroll']) {
      window.visualViewport?.addEventListener(kind, () => this.#fit(), {signal});
    }
    signal.addEventListener('abort', () => this.update(false));
  }

  /** Whether the chat takes the whole screen when it is open. */
  get covers() {
    return this.#full.matches;
  }

  /** Takes a step of the page's history, which "back" takes back. */
  enter() {
    const {state} = history;
    if (!this.covers || isOurs() || (state && typeof state !== 'object')) return;
    try {
      history.pushState({...state, frontdesk: true}, '');
    } catch {
      // A page that may not: "back" leaves it, as on any page.
    }
  }

  update(/** @type {boolean} */ isOpen) {
    const covers = isOpen && this.covers;
    const {body} = document;
    // Another body may have come in the place of the one that we made inert.
    if (this.#page && (!covers || this.#page !== body)) {
      this.#page.inert = false;
      this.#page = null;
    }
    if (covers && !body.inert) (this.#page = body).inert = true;
    this.#panel().setAttribute('aria-modal', String(covers));
    this.#fit();
    if (this.#isOpen && !isOpen && isOurs()) history.back();
    this.#isOpen = isOpen;
  }

  #fit() {
    const view = window.visualViewport;
    const {style} = this.#panel();
    // Who zooms in by two fingers looks at a part of it, which must not shrink.
    const isFitted = this.covers && view && view.scale < 1.1;
    style.setProperty('--height', isFitted ? `${view.height}px` : '');
    style.setProperty('--top', isFitted ? `${view.offsetTop}px` : '');
  }
}

const isOurs = () => Boolean(history.state?.frontdesk);
