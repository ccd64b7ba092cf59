// Packs `src/` into what customers' browsers fetch: `chat.js`, `widget.js`, a chunk for each further
// capability, and a `locale-*.js` a language. A chunk takes what it shares with the widget from it.
//
//   node web-static/pack.mjs            writes them
//   node web-static/pack.mjs --check    fails if they are not what `src/` makes
//
// Our own modules only, written in one manner: semicolons everywhere, no regular expression right
// after a `)`, no two modules with the same name at their top, imports without `as`. What breaks
// this is refused, not guessed at. Packing takes the comments and spaces out, joins the modules in
// the order of their imports, and gives names that nobody outside can see short ones.
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';

const here = new URL('.', import.meta.url);

/** Names of the page and the language that our own may never stand in for. */
const GIVEN = new Set(`arguments async await break case catch class const constructor continue
  default delete do else export extends false finally for from function get if import in instanceof
  let new null of return set static super switch this throw true try typeof undefined var void while
  yield`.split(/\s+/));

/** Words after which a slash begins a regular expression. */
const BEFORE_REGEX = /^(return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield)$/;

const LONG = '[.]{3}|=>|[?]{2}=?|[|]{2}=?|&&=?|[*]{2}=?|[=!]==|[?][.](?!\\d)';
const MARK = new RegExp(`^(${LONG}|[-+*/%<>=!]=|[+]{2}|--|<<|>>>?|.)`, 'su');

export function tokens(source) {
  const out = [];
  const stack = []; // open braces; `${` inside a template is told apart
  let at = 0;
  const take = (kind, end) => {
    out.push({kind, text: source.slice(at, end)});
    at = end;
  };
  const template = (from) => {
    let end = from;
    while (end < source.length && source[end] !== '`') {
      if (source[end] === '\\') end += 1;
      else if (source.startsWith('${', end)) return stack.push('${'), take('template', end + 2);
      end += 1;
    }
    take('template', end + 1);
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 400);
    const space = /^\s+/.exec(rest);
    if (space) at += space[0].length;
    else if (rest.startsWith('//')) at = (source + '\n').indexOf('\n', at);
    else if (rest.startsWith('/*')) at = source.indexOf('*/', at) + 2;
    else if (rest[0] === '`') template(at + 1);
    else if (rest[0] === '}' && stack.at(-1) === '${') stack.pop(), template(at + 1);
    else if (rest[0] === "'" || rest[0] === '"') take('string', endOfString(source, at));
    else if (rest[0] === '/' && regexMayBegin(out.at(-1))) take('regex', endOfRegex(source, at));
    else {
      const word = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(rest);
      const number = /^\.?\d[\w.]*/.exec(rest);
      const mark = MARK.exec(rest);
      if (rest[0] === '{') stack.push('{');
      if (rest[0] === '}') stack.pop();
      if (word) take('word', at + word[0].length);
      else if (number) take('number', at + number[0].length);
      else take('mark', at + mark[0].length);
    }
  }
  return out;
}

function endOfString(source, at) {
  let end = at + 1;
  while (source[end] !== source[at]) end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}

function endOfRegex(source, at) {
  let end = at + 1;
  for (let isClass = false; isClass || source[end] !== '/'; end += 1) {
    if (source[end] === '\\') end += 1;
    else if (source[end] === '[') isClass = true;
    else if (source[end] === ']') isClass = false;
  }
  return end + 1 + /^[a-z]*/.exec(source.slice(end + 1))[0].length;
}

function regexMayBegin(before) {
  if (!before) return true;
  if (before.kind === 'word') return BEFORE_REGEX.test(before.text);
  return before.kind === 'mark' && !/^[)\]}]$/.test(before.text);
}

/** What is fetched when it is first wanted, each with the modules that only it needs. */
export const CHUNKS = [
  'alerts.js', 'menu.js', 'reception.js',
  'files.js', 'later.js', 'looks.js', 'poll.js', 'signing.js', 'closing.js', 'download.js', 'form.js', 'trouble.js',
  'consent.js', 'cover.js', 'events.js', 'history.js', 'module.js', 'paste.js', 'teaser.js',
];

