import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {tokens} from '../../../../web-static/pack-tokens.mjs';
import {CHUNKS, pack} from '../../../../web-static/pack.mjs';
import {Words} from '../../../../web-static/src/words.js';
import first from '../../../../web-static/src/locale-en.js';
import {english as ofFiles} from '../../../../web-static/src/files.js';
import {english as ofForms} from '../../../../web-static/src/form.js';
import {english as ofPastes} from '../../../../web-static/src/paste.js';
import {english as ofTrouble} from '../../../../web-static/src/trouble.js';
import {english as ofTeasing} from '../../../../web-static/src/teaser.js';
import {english as ofConsent} from '../../../../web-static/src/consent.js';
import {english as ofTheMenu} from '../../../../web-static/src/menu.js';
import {english as ofReception} from '../../../../web-static/src/reception.js';
import {english as ofTheEnd} from '../../../../web-static/src/closing.js';
import {laterWords} from '../../../../web-static/src/later-words.js';

const folder = new URL('../../../../web-static/', import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), 'utf8');
const weight = (name) => gzipSync(text(name), {level: 9}).length;
/** English comes with what speaks it; every other locale is one file. */
const en = {...first, ...laterWords, ...ofTheEnd, ...ofFiles, ...ofForms, ...ofTeasing, ...ofConsent,
  ...ofTheMenu, ...ofReception, ...ofPastes, ...ofTrouble};
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
    const users = ['widget.js', ...CHUNKS].filter((one) => one !== name).map(text).join();
    // Not `match`: it would print them all.
    assert.ok(new RegExp(`['/]${name.slice(0, -3)}\\b`).test(users), name);
    assert.ok(!/customElements|new WebSocket/.test(text(name)), name);
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

const locales = () => Promise.all(sources.filter((name) => name.startsWith('locale-')).map(
  async (file) => ({
    code: file.slice('locale-'.length, -'.js'.length),
    words: (await import(new URL(`src/${file}`, folder))).default,
  })));
const FORM = /_(zero|one|two|few|many|other)$/;
const blanks = (words) => [...new Set(words.match(/\{\w+\}/g))].sort().join();

test('every locale says the same things, and is offered', async () => {
  const said = (words) => [...new Set(Object.keys(words)
    .filter((key) => key !== 'dir').map((key) => key.replace(FORM, '_')))].sort();
  const all = await locales();
  assert.equal(all.length, 18);
  for (const {code, words} of all) {
    if (code !== 'en') assert.deepEqual(said(words), said(en), code);
    for (const [key, text] of Object.entries(words)) {
      assert.ok(text.trim() === text && text, `${code} ${key}`);
    }
    assert.equal(Words.choose(['tlh', 'd', 'e', 'n|a', '', null, `${code}-XX`]), code);
  }
  assert.equal(Words.choose(['zh-TW', 'de']), 'zh');
  assert.equal(Words.choose(['zh-Hant-HK']), 'zh');
  assert.equal(Words.choose(['cy', 'tlh']), 'en');
});

test('every locale has the plural forms of its language, each with its number', async () => {
  for (const {code, words} of await locales()) {
    const rules = new Intl.PluralRules(code);
    for (const key of ['unread', 'wait']) {
      if (code === 'en' && key === 'wait') continue; // comes with a chunk
      const forms = Object.keys(words).filter((one) => one.replace(FORM, '') === key)
        .map((one) => one.slice(key.length + 1));
      const needed = new Set(Array.from({length: 200}, (_, n) => rules.select(n)));
      for (const form of needed) assert.ok(forms.includes(form), `${code}: no ${key}_${form}`);
      for (const form of forms) {
        assert.ok(rules.resolvedOptions().pluralCategories.includes(form), `${code} ${form}`);
        // "Two messages" needs no 2; a form that is said of 1, 21 and 31 does.
        const many = Array.from({length: 200}, (_, n) => n).filter((n) => rules.select(n) === form);
        if (many.length !== 1) assert.match(words[`${key}_${form}`], /\{n\}/, `${code} ${form}`);
      }
    }
  }
});

test('every locale fills the same blanks', async () => {
  for (const {code, words} of await locales()) {
    for (const [key, text] of Object.entries(words)) {
      if (FORM.test(key) || key === 'dir') continue;
      // What is under the title may name the number, and stands alone then.
      const given = /^in_/.test(key) ? text.replace(/ · \S*\{number\}\S*$/, '') : text;
      assert.equal(blanks(given), blanks(en[key]), `${code} ${key}`);
    }
  }
});

test('a locale says which way its language is read, and keeps what is read the other way apart',
  async () => {
    for (const {code, words} of await locales()) {
      const locale = new Intl.Locale(code);
      const {direction} = locale.getTextInfo?.() ?? locale.textInfo;
      assert.equal(words.dir ?? first.dir, direction, code);
      for (const [key, text] of Object.entries(words)) {
        const opened = text.match(/[\u2066\u2068]/g)?.length ?? 0;
        assert.equal(text.match(/\u2069/g)?.length ?? 0, opened, `${code} ${key}`);
        if (direction === 'ltr') assert.equal(opened, 0, `${code} ${key}`);
        else assert.doesNotMatch(text, /(^|[^\u2068])\{name\}|(^|[^\u2066])\{limit\}( MB|\.)/, key);
        // Numbers with a sign turn round beside Arabic letters, not beside Hebrew ones.
        if (code === 'ar') assert.doesNotMatch(text, /(^|[^\u2066])\{number\}/, key);
      }
    }
  });

test('no file is longer than 400 lines', () => {
  for (const name of [...sources.map((one) => `src/${one}`), 'pack.mjs', 'pack-names.mjs', 'pack-tokens.mjs', 'index.html']) {
    assert.ok(text(name).split('\n').length <= 401, name);
  }
});
