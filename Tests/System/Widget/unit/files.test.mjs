import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {pack, tokens} from '../../../../web-static/pack.mjs';
import {Words} from '../../../../web-static/src/words.js';
import en from '../../../../web-static/src/locale-en.js';

const folder = new URL('../../../../web-static/', import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), 'utf8');
const weight = (name) => gzipSync(text(name), {level: 9}).length;
const sources = readdirSync(new URL('src/', folder)).filter((name) => name.endsWith('.js'));

test('the loader weighs at most 2 kB, all that a chat needs at most 20 kB', () => {
  const loader = weight('chat.js');
  const all = loader + weight('widget.js');
  console.log(`loader ${loader} B, all ${all} B, French ${weight('locale-fr.js')} B, gzipped`);
  assert.ok(loader <= 2 * 1024, `${loader} B`);
  assert.ok(all <= 20 * 1024, `${all} B`);
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
    assert.deepEqual(Object.keys(words), Object.keys(en), file);
    for (const key of Object.keys(en)) assert.equal(blanks(words[key]), blanks(en[key]), key);
    const code = file.slice(7, 9);
    assert.equal(Words.choose(['tlh', 'd', `${code}-XX`]), code);
  }
});

test('no file is longer than 400 lines', () => {
  for (const name of [...sources.map((one) => `src/${one}`), 'pack.mjs', 'index.html']) {
    assert.ok(text(name).split('\n').length <= 401, name);
  }
});
