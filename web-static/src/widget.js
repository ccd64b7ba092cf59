// @ts-check
import {API} from './api.js';
import {Chunks} from './chunks.js';
import {el, icon, write} from './dom.js';
import {newID, shelf} from './outbox.js';
import {isVisible} from './page.js';
import {Panel} from './panel.js';
import {Session} from './session.js';
import {style} from './style.js';
import {unread} from './state.js';
import {Words} from './words.js';

/**
 * The element a page carries: a launcher, and the panel it opens. Everything is inside one open
 * shadow root, so that the page's styles stay out and assistive tools can look in.
 *
 * @typedef {{site: string, url: string, language?: string, theme?: string, title?: string,
 *   accent?: string, launcher?: string, position?: string, offset?: string, zIndex?: string,
 *   hideOn?: string, teaser?: string, teaserAfter?: string, consent?: string, consentWords?: string,
 *   privacy?: string}} Settings
 */
export class FrontdeskChat extends HTMLElement {
  #settings;
  #news;
  #drawing;
  #frame;
  #badge;
  #chunks;
  #cover;
  #gone;
  #isTeasing;

  /** @param {Settings} settings */
  setUp(settings, words) {
    this.#settings = settings;
    this.words = words;
    this.session = new Session({
      site: settings.site, url: settings.url, language: () => this.words.wished,
      mayKeep: () => this.agreed,
    });
    this.api = new API(this);
    this.session.listeners.add((state, frame) => this.#changed(state, frame));
  }

  connectedCallback() {
    if (this.shadowRoot || !this.session) return;
    const {theme, launcher} = this.#settings;
    this.attachShadow({mode: 'open', delegatesFocus: false});
    this.#wear(style);
    this.#frame = el('div.frame', {lang: this.words.language});
    this.shadowRoot.append(this.#frame);
    this.#chunks = new Chunks({
      arrived: (chunk) => {
        this.words.add(chunk.english);
        this.#wear(chunk.css ?? '', chunk.isLast);
      },
      again: () => {
        this.api.catchUp();
        this.draw();
      },
    });
    const {signal} = this.#gone = new AbortController();
    // The same as in the sheet of the cover.
    this.small = matchMedia('(max-width: 480px), (max-height: 420px)');
    this.small.addEventListener('change', () => this.shrink(), {signal});
    this.paint(this.session.shelf.get('theme') ?? theme ?? 'auto');
    if (launcher === 'none') this.bare(true);
    this.#build();
    if (this.agreed) this.session.begin();
    else this.chunk('consent');
    document.addEventListener('visibilitychange', () => this.draw(), {signal});
    addEventListener('pagehide', () => this.panel.composer.keep(), {signal});
    this.#keepStanding(signal);
    if (this.#remembered('open') && !(this.small.matches && isOtherPage())) {
      this.open({focus: false});
    }
    this.draw();
  }

