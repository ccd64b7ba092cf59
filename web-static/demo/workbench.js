// @ts-check
/**
 * The workbench: calls the chat of the page in the frame as a page of one's own would, and writes
 * down what it tells.
 */

const EVENTS = [
  'ready', 'open', 'close', 'message:sent', 'message:received', 'unread:change', 'agent:joined',
  'agent:left', 'queue:position', 'conversation:started', 'conversation:closed',
  'survey:submitted', 'online', 'offline', 'error', 'consent',
];
const LANGUAGES = [
  'en', 'ar', 'da', 'de', 'es', 'fr', 'he', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'sv', 'tr',
  'uk', 'zh',
];
/** As many lines as one reads back. */
const MOST = 300;

const by = (id) => /** @type {any} */ (document.getElementById(id));
const frame = /** @type {HTMLIFrameElement} */ (by('page'));
const tools = /** @type {HTMLFormElement} */ (by('tools'));
const field = (name) => /** @type {any} */ (tools.elements.namedItem(name));
const page = () => /** @type {any} */ (frame.contentWindow);

/** What is chosen here of what the page's own tag says otherwise. */
const chosen = {accent: '', position: ''};

function write(/** @type {string} */ name, detail) {
  const [list, told] = [by('events'), by('told')];
  const isAtEnd = told.scrollHeight - told.scrollTop - told.clientHeight < 40;
  const row = document.createElement('li');
  const time = document.createElement('time');
  const now = new Date();
  time.dateTime = now.toISOString();
  time.textContent = now.toISOString().slice(11, 23);
  const what = document.createElement('b');
  what.textContent = name;
  const words = document.createElement('span');
  words.textContent = JSON.stringify(detail);
  row.append(time, what, words);
  list.append(row);
  if (list.childElementCount > MOST) list.firstElementChild.remove();
  if (isAtEnd) told.scrollTop = told.scrollHeight;
}

/** One of the chat's methods, as a page calls it: now, or when the chat is here. */
async function ask(/** @type {string} */ name, ...words) {
  const {Frontdesk} = page();
  try {
    const [answer] = [].concat(Frontdesk.push([name, ...words]));
    const given = await answer;
    if (name === 'status') write('status()', given);
  } catch (problem) {
    write(`${name}: refused`, {why: problem.message});
  }
}

/** Takes the chat off the page and puts it there again, which is how its place is changed. */
async function again() {
  await page().Frontdesk.destroy?.();
  const {document: inside, trustedTypes} = page();
  const script = inside.createElement('script');
  script.async = true;
  Object.assign(script.dataset, inside.querySelector('script[data-site]').dataset);
  for (const [name, value] of Object.entries(chosen)) {
    if (value) script.dataset[name] = value;
    else if (name === 'position') delete script.dataset.position;
  }
  // Our own pages enforce Trusted Types: the address is written here and comes from nobody.
  const address = '/v1/chat.js';
  const policy = trustedTypes?.createPolicy('workbench', {createScriptURL: () => address});
  script.src = policy ? policy.createScriptURL('') : address;
  inside.head.append(script);
}

const changes = {
  screen: (value) => { by('stage').dataset.screen = value; },
  theme: (value) => ask('setTheme', value),
  accent(value) {
    chosen.accent = value;
    ask('setAccent', value);
  },
  colour: (value) => {
    for (const one of field('accent')) one.checked = false;
    changes.accent(value);
  },
  side(value) {
    chosen.position = value;
    again();
  },
  language: (value) => ask('setLocale', value),
};

const deeds = {
  sign: () => ask('identify', {token: field('token').value.trim()}),
  claim: () => ask('identify', {name: field('name').value, email: field('email').value}),
  prefill: () => ask('prefill', 'My parcel is late'),
  send: () => ask('send', 'My parcel is late'),
  reload: () => page().location.reload(),
};

tools.addEventListener('change', ({target}) => {
  const {name, value} = /** @type {HTMLInputElement} */ (target);
  changes[name]?.(value);
});
tools.addEventListener('submit', (event) => event.preventDefault());
tools.addEventListener('click', ({target}) => {
  const name = /** @type {HTMLElement} */ (target).dataset.do;
  if (name) deeds[name] ? deeds[name]() : ask(name);
});
by('clear').addEventListener('click', () => by('events').replaceChildren());

for (const code of LANGUAGES) {
  const names = new Intl.DisplayNames([code], {type: 'language'});
  const option = new Option(names.of(code), code);
  option.lang = code;
  field('language').append(option);
}

/** A page came into the frame: it is heard, and what was chosen of its looks is said again. */
function pageCame() {
  const {document: inside, Frontdesk} = page();
  for (const name of EVENTS) {
    inside.addEventListener(`frontdesk:${name}`, ({detail}) => write(name, detail));
  }
  const dress = () => {
    if (chosen.position) again();
    else if (chosen.accent) ask('setAccent', chosen.accent);
  };
  if (!Frontdesk?.status) return inside.addEventListener('frontdesk:ready', dress, {once: true});
  write('ready', {});
  dress();
}

frame.addEventListener('load', pageCame);
if (page().document.readyState === 'complete' && page().location.href !== 'about:blank') pageCame();