/** One module's tokens without its imports and exports, what it imports, and what it gives. */
function read(name) {
  const all = tokens(readFileSync(new URL(`src/${name}`, here), 'utf8'));
  const body = [];
  const imports = [];
  const gives = [];
  const takes = [];
  for (let at = 0; at < all.length; at += 1) {
    const {text} = all[at];
    if (text === 'import' && all[at + 1].text !== '(' && all[at + 1].text !== '.') {
      while (all[at].kind !== 'string') {
        if (all[at].text === 'as') throw new Error(`${name}: "import … as" is not packed`);
        if (all[at].kind === 'word' && !GIVEN.has(all[at].text) && all[at].text !== 'from') {
          takes.push(all[at].text);
        }
        at += 1;
      }
      imports.push(all[at].text.slice(3, -1));
      at += 1;
    } else if (text === 'export' && all[at + 1].text === 'default') {
      const constant = name.replace(/^locale-|\.js$/g, '');
      body.push({kind: 'word', text: 'const'}, {kind: 'word', text: constant},
        {kind: 'mark', text: '='});
      at += 1;
    } else if (text !== 'export') body.push(all[at]);
    else gives.push(all[at + (all[at + 1].text === 'async' ? 3 : 2)].text);
  }
  return {name, body, imports, takes, gives};
}

function inOrder(name, done = new Map()) {
  if (done.has(name)) return done;
  const module = read(name);
  done.set(name, null);
  for (const other of module.imports) inOrder(other, done);
  done.delete(name);
  return done.set(name, module);
}

/** The names a module declares at its top: they all come to stand beside each other. */
function topNames({body}) {
  const names = [];
  let depth = 0;
  body.forEach(({text, kind}, at) => {
    depth += deeper(kind, text);
    if (depth === 0 && /^(const|let|class|function)$/.test(text)) names.push(body[at + 1].text);
  });
  return names;
}

/** What a page has, that we use, and that no name of ours may hide. */
const PAGE = new Set(`
  AbortController Array Blob Boolean BroadcastChannel CSSStyleSheet CustomEvent Date Error File
  IntersectionObserver createImageBitmap
  HTMLElement Infinity Intl JSON Map Math Number Object Promise Set String TypeError Uint8Array
  AudioContext CSS MutationObserver Notification RegExp isSecureContext ResizeObserver Symbol
  URL WebSocket addEventListener clearInterval getComputedStyle history
  decodeURI encodeURIComponent performance setInterval btoa clearTimeout console crypto customElements document fetch
  localStorage location matchMedia navigator parseInt queueMicrotask sessionStorage setTimeout
  window
`.trim().split(/\s+/));

