// @ts-check
/** Crisp's names: `$crisp.push(['do', 'chat:open'])`, `CRISP_WEBSITE_ID`. */
import {
  attributes, begin, call, hear, identify, known, now, reset, settled, unsigned, warn,
} from './shim-chat.js';

const CRISP_INSTEAD = {
  'message:show': 'only the desk speaks for itself: a flow greets, data-teaser calls',
  'message:read': 'messages are read when the chat is open',
  'message:thread:start': 'there is one thread',
  'message:thread:end': 'there is one thread',
  'helpdesk:search': 'the bot suggests articles in the chat',
  'helpdesk:article:open': 'link to the article itself',
  'helpdesk:query': 'the bot suggests articles in the chat',
  'overlay:open': 'there is no overlay',
  'overlay:close': 'there is no overlay',
  'trigger:run': 'a flow begins when the chat does',
  'message:compose:sent': 'who writes is not told to the page',
  'message:compose:received': 'who writes is not told to the page',
  'website:availability:changed': 'the chat says itself when people are there',
  'website:available': 'the bot answers at all hours, and the chat says when people are there',
  'sound:mute': 'sound is the customer\'s own choice',
  'session:event': 'a flow or a rule sees what the desk knows',
};

const instead = (verb, name) =>
  warn(`$crisp: ["${verb}", "${name}"]: ${CRISP_INSTEAD[name] ?? 'there is nothing of that name'}`);

const listeners = new Map();

const tell = (name, detail) => {
  for (const act of [...listeners.get(name) ?? []]) {
    try {
      act(detail);
    } catch (problem) {
      console.error(`Frontdesk: on ${name}:`, problem);
    }
  }
};

/** A message in their words. */
const message = (from) => ({text, name, seq}) => ({
  type: 'text', content: text, from, origin: 'chat', user: {nickname: name ?? null},
  fingerprint: seq,
});

/** Ours by theirs, and what is told with each. */
const EVENTS = {
  'session:loaded': ['ready', () => now.conversation],
  'chat:opened': ['open'],
  'chat:closed': ['close'],
  'message:sent': ['message:sent', message('user')],
  'message:received': ['message:received', message('operator')],
};

/** Told here, since our own names tell nobody. */
const OWN = ['chat:initiated', 'user:email:changed', 'user:nickname:changed'];

let isInitiated = false;

function hearForCrisp() {
  for (const [name, [ours, said = () => undefined]] of Object.entries(EVENTS)) {
    hear(ours, (detail) => tell(name, said(detail)));
  }
  hear('open', () => {
    if (!isInitiated) tell('chat:initiated');
    isInitiated = true;
  });
}

const crispDeeds = {
  'chat:open': () => call('open'),
  'chat:close': () => call('close'),
  'chat:toggle': () => call('toggle'),
  'chat:show': () => call('show'),
  'chat:hide': () => call('hide'),
  'session:reset': () => reset(),
  'message:send'([type, content] = []) {
    if (type === 'text') call('send', content);
    else warn(`$crisp: message:send of "${type}": customers send files themselves`);
  },
};

const facts = {
  'message:text': ([text]) => call('prefill', text),
  'user:nickname'([name]) {
    identify({name});
    tell('user:nickname:changed', name);
  },
  'user:email'([email, signature]) {
    if (signature) unsigned('the signature of user:email');
    identify({email});
    tell('user:email:changed', email);
  },
  'user:phone': () => attributes(['phone']),
  'user:avatar': () => attributes(['avatar']),
  'user:company': () => attributes(['company']),
  // [[["plan", "gold"], …]], or ["plan", "gold"].
  'session:data'([first]) {
    attributes(Array.isArray(first) ? first.map(([key]) => key) : [first]);
  },
  'session:segments': ([segments]) => attributes([].concat(segments)),
};

const looks = {
  'color:theme': ([colour]) => colour !== 'default' && call('setAccent', css(colour)),
  'color:mode': ([mode]) => call('setTheme', mode),
  locale: ([language]) => call('setLocale', language),
  'position:reverse': ([isLeft]) => settled(isLeft ? {position: 'left'} : {}),
  'container:index': ([layer]) => settled({zIndex: String(layer)}),
};

/** Their names of colours are words with a line between them. */
const css = (colour) => ({
  amber: '#ffa000', blue_grey: '#546e7a', deep_orange: '#e64a19', deep_purple: '#512da8',
  light_blue: '#0288d1', light_green: '#689f38',
}[colour] ?? colour);

/** What the tag's attributes are called there: settings, and what waits to be done. */
export function crispWishes() {
  const page = /** @type {any} */ (window);
  const waiting = Array.isArray(page.$crisp) ? page.$crisp : [];
  const config = (name) => waiting.findLast(([verb, one]) => verb === 'config' && one === name);
  const language = page.CRISP_RUNTIME_CONFIG?.locale;
  const left = config('position:reverse')?.[2]?.[0];
  const layer = config('container:index')?.[2]?.[0];
  return {
    ...(language && {language}), ...(left && {position: 'left'}),
    ...(layer !== undefined && {zIndex: String(layer)}),
  };
}

function command([verb, name, words = []]) {
  if (verb === 'safe') return;
  if (verb === 'off') return void listeners.delete(name);
  if (verb === 'on') return on(name, words);
  const table = {do: crispDeeds, set: facts, config: looks}[verb];
  if (table && Object.hasOwn(table, name)) return table[name](words);
  instead(verb, name);
}

function on(name, act) {
  if (!Object.hasOwn(EVENTS, name) && !OWN.includes(name)) return instead('on', name);
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(act);
  if (name === 'session:loaded' && now.isReady) act(now.conversation);
}

const values = {
  'chat:unread:count': () => now.unread,
  'user:email': () => known('email'),
  'user:nickname': () => known('name'),
  'session:identifier': () => now.conversation,
};

const claims = {
  'chat:opened': () => now.isOpen,
  'chat:closed': () => !now.isOpen,
  'chat:visible': () => !now.isHidden,
  'chat:hidden': () => now.isHidden,
  'session:ongoing': () => now.conversation !== null,
};

function ask(table, verb, name, nothing) {
  if (Object.hasOwn(table, name)) return table[name]();
  instead(verb, name);
  return nothing;
}

/** Takes the place of their waiting array, and does what is in it. */
export function speakCrisp() {
  const page = /** @type {any} */ (window);
  const waiting = page.$crisp ?? [];
  // Theirs is here for real.
  if (waiting.is) return;
  if (page.CRISP_WEBSITE_ID) begin(page.CRISP_WEBSITE_ID, crispWishes());
  if (page.CRISP_TOKEN_ID) unsigned('CRISP_TOKEN_ID');
  page.$crisp = {
    push: (...commands) => commands.forEach(command),
    get: (name) => ask(values, 'get', name, null),
    // Somebody always answers.
    is: (name) => ask(claims, 'is', name, name === 'website:available'),
  };
  hearForCrisp();
  page.$crisp.push(...waiting);
  const trigger = page.CRISP_READY_TRIGGER;
  if (typeof trigger === 'function') hear('ready', () => trigger());
}
