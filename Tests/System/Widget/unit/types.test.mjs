// frontdesk.d.ts, by TypeScript's own word; and that all who name methods and events name the same.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import test from 'node:test';
import {fileURLToPath} from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (name) => readFileSync(root + name, 'utf8');

/** What the compiler says of a page, line by line: `page.ts(4,1): error TS…`. */
function compile(page) {
  const done = spawnSync('tsc', [
    '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess',
    '--target', 'es2021', '--lib', 'es2021,dom', '--moduleDetection', 'force',
    `${root}web-static/frontdesk.d.ts`, here + page,
  ], {encoding: 'utf8'});
  if (done.error) throw new Error('tsc is missing: apt-get install node-typescript');
  return done.stdout.trim().split('\n').filter(Boolean);
}

/** The names at the top of an interface of frontdesk.d.ts. */
function declared(name) {
  const [, body] = new RegExp(`interface ${name} \\{\\n([^]*?)\\n  \\}`).exec(
    read('web-static/frontdesk.d.ts'));
  return [...body.matchAll(/^    '?([\w:]+)'?[(<:]/gm)].map(([, one]) => one);
}

/** The first column of the table under a heading of docs/widget.md: the names in its code. */
function documented(heading) {
  const [, table] = new RegExp(`\n## ${heading}\n[^]*?\n\\|---[^\n]*\n([^]*?)\n\n`).exec(
    `${read('docs/widget.md')}\n\n`);
  return table.split('\n').flatMap((row) =>
    [...row.split('|')[1].matchAll(/`([\w:]+)/g)].map(([, one]) => one));
}

const quoted = (text) => [...text.matchAll(/'([\w:]+)'/g)].map(([, name]) => name);
const sorted = (names) => [...new Set(names)].sort();

test('a page that uses every method and event compiles', () => {
  assert.deepEqual(compile('page.ts'), []);
  const page = readFileSync(`${here}page.ts`, 'utf8');
  for (const name of declared('Methods')) assert.match(page, new RegExp(`Frontdesk\\.${name}\\(`));
  for (const name of declared('Events')) assert.match(page, new RegExp(`^  '?${name}'?: \\(`, 'm'));
});

test('a page with mistakes is told of each of them', () => {
  const lines = readFileSync(`${here}mistakes.ts`, 'utf8').split('\n');
  const wrong = lines.flatMap((line, at) => (line.endsWith('; // refused') ? [at + 1] : []));
  const told = compile('mistakes.ts').map((line) => Number(/\.ts\((\d+),/.exec(line)?.[1]));
  assert.deepEqual(sorted(told.filter(Boolean)), sorted(wrong));
});

test('methods have the same names in the widget, its types and the guide', async () => {
  const told = [];
  globalThis.CustomEvent ??= class { constructor(name) { this.type = name; } };
  globalThis.document = {dispatchEvent: (event) => told.push(event.type)};
  globalThis.window = {Frontdesk: []};
  const {API} = await import(`${root}web-static/src/api.js`);
  new API({}).takeOver();
  assert.deepEqual(told, ['frontdesk:ready']);
  const there = Object.keys(window.Frontdesk).filter((name) => name !== 'push');
  assert.deepEqual(sorted(declared('Methods')), sorted(there));
  assert.deepEqual(sorted(documented('Methods')), sorted(there));
  for (const name of there) assert.ok(read('web-static/README.md').includes('`' + name), name);
});

test('events have the same names in the widget, its types and the guide', () => {
  const source = readdirSync(`${root}web-static/src`).filter((name) => name.endsWith('.js'))
    .map((name) => read(`web-static/src/${name}`)).join('\n');
  const there = [...source.matchAll(/\.emit\(([^,()]*)/g)].flatMap(([, first]) =>
    // Of `by === 'customer' ? 'message:sent' : 'message:received'` what is chosen from.
    [...first.replace(/^.*===[^?]*\?/, '').matchAll(/'([\w:]+)'/g)].map(([, name]) => name));
  // The one that is told by a name that is worked out: the line's state.
  assert.equal([...source.matchAll(/\.emit\(status\)/g)].length, 1);
  there.push('online', 'offline');
  assert.ok(there.length > 10);
  assert.deepEqual(sorted(declared('Events')), sorted(there));
  assert.deepEqual(sorted(documented('Events')), sorted(there));
  for (const name of there) assert.ok(read('web-static/README.md').includes('`' + name), name);
  const [, heard] = /const EVENTS = \[([^]*?)\];/.exec(read('web-static/demo/workbench.js'));
  assert.deepEqual(sorted(quoted(heard)), sorted(there));
});

test('the workbench offers every language that the widget speaks', () => {
  const [, offered] = /const LANGUAGES = \[([^]*?)\];/.exec(read('web-static/demo/workbench.js'));
  const spoken = readdirSync(`${root}web-static/src`)
    .flatMap((name) => /^locale-(\w+)\.js$/.exec(name)?.[1] ?? []);
  assert.deepEqual(sorted(quoted(offered)), sorted(spoken));
});
