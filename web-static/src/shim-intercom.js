// @ts-check
/** Intercom's names: `Intercom('show')`, `intercomSettings`. */
import {
  attributes, begin, call, hasBegun, hear, identify, now, reset, settled, showLauncher, unsigned,
  warn,
} from './shim-chat.js';

/** Of what is known of a customer, and not of looks: theirs go into the token. */
const SPOKEN = new Set([
  'app_id', 'api_base', 'name', 'email', 'user_id', 'user_hash', 'intercom_user_jwt', 'alignment',
  'horizontal_padding', 'vertical_padding', 'z_index', 'hide_default_launcher',
  'custom_launcher_selector', 'action_color', 'background_color', 'language_override', 'theme_mode',
]);

const UNHEARD = {
  hide_notifications: 'what comes while the chat is closed shows as a number on the launcher',
  session_duration: 'a visit lasts as the desk says: reset() when somebody logs out',
  link_color: 'links have the brand\'s colour, made readable',
};

const INTERCOM_INSTEAD = {
  getVisitorId: 'a page is not told who its visitor is: your server knows, and signs it',
  hideNotifications: 'what comes while the chat is closed shows as a number on the launcher',
  onUserEmailSupplied: 'the desk knows the address; a mirror or an export brings it to you',
  showArticle: 'link to the article itself; the bot suggests articles in the chat',
  showConversation: 'the chat shows its conversations itself: open()',
  showNews: 'there are no news: link to them',
  showTicket: 'the chat shows its conversations itself: open()',
  startChecklist: 'there are no checklists',
  startSurvey: 'the customer is asked when a conversation ends; a flow may ask at any time',
  startTour: 'there are no tours',
  trackEvent: 'a flow or a rule sees what the desk knows: put it into the token\'s "attributes"',
};

/** What the tag's attributes are called there. */
export function intercomWishes(settings = {}) {
  const {horizontal_padding: x, vertical_padding: y} = settings;
  const wishes = {
    position: settings.alignment,
    offset: x === undefined && y === undefined ? undefined : `${x ?? 20} ${y ?? 20}`,
    zIndex: settings.z_index === undefined ? undefined : String(settings.z_index),
    launcher: settings.hide_default_launcher ? 'none' : undefined,
    accent: settings.action_color ?? settings.background_color,
    language: settings.language_override,
    theme: theme(settings.theme_mode),
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined));
}

const theme = (mode) => (mode === 'system' ? 'auto' : mode);

const selectors = new Set();

/** A button of the page's own, however late it is put there. */
function ownLauncher(/** @type {string} */ selector) {
  try {
    document.querySelector(selector);
  } catch {
    return warn(`custom_launcher_selector is no selector: ${selector}`);
  }
  if (!selectors.size) {
    document.addEventListener('click', (event) => {
      const target = /** @type {Element} */ (event.target);
      if (![...selectors].some((one) => target.closest?.(one))) return;
      event.preventDefault();
      call('open');
    });
  }
  selectors.add(selector);
}

function tellWho({name, email, user_id: id, user_hash: hash, intercom_user_jwt: token}) {
  if (token) return call('identify', {token});
  if (hash || id) unsigned(hash ? 'user_hash' : 'user_id');
  identify({name, email});
}

/** What may be said at any time. */
function take(settings) {
  const own = settings.custom_launcher_selector;
  if (own) ownLauncher(own);
  tellWho(settings);
  for (const [name, text] of Object.entries(UNHEARD)) {
    if (name in settings) warn(`${name}: ${text}`);
  }
  attributes(Object.keys(settings).filter((name) => !SPOKEN.has(name) && !(name in UNHEARD)));
}

/** What is not so already. */
function change(settings) {
  const wishes = intercomWishes(settings);
  settled(wishes);
  const {accent, language, theme: mode} = Object.fromEntries(
    Object.entries(wishes).filter(([key, value]) => value !== now.wishes?.[key]));
  // What changes is no longer what it began with.
  if (now.wishes) Object.assign(now.wishes, {accent, language, theme: mode});
  if ('hide_default_launcher' in settings) showLauncher(!settings.hide_default_launcher);
  if (accent) call('setAccent', accent);
  if (language) call('setLocale', language);
  if (mode) call('setTheme', mode);
}

let isShut = false;

const intercomDeeds = {
  boot(settings = {}) {
    const all = {.../** @type {any} */ (window).intercomSettings, ...settings};
    if (isShut) showLauncher(!all.hide_default_launcher);
    else if (hasBegun()) change(settings);
    else begin(all.app_id, intercomWishes(all));
    isShut = false;
    take(all);
  },
  update(settings = {}) {
    change(settings);
    take(settings);
  },
  /** The customer is forgotten and the launcher gone, until the next boot. */
  shutdown() {
    isShut = true;
    reset();
    call('hide');
  },
  show: () => call('open'),
  hide: () => call('close'),
  showMessages: () => call('open'),
  showSpace(space) {
    if (!/^(home|messages)$/.test(space)) warn(`showSpace: there is no ${space}, only the chat`);
    call('open');
  },
  showNewMessage(text) {
    if (text) call('prefill', text);
    call('open');
  },
  onShow: (act) => hear('open', () => act()),
  onHide: (act) => hear('close', () => act()),
  onUnreadCountChange: (act) => hear('unread:change', ({count}) => act(count)),
  ready: (act) => (now.isReady ? act() : hear('ready', () => act())),
  reattach_activator() {},
};

/** Takes the place of their stub, and does what waits in it. */
export function speakIntercom() {
  const page = /** @type {any} */ (window);
  const stub = page.Intercom;
  // Theirs is here for real.
  if (stub && !stub.q) return;
  page.Intercom = (name, ...words) => {
    if (Object.hasOwn(intercomDeeds, name)) return intercomDeeds[name](...words);
    warn(`Intercom('${name}'): ${INTERCOM_INSTEAD[name] ?? 'there is no such name'}`);
  };
  const waiting = [...stub?.q ?? []];
  for (const words of waiting) page.Intercom(...words);
  if (page.intercomSettings && !waiting.some(([name]) => name === 'boot')) {
    page.Intercom('boot', page.intercomSettings);
  }
}