const OBJECT_AFTER = /^([(,=:[?]|\?\?|\|\||&&|\.\.\.|return|const|let|of)$/;

/**
 * What each word is: a `name` (a variable, function, class or parameter), a `short` hand for a key
 * and a name at once, or neither (a key, a property, a method, a word of the language).
 */
function roles(body) {
  const open = [];
  return body.map(({kind, text}, at) => {
    const before = body[at - 1]?.text ?? '';
    const after = body[at + 1]?.text ?? '';
    if (kind === 'mark' && text === '{') {
      const heading = body.slice(Math.max(0, at - 4), at).map((one) => one.text);
      const isObject = OBJECT_AFTER.test(before);
      open.push(heading.includes('class') ? 'class' : isObject ? 'object' : 'block');
    } else if (kind === 'mark' && /^[([]$/.test(text)) open.push(text);
    else if (kind === 'mark' && /^[})\]]$/.test(text)) open.pop();
    else if (kind === 'template') {
      if (text.startsWith('}')) open.pop();
      if (text.endsWith('${')) open.push('${');
    }
    if (kind !== 'word' || GIVEN.has(text) || text[0] === '#') return '';
    const place = open.at(-1);
    if (before === '.' || before === '?.') return '';
    if (place === 'object' && /^[{,]$/.test(before)) {
      if (after === ':') return '';
      if (/^[,}=]$/.test(after)) return 'short';
    }
    const isHead = place === 'class'
      || (place === 'object' && /^([{,]|async|get|set)$/.test(before));
    return isHead && after === '(' ? '' : 'name';
  });
}

/** The names brought into being: by declarations, as parameters, and by patterns in either. */
function declarations(body, role) {
  const declared = new Set();
  const whole = (from) => { // up to the bracket that closes the one at `from`
    let depth = 0;
    let at = from;
    do depth += deeper(body[at].kind, body[at].text);
    while (depth > 0 && ++at);
    return at;
  };
  const pattern = (from, to) => {
    for (let at = from; at < to; at += 1) {
      if (role[at] && body[at - 1].text !== '=') declared.add(body[at].text);
    }
  };
  body.forEach(({text}, at) => {
    const before = body[at - 1]?.text ?? '';
    const after = body[at + 1]?.text ?? '';
    if (/^(const|let)$/.test(before) && /^[[{]$/.test(text)) pattern(at, whole(at));
    else if (/^(const|let|function|class)$/.test(before) || after === '=>') declared.add(text);
    else if (text === '(' && !/^(if|for|while|switch)$/.test(before)) {
      const end = whole(at);
      if (/^(=>|\{)$/.test(body[end + 1]?.text ?? '')) pattern(at, end);
    }
  });
  return declared;
}

/**
 * Gives every name of ours a short one, the same everywhere, and every `#private` name too.
 * `taken`: names that come from another file.
 */
function shorten(body, taken = []) {
  const role = roles(body);
  const declared = new Set([...declarations(body, role), ...taken]);
  const weight = new Map();
  body.forEach(({text}, at) => {
    if (text[0] === '#' || role[at]) weight.set(text, (weight.get(text) ?? 0) + 1);
  });
  const unknown = [...weight.keys()].filter(
    (name) => name[0] !== '#' && !declared.has(name) && !PAGE.has(name));
  if (unknown.length) throw new Error(`neither declared nor known of a page: ${unknown.join(' ')}`);
  const short = paint([...weight.keys()].filter((name) => !PAGE.has(name))
    .sort((one, other) => weight.get(other) - weight.get(one)), body, role, taken);
  const shortened = body.flatMap((token, at) => {
    // Nothing is given anew that was `const`: that was seen to where it was written.
    if (token.text === 'const' && token.kind === 'word') return [{...token, text: 'let'}];
    if (!role[at] && token.text[0] !== '#') return [token];
    const name = {...token, text: short.get(token.text) ?? token.text};
    return role[at] === 'short' ? [token, {kind: 'mark', text: ':'}, name] : [name];
  });
  return {shortened, short};
}

const LETTERS = 'etnrisaolcdupmhfgvbykwxzjqTEANSRIOCLDPUMHFGVBYKWXZJQ$_';

function letters(n) {
  return n < 54 ? LETTERS[n] : LETTERS[Math.floor(n / 54) - 1] + LETTERS[n % 54];
}

/**
 * Short names, the most frequent first. Each long name has one short name everywhere; two share it
 * only if no declaration at the top holds both, so that within each one the renaming is one to one.
 */
function paint(longs, body, role, taken) {
  const units = [new Set()];
  const tops = new Set(taken);
  let depth = 0;
  body.forEach(({kind, text}, at) => {
    depth += deeper(kind, text);
    if (depth === 0 && /^(const|let|class|function)$/.test(text)) {
      units.push(new Set());
      tops.add(body[at + 1].text);
    }
    if (role[at] || text[0] === '#') units.at(-1).add(text);
  });
  units.push(tops);
  const short = new Map();
  for (const long of longs) {
    const near = units.filter((unit) => unit.has(long));
    const used = new Set(near.flatMap((unit) => [...unit].map((name) => short.get(name))));
    for (let n = 0; !short.has(long); n += 1) {
      const text = (long[0] === '#' ? '#' : '') + letters(n);
      if (!used.has(text) && !GIVEN.has(text)) short.set(long, text);
    }
  }
  return short;
}

/** How many levels a token opens or closes. */
function deeper(kind, text) {
  if (kind === 'template') return (text.endsWith('${') ? 1 : 0) - (text.startsWith('}') ? 1 : 0);
  if (kind !== 'mark') return 0;
  return /^[{([]$/.test(text) ? 1 : /^[})\]]$/.test(text) ? -1 : 0;
}

/** Declarations that follow each other become one: of `let a=1;let b=2` comes `let a=1,b=2`. */
function gathered(body) {
  const declares = []; // by depth: whether the statement there is a declaration
  let depth = 0;
  return body.flatMap((token, at) => {
    const {kind, text} = token;
    const change = deeper(kind, text);
    depth += change;
    if (change > 0) declares[depth] = false;
    if (kind === 'mark' && text === ';') {
      return declares[depth] && body[at + 1]?.text === 'let' ? [{kind, text: ','}] : [token];
    }
    const begins = body[at - 1]?.text === ';' && change >= 0;
    const goesOn = begins && text === 'let' && declares[depth];
    if (begins || text === 'let') declares[depth] = kind === 'word' && text === 'let';
    return goesOn ? [] : [token];
  });
}

/** What means the same in fewer letters. */
function brief({kind, text}) {
  if (kind === 'number') return text.replace(/_/g, '').replace(/^0\./, '.');
  return kind === 'word' ? text.replace(/^true$/, '!0').replace(/^false$/, '!1') : text;
}

/** The tokens as text, with a space only where two would run together. */
function join(body) {
  let out = '';
  for (const token of gathered(body)) {
    const {kind} = token;
    const text = brief(token);
    const last = out.at(-1) ?? '';
    const runs = /[\w$]/.test(last) && /^[\w$#]/.test(text) && kind !== 'template';
    if (runs || (/[-+/]/.test(last) && text[0] === last)) out += ' ';
    const closes = /^[}\])]$/.test(text);
    if (closes && (last === ',' || (last === ';' && text === '}'))) out = out.slice(0, -1);
    out += text;
  }
  return out;
}

/** The style sheet's spaces: none are needed beside punctuation, one elsewhere. */
function squeezeStyles(css) {
  return css.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,>~]) ?/g, '$1')
    .replace(/: /g, ':').replace(/;}/g, '}').trim();
}