  /** Frameworks that change pages by themselves replace the body, or all there is. */
  #keepStanding(signal) {
    const watcher = new MutationObserver(() => {
      if (!this.isConnected) document.documentElement.append(this);
      watch();
      this.#cover?.update(this.isOpen);
    });
    const watch = () => {
      watcher.disconnect();
      watcher.observe(document, {childList: true});
      watcher.observe(document.documentElement, {childList: true});
      // The side follows what the page is read from, wherever it says so.
      this.#frame.dir = getComputedStyle(document.body ?? document.documentElement).direction;
    };
    watch();
    signal.addEventListener('abort', () => watcher.disconnect());
  }

  /** As if nobody had been here. */
  forget(closes = true) {
    this.api.forget();
    if (closes) this.close();
    this.session.reset();
  }

  /** On a small screen the chat covers the page: what that takes is fetched for it. */
  async shrink() {
    if (!this.small.matches || this.#cover) return;
    const {Cover} = await this.#chunks.want('cover');
    this.#cover ??= new Cover(this.small, () => this.panel.element, () => this.close(),
      this.#gone.signal);
    this.#cover.update(this.isOpen);
  }

  /** A sheet that comes later stands before the first, but for the one of small screens. */
  #wear(/** @type {string} */ css, isLast = false) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const sheets = this.shadowRoot.adoptedStyleSheets;
    isLast ? sheets.push(sheet) : sheets.unshift(sheet);
  }

  /** What the page wants of looks and place, before the first drawing. */
  async dress() {
    const looks = await this.#chunks.want('looks');
    looks.dress(this, this.#frame, this.#settings, this.#gone.signal);
  }

  /** A brand's colour; the words upon it turn black or white, whichever is read more easily. */
  async setAccent(/** @type {string} */ colour) {
    return (await this.#chunks.want('looks')).brand(this.#frame, colour);
  }

  /** Without a launcher: the page has its own, or none here. */
  bare(/** @type {boolean} */ isBare) {
    this.#frame.classList.toggle('bare', isBare);
  }

  async greet() {
    const {site} = this.#settings;
    const told = await fetch(new URL(`site/${encodeURIComponent(site)}.json`, import.meta.url));
    const {greetings} = await told.json();
    if (!greetings?.length) return;
    this.#settings.greetings = greetings;
    this.draw();
  }

  chunk(/** @type {string} */ name) {
    return this.#chunks.get(name);
  }

  want(/** @type {string} */ name) {
    return this.#chunks.want(name);
  }

  get isOpen() {
    return Boolean(this.panel && !this.panel.element.hidden);
  }

  open({focus = true} = {}) {
    if (this.isOpen) return focus && this.panel.focus();
    this.panel.element.hidden = false;
    this.#frame.classList.add('open');
    this.remember('open', '1');
    if (focus) this.#cover?.enter();
    this.#cover?.update(true);
    // The panel first, then what it takes to fill it: no step keeps a slow device from answering.
    setTimeout(() => this.session.start());
    this.draw();
    if (focus) this.panel.focus();
    this.api.emit('open');
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.panel.element.contains(this.shadowRoot.activeElement);
    this.panel.element.hidden = true;
    this.#frame.classList.remove('open');
    this.remember('open', null);
    this.#cover?.update(false);
    this.draw();
    if (hadFocus) this.launcher.focus();
    this.api.emit('close');
  }

  /** The page's own words for light and dark, or the system's; kept for the next page. */
  setTheme(/** @type {string} */ theme) {
    this.session.shelf.set('theme', theme);
    this.paint(theme);
  }

  paint(/** @type {string} */ theme) {
    this.#frame.dataset.theme = /^(light|dark)$/.test(theme) ? theme : 'auto';
  }

  async setLocale(/** @type {string} */ language) {
    await this.words.load(language);
    this.session.shelf.set('language', language);
    this.#frame.lang = this.words.language;
    const {text} = this.panel.composer;
    const {isOpen} = this;
    this.#build();
    this.panel.composer.text = text;
    this.panel.element.hidden = !isOpen;
    this.#cover?.update(isOpen);
    this.draw();
  }

  /** Sends the customer's words; false when too much waits already. */
  send(/** @type {string} */ text) {
    if (this.session.order('say', {text})) return true;
    write(this.panel.link, this.words.say('full'));
    return false;
  }

  end() {
    this.#gone.abort();
    this.session.end();
    this.remove();
  }

  #build() {
    const {session, words} = this;
    const desk = {
      words,
      chunk: (name) => this.#chunks.get(name),
      older: () => session.older(),
      now: () => session.now(),
      number: () => session.state.number,
      choose: (question, option) => {
        session.order('choose', {question, option: option.id, label: option.label});
        this.panel.focus();
      },
      fill: (question, fields, label) => {
        session.order('fill', {question, fields, label});
        this.panel.focus();
      },
      ask: async (about, particulars) =>
        (await this.#chunks.want('history')).ask(session, {type: 'ask', about, ...particulars}),
      order: (deed, fields) => session.order(deed, fields),
      conversation: () => session.state.conversation,
      state: () => session.state,
      tell: (frame) => session.send(frame),
      go: (conversation) => session.go(conversation),
      dismiss: ({cid}) => session.dismiss(cid),
      edit: ({cid, text}) => {
        session.dismiss(cid);
        this.panel.composer.text = text;
        this.panel.composer.input.focus();
      },
      send: (text) => this.send(text),
      typing: () => session.typing(),
      draft: (text) => this.#keepDraft(text),
      anew: () => session.startAnew(),
      close: () => this.close(),
      isGated: () => !this.agreed,
      settings: this.#settings,
      consent: async () => (await this.want('consent')).agree(this, true),
      forget: () => this.forget(false),
      shelf: session.shelf,
      listeners: session.listeners,
      want: (name) => this.want(name),
    };
    this.panel = new Panel(words, desk, this.#settings.title);
    this.panel.composer.text = this.#draft();
    this.#badge = el('span.badge', {'aria-hidden': 'true', hidden: true});
    this.launcher = el('button.launcher', {type: 'button', 'aria-expanded': 'false',
      click: () => (this.isOpen ? this.close() : this.open()),
    }, icon('chat'), icon('chevron'), this.#badge);
    this.#news = el('div.unseen', {role: 'status'});
    this.#frame.replaceChildren(this.launcher, this.#news, this.panel.element);
  }

  #changed(state, frame) {
    if (frame.type === 'left') {
      if (this.#settings.consent) this.want('consent').then((chunk) => chunk.shut(this));
      this.panel.composer.text = '';
      this.remember('draft', null);
    }
    this.api.hear(state, frame);
    // Many frames may arrive at once: one drawing is enough for all, and it is a step of its own.
    this.#drawing ??= setTimeout(() => {
      this.#drawing = null;
      this.draw();
    });
  }

  draw() {
    const {state} = this.session;
    const {words, isOpen} = this;
    if (isOpen) {
      this.panel.render(state);
      if (isVisible()) this.session.read();
    }
    const n = isOpen ? 0 : unread(this.session.state);
    const news = n ? words.say('unread', {n}) : '';
    this.#badge.hidden = !n || !this.chunk('teaser');
    write(this.#badge, n > 9 ? '9+' : String(n));
    write(this.#news, news);
    this.launcher.setAttribute('aria-expanded', String(isOpen));
    this.launcher.setAttribute('aria-label',
      words.say(isOpen ? 'close' : 'open') + (news && `, ${news}`));
    this.api.unread(n);
    if (n || this.#settings.teaser || this.#settings.greetings || this.#isTeasing) {
      this.#isTeasing = this.#chunks.get('teaser')?.tease(this, this.#frame, n, this.#settings);
    }
  }

  /** A draft is one person's: after `reset`, in whatever tab, it is nobody's. */
  #keepDraft(/** @type {string} */ text) {
    const {shelf} = this.session;
    if (text && !shelf.get('writer')) shelf.set('writer', newID());
    this.remember('draft', text ? `${shelf.get('writer')} ${text}` : null);
  }

  #draft() {
    const [, writer, text] = /^(\S+) ([^]*)$/.exec(this.#remembered('draft') ?? '') ?? [];
    return writer && writer === this.session.shelf.get('writer') ? text : '';
  }

  /** What this tab remembers from page to page; nothing where the browser refuses. */
  remember(/** @type {string} */ key, value) {
    if (!this.agreed && value) return;
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

/** Whether one came here by a link, and not by loading the same page again. */
const isOtherPage = () => performance.getEntriesByType('navigation')[0]?.type !== 'reload';

/** Puts the widget on the page. @param {Settings} settings */
export async function mount(settings) {
  const words = new Words();
  const warn = (problem) => console.warn('Frontdesk:', problem);
  const kept = shelf(`frontdesk.${settings.site}.`, () => localStorage);
  await words.load(
    kept.get('language'), settings.language, document.documentElement.lang, ...navigator.languages,
  ).catch(warn);
  if (!customElements.get('frontdesk-chat')) {
    customElements.define('frontdesk-chat', FrontdeskChat);
  }
  const element = /** @type {FrontdeskChat} */ (document.createElement('frontdesk-chat'));
  // Until then nothing is kept, and nothing asked of the desk.
  element.agreed = settings.consent !== 'required' || Boolean(kept.get('consent'));
  element.setUp(settings, words);
  if (!element.agreed) await import('./consent.js');
  // Beside the body, not in it: where it has no part in the page's layout.
  if (kept.get('token')) await element.session.recall().catch(warn);
  // Looks are here before there is something to look at.
  const isDressed = /accent|position|offset|zInd|hideOn/.test(Object.keys(settings).join());
  if (isDressed) await import('./looks.js').catch(warn);
  document.documentElement.append(element);
  await Promise.all([element.shrink(), isDressed && element.dress()]).catch(warn);
  element.api.takeOver();
  // Words that the desk has for this page, once the page itself is here.
  if (element.agreed) setTimeout(() => element.greet().catch(() => {}), 500);
  // The first use of a clock takes long, and none of it when the chat is opened.
  setTimeout(() => words.day(Date.now(), words.time(0)), 1000);
}

// A page may load this file itself, as a module with its settings behind the question mark.
if (import.meta.url.includes('?')) import('./module.js').then(({begin}) => begin(import.meta.url));
