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
import {shorten} from './pack-names.mjs';
import {GIVEN, deeper, tokens} from './pack-tokens.mjs';

const here = new URL('.', import.meta.url);

/** What is fetched when it is first wanted, each with the modules that only it needs. */
export const CHUNKS = [
  'alerts.js', 'menu.js', 'reception.js',
  'files.js', 'later.js', 'looks.js', 'poll.js', 'signing.js', 'closing.js', 'form.js', 'trouble.js',
  'consent.js', 'cover.js', 'history.js', 'module.js', 'paste.js', 'teaser.js',
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

/** A parameter that is alone needs no brackets: of `(a)=>b` comes `a=>b`. */
function bare(body) {
  const isAlone = (at) => body[at]?.text === '(' && body[at + 1]?.kind === 'word'
    && body[at + 2]?.text === ')' && body[at + 3]?.text === '=>' && body[at - 1]?.text !== 'async';
  return body.filter((_, at) => !isAlone(at) && !isAlone(at - 2));
}

/** What means the same in fewer letters. */
function brief({kind, text}) {
  if (kind === 'number') return text.replace(/_/g, '').replace(/^0\./, '.');
  return kind === 'word' ? text.replace(/^true$/, '!0').replace(/^false$/, '!1') : text;
}

/** The tokens as text, with a space only where two would run together. */
function join(body) {
  let out = '';
  for (const token of gathered(bare(body))) {
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
  return {takes, text: `${head}${join(shortened)}export{${gives}};\n`};
}

/** A script of its own and no module: a page's tag names it, and it sees that tag. */
const script = (name) =>
  `(()=>{'use strict';${join(shorten(together([...inOrder(name).values()])).shortened)}})();\n`;

export function pack() {
  const core = [...inOrder('widget.js').values()];
  const chunks = new Map(CHUNKS.map((name) => [name, chunk(name, core)]));
  const source = (name) => readFileSync(new URL(`src/${name}`, here), 'utf8');
  const alone = (name) => `${join(tokens(source(name)))}\n`;
  // English is in the widget; every other language is fetched by who reads it.
  const locales = readdirSync(new URL('src/', here)).filter((name) => /^locale-(?!en)/.test(name));
  const {shortened, short} = shorten(together(core));
  const gives = new Set(['mount', ...[...chunks.values()].flatMap((one) => one.takes)]);
  const exported = list([...gives], (one) => `${short.get(one)} as ${one}`);
  return {
    'widget.js': `${join(shortened)}export{${exported}};\n`,
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