const HEAD = '// Packed from src/\n';

/** The modules as one body, whose top names must differ. */
function together(modules) {
  const seen = new Map();
  for (const module of modules) {
    for (const name of topNames(module)) {
      if (seen.has(name)) throw new Error(`${name} is in ${seen.get(name)} and ${module.name}`);
      seen.set(name, module.name);
    }
  }
  return modules.flatMap((module) => module.body).map((token) =>
    (token.kind === 'template' && token.text.length > 300 && token.text.endsWith('`')
      ? {...token, text: '`' + squeezeStyles(token.text.slice(1, -1)) + '`'} : token));
}

const list = (names, text) => names.map(text).join();

/** A chunk: what it takes from the widget, its own modules, and what its first module gives. */
function chunk(name, core) {
  const inside = new Set(core.map((module) => module.name));
  const modules = [...inOrder(name).values()].filter((one) => !inside.has(one.name));
  const own = new Set(modules.flatMap(topNames));
  const takes = [...new Set(modules.flatMap((one) => one.takes))].filter((one) => !own.has(one));
  const {shortened, short} = shorten(together(modules), takes);
  const head = takes.length
    ? `import{${list(takes, (one) => `${one} as ${short.get(one)}`)}}from'./widget.js';` : '';
  const gives = list(modules.at(-1).gives, (one) => `${short.get(one)} as ${one}`);
  return {takes, text: `${HEAD}${head}${join(shortened)}export{${gives}};\n`};
}

/** A script of its own and no module: a page's tag names it, and it sees that tag. */
const script = (name) =>
  `${HEAD}(()=>{'use strict';${join(shorten(together([...inOrder(name).values()])).shortened)}})();\n`;

export function pack() {
  const core = [...inOrder('widget.js').values()];
  const chunks = new Map(CHUNKS.map((name) => [name, chunk(name, core)]));
  const source = (name) => readFileSync(new URL(`src/${name}`, here), 'utf8');
  const alone = (name) => `${HEAD}${join(tokens(source(name)))}\n`;
  // English is in the widget; every other language is fetched by who reads it.
  const locales = readdirSync(new URL('src/', here)).filter((name) => /^locale-(?!en)/.test(name));
  const {shortened, short} = shorten(together(core));
  const gives = new Set(['mount', ...[...chunks.values()].flatMap((one) => one.takes)]);
  const exported = list([...gives], (one) => `${short.get(one)} as ${one}`);
  return {
    'widget.js': `${HEAD}${join(shortened)}export{${exported}};\n`,
    'chat.js': alone('chat.js'),
    'shim.js': script('shim.js'),
    ...Object.fromEntries([...chunks].map(([name, one]) => [name, one.text])),
    ...Object.fromEntries(locales.map((name) => [name, alone(name)])),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const isCheck = process.argv.includes('--check');
  for (const [name, text] of Object.entries(pack())) {
    const file = new URL(name, here);
    if (!isCheck) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(`web-static/${name} is not what src/ makes: run node web-static/pack.mjs`);
      process.exitCode = 1;
    }
  }
}
