// @ts-check
/** Chatwoot's names: `chatwootSDK.run({…})`, `$chatwoot.toggle()`, `chatwootSettings`. */
import {
  attributes, begin, call, hear, identify, now, reset, showLauncher, unsigned, warn,
} from './shim-chat.js';

const CHATWOOT_INSTEAD = {
  popoutChatWindow: 'the chat stays on the page',
  setLabel: 'a flow or a rule of the desk sets tags: docs/rules.md',
  removeLabel: 'a flow or a rule of the desk sets tags: docs/rules.md',
};

const isName = (name) => name !== undefined && name !== '';

/** What the tag's attributes are called there. */
export function chatwootWishes() {
  const page = /** @type {any} */ (window);
  const settings = page.chatwootSettings ?? {};
  const wishes = {
    position: settings.position,
    launcher: settings.hideMessageBubble ? 'none' : undefined,
    // Theirs are written `pt_BR`; the browser's own wishes are ours anyway.
    language: settings.useBrowserLanguage ? undefined : settings.locale?.replace('_', '-'),
    theme: settings.darkMode,
    title: settings.welcomeTitle,
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => isName(value)));
}

const TEXTS = ['welcomeDescription', 'availableMessage', 'unavailableMessage', 'launcherTitle'];

const tellWindow = (name, detail) =>
  window.dispatchEvent(new CustomEvent(`chatwoot:${name}`, {detail}));

/** A message in their words: 0 came from the customer, 1 went to them. */
const messageOf = (type) => ({text, name, seq}) => tellWindow('on-message', {
  id: seq, content: text, message_type: type, sender: {name: name ?? null},
});

function hearForChatwoot(chatwoot) {
  hear('ready', () => {
    chatwoot.hasLoaded = true;
    tellWindow('ready');
  });
  hear('open', () => tellWindow('opened'));
  hear('close', () => tellWindow('closed'));
  hear('message:sent', messageOf(0));
  hear('message:received', messageOf(1));
  hear('conversation:started', (detail) => tellWindow('on-start-conversation', detail));
  hear('error', (detail) => tellWindow('error', detail));
}

const chatwootDeeds = {
  toggle(state) {
    call(state === 'open' || state === 'close' ? state : 'toggle');
  },
  toggleBubbleVisibility(state) {
    if (state === 'hide' || state === 'show') showLauncher(state === 'show');
  },
  setUser(id, {name, email, identifier_hash: hash, ...more} = /** @type {any} */ ({})) {
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw new Error('Identifier should be a string or a number');
    }
    if (hash) unsigned('identifier_hash');
    identify({name, email});
    attributes(Object.keys(more));
  },
  setCustomAttributes: (given = {}) => attributes(Object.keys(given)),
  deleteCustomAttribute: (name) => attributes([name]),
  setConversationCustomAttributes: (given = {}) => attributes(Object.keys(given)),
  deleteConversationCustomAttribute: (name) => attributes([name]),
  setLocale: (language = 'en') => call('setLocale', language.replace('_', '-')),
  setColorScheme: (mode = 'light') => call('setTheme', mode),
  reset: () => reset(),
};

/** Puts their two objects on the page; `run` begins the chat. */
export function speakChatwoot() {
  const page = /** @type {any} */ (window);
  // Theirs is here for real.
  if (page.$chatwoot) return;
  const chatwoot = {...chatwootDeeds, hasLoaded: false};
  for (const [name, text] of Object.entries(CHATWOOT_INSTEAD)) {
    chatwoot[name] = () => warn(`$chatwoot.${name}: ${text}`);
  }
  Object.defineProperty(chatwoot, 'isOpen', {get: () => now.isOpen, enumerable: true});
  page.$chatwoot = chatwoot;
  hearForChatwoot(chatwoot);
  page.chatwootSDK = {
    run({websiteToken} = /** @type {any} */ ({})) {
      for (const name of TEXTS.filter((one) => page.chatwootSettings?.[one])) {
        warn(`chatwootSettings.${name}: the chat's words are the flow's and the widget's own`);
      }
      begin(websiteToken, chatwootWishes());
    },
  };
}
