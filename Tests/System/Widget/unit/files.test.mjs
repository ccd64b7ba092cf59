import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {CHUNKS, pack, tokens} from '../../../../web-static/pack.mjs';
import {Words} from '../../../../web-static/src/words.js';
import first from '../../../../web-static/src/locale-en.js';
import {english as ofForms} from '../../../../web-static/src/form.js';
import {english as ofTeasing} from '../../../../web-static/src/teaser.js';
import {english as ofTheEnd} from '../../../../web-static/src/closing.js';

const folder = new URL('../../../../web-static/', import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), 'utf8');
const weight = (name) => gzipSync(text(name), {level: 9}).length;
/** English comes with what speaks it; every other locale is one file. */
const en = {...first, ...ofTheEnd, ...ofForms, ...ofTeasing};
const sources = readdirSync(new URL('src/', folder)).filter((name) => name.endsWith('.js'));

test('the loader weighs at most 2 kB, a first chat 20 kB, and all there is 48 kB', () => {
  const loader = weight('chat.js');
  const first = loader + weight('widget.js');
  const all = CHUNKS.reduce((sum, name) => sum + weight(name), first);
  console.log(`loader ${loader} B, first chat ${first} B, all ${all} B,`
    + ` French ${weight('locale-fr.js')} B, gzipped`);
  assert.ok(loader <= 2 * 1024, `${loader} B`);
  assert.ok(first <= 20 * 1024, `${first} B`);
  assert.ok(all <= 48 * 1024, `${all} B`);
});

test('what a first chat does not need is not in it', () => {
  for (const name of CHUNKS) {
    assert.match(text('widget.js'), new RegExp(`['/]${name.slice(0, -3)}\\b`), name);
    assert.doesNotMatch(text(name), /customElements|new WebSocket/, name);
  }
});

test('the packed files are what the sources make', () => {
  for (const [name, made] of Object.entries(pack())) {
    // Not `equal`: it would print both files.
    assert.ok(text(name) === made, `${name} is old: run node web-static/pack.mjs`);
  }
});

test('nothing in the widget can turn words into markup or code', () => {
  const banned = /^(innerHTML|outerHTML|insertAdjacentHTML|write|writeln|eval|Function|srcdoc|cookie|DOMParser|setHTML|createContextualFragment)$/;
  for (const name of sources) {
    const words = tokens(text(`src/${name}`));
    words.forEach(({kind, text: word}, at) => {
      const isOurs = word === 'write' && words[at - 1]?.text !== '.';
      assert.ok(kind !== 'word' || isOurs || !banned.test(word), `${name}: ${word}`);
    });
  }
});

test('the demo page holds nothing inline', () => {
  const page = text('index.html');
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('every locale says the same things with the same blanks, and is offered', async () => {
  const blanks = (words) => (words.match(/\{\w+\}/g) ?? []).sort().join();
  const files = sources.filter((name) => name.startsWith('locale-'));
  assert.equal(files.length, 7);
  for (const file of files) {
    const {default: words} = await import(new URL(`src/${file}`, folder));
    if (file !== 'locale-en.js') {
      assert.deepEqual(Object.keys(words).sort(), Object.keys(en).sort(), file);
    }
    for (const key of Object.keys(words)) assert.equal(blanks(words[key]), blanks(en[key]), key);
    const code = file.slice(7, 9);
    assert.equal(Words.choose(['tlh', 'd', `${code}-XX`]), code);
  }
});

test('no file is longer than 400 lines', () => {
  for (const name of [...sources.map((one) => `src/${one}`), 'pack.mjs', 'index.html']) {
    assert.ok(text(name).split('\n').length <= 401, name);
  }
});
