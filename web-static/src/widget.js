// @ts-check
import {API} from './api.js';
import {el, icon, write} from './dom.js';
import {Panel} from './panel.js';
import {Session} from './session.js';
import {css} from './style.js';
import {noticeText} from './message.js';
import {unread} from './state.js';
import {Words} from './words.js';

/**
 * The element a page carries: a launcher, and the panel it opens. Everything is inside one open
 * shadow root, so that the page's styles stay out and assistive tools can look in.
 *
 * @typedef {{site: string, url: string, language?: string, theme?: string, title?: string,
 *   accent?: string}} Settings
 */
export class FrontdeskChat extends HTMLElement {
  #settings;
  #news;
  #drawing;
  #frame;
  #badge;

  /** @param {Settings} settings */
  setUp(settings, words) {
    this.#settings = settings;
    this.words = words;
    this.session = new Session({
      site: settings.site, url: settings.url, language: () => this.words.wished,
    });
    this.api = new API(this);
    this.session.listeners.add((state, frame) => this.#changed(state, frame));
  }

  connectedCallback() {
    if (this.shadowRoot || !this.session) return;
    const root = this.attachShadow({mode: 'open', delegatesFocus: false});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    // Styles that reach the host from the page are set anew on this inner element: a page's
    // `!important` on the host would win over ours there, but not here.
    this.#frame = el('div.frame', {lang: this.words.language});
    root.append(this.#frame);
    this.setTheme(this.#settings.theme ?? 'auto');
    this.setAccent(this.#settings.accent);
    this.#build();
    this.session.begin();
    document.addEventListener('visibilitychange', () => this.#render());
    if (this.#remembered('open')) this.open({focus: false});
    this.#render();
  }

  get isOpen() {
    return Boolean(this.panel && !this.panel.element.hidden);
  }

  open({focus = true} = {}) {
    if (this.isOpen) return focus && this.panel.focus();
    this.panel.element.hidden = false;
    this.#frame.classList.add('open');
    this.#remember('open', '1');
    this.session.start();
    this.#render();
    this.panel.transcript.toEnd();
    if (focus) this.panel.focus();
    this.api.emit('open');
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.panel.element.contains(this.shadowRoot.activeElement);
    this.panel.element.hidden = true;
    this.#frame.classList.remove('open');
    this.#remember('open', null);
    this.#render();
    if (hadFocus) this.launcher.focus();
    this.api.emit('close');
  }

  /** The page's own words for light and dark, or the system's. */
  setTheme(/** @type {string} */ theme) {
    this.#frame.dataset.theme = /^(light|dark)$/.test(theme) ? theme : 'auto';
  }

  /** A brand's colour; the words upon it turn black or white, whichever is read more easily. */
  setAccent(/** @type {string | undefined} */ colour) {
    if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return;
    this.#frame.style.setProperty('--accent', colour);
    this.#frame.style.setProperty('--on-accent', luminance(colour) > 0.179 ? '#000' : '#fff');
  }

  async setLocale(/** @type {string} */ language) {
    await this.words.load(language);
    this.#frame.lang = this.words.language;
    const {text} = this.panel.composer;
    const {isOpen} = this;
    this.#build();
    this.panel.composer.text = text;
    this.panel.element.hidden = !isOpen;
    this.#render();
  }

  /** Sends the customer's words; false when too much waits already. */
  send(/** @type {string} */ text) {
    if (this.session.order('say', {text})) return true;
    write(this.panel.link, this.words.say('full'));
    return false;
  }

  end() {
    this.session.end();
    this.remove();
  }

  #build() {
    const {session, words} = this;
    const desk = {
      words,
      number: () => session.state.number,
      choose: (question, option) => {
        session.order('choose', {question, option: option.id, label: option.label});
        this.panel.focus();
      },
      fill: (question, fields, label) => {
        session.order('fill', {question, fields, label});
        this.panel.focus();
      },
      article: (id) => session.article(id),
      go: (conversation) => session.go(conversation),
      dismiss: ({cid}) => session.dismiss(cid),
      edit: ({cid, text}) => {
        session.dismiss(cid);
        this.panel.composer.text = text;
        this.panel.composer.input.focus();
      },
      send: (text) => this.send(text),
      typing: () => session.typing(),
      draft: (text) => this.#remember('draft', text || null),
      rate: (score, comment) => session.order('rate', {score, comment}),
      settle: () => session.order('resolve'),
      anew: () => session.startAnew(),
      download: () => this.#download(),
      close: () => this.close(),
    };
    this.panel = new Panel(words, desk, this.#settings.title);
    this.panel.composer.text = this.#remembered('draft') ?? '';
    this.#badge = el('span.badge', {'aria-hidden': 'true', hidden: true});
    this.launcher = el('button.launcher', {type: 'button', 'aria-expanded': 'false',
      click: () => (this.isOpen ? this.close() : this.open()),
    }, icon('chat'), icon('chevron'), this.#badge);
    this.#news = el('div.unseen', {role: 'status'});
    this.#frame.replaceChildren(this.launcher, this.#news, this.panel.element);
  }

  #changed(state, frame) {
    this.api.translate(state, frame);
    // Many frames may arrive at once, as after a reload: one drawing is enough for all of them.
    this.#drawing ??= queueMicrotask(() => {
      this.#drawing = null;
      this.#render();
    }) ?? true;
  }

  #render() {
    const {state} = this.session;
    const {words, isOpen} = this;
    if (isOpen) {
      this.panel.render(state);
      if (document.visibilityState === 'visible') this.session.read();
    }
    const n = isOpen ? 0 : unread(this.session.state);
    const news = n ? words.say('unread', {n}) : '';
    this.#badge.hidden = !n;
    write(this.#badge, n > 9 ? '9+' : String(n));
    write(this.#news, news);
    this.launcher.setAttribute('aria-expanded', String(isOpen));
    this.launcher.setAttribute('aria-label',
      words.say(isOpen ? 'close' : 'open') + (news && `, ${news}`));
    this.api.unread(n);
  }

  async #download() {
    const {state} = this.session;
    const {transcriptText} = await import('./download.js');
    const text = transcriptText(state, this.words, noticeText);
    const blob = new Blob([text], {type: 'text/plain;charset=utf-8'});
    const href = URL.createObjectURL(blob);
    el('a', {href, download: `conversation-${state.number ?? ''}.txt`}).click();
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }

  /** What this tab remembers from page to page; nothing where the browser refuses. */
  #remember(/** @type {string} */ key, value) {
    const name = `frontdesk.${this.#settings.site}.${key}`;
    try {
      value === null ? sessionStorage.removeItem(name) : sessionStorage.setItem(name, value);
    } catch {
      // Blocked: the panel is closed and the draft empty on the next page, no more than that.
    }
  }

  #remembered(/** @type {string} */ key) {
    try {
      return sessionStorage.getItem(`frontdesk.${this.#settings.site}.${key}`);
    } catch {
      return null;
    }
  }
}

/** Relative luminance as WCAG defines it; at 0.179 black and white are equally easy to read. */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Puts the widget on the page. @param {Settings} settings */
export async function mount(settings) {
  const words = new Words();
  await words.load(
    settings.language, document.documentElement.lang, ...navigator.languages,
  ).catch((problem) => console.warn('Frontdesk:', problem));
  if (!customElements.get('frontdesk-chat')) {
    customElements.define('frontdesk-chat', FrontdeskChat);
  }
  const element = /** @type {FrontdeskChat} */ (document.createElement('frontdesk-chat'));
  element.setUp(settings, words);
  document.body.append(element);
  element.api.takeOver();
}
