// @ts-check
import {SHAPES, el, icon, write} from './dom.js';

/**
 * Files beside words: picked, dropped or pasted, sent in pieces that go on after a cut, shown and
 * fetched. Pictures are drawn anew before they go, which leaves out where and with what they were
 * taken, and makes them no larger than a screen needs.
 */

SHAPES.clip = 'M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7';

export const english = {
  attach: 'Attach a file',
  sending: '{name}: {n} %',
  stop: 'Cancel',
  fileLarge: '{name} is too large: at most {limit}.',
  fileType: '{name} cannot be sent here.',
  fileFailed: '{name} was not sent.',
  fileGone: 'This file could not be fetched.',
  chooseFile: 'Choose a file',
  fileTakes: '{kinds}, at most {limit}',
};

export const css = `
.attach { inline-size: 44px; block-size: 44px; border: 0; border-radius: 15px; padding: 0; flex: none;
  background: none; color: var(--soft); display: grid; place-items: center; }
.sendings > div { display: flex; align-items: center; gap: 8px; font-size: 13px; color: var(--soft);
  overflow-wrap: anywhere; }
.sendings span { flex: 1; min-inline-size: 0; }
.sendings button { min-block-size: 44px; min-inline-size: 44px; border: 0; border-radius: 10px;
  background: none; color: var(--link); font-weight: 600; flex: none; }
.file { display: block; max-inline-size: 100%; min-block-size: 44px; padding: 10px 14px; margin-block-start: 4px;
  border: 1px solid var(--line); border-radius: 14px; background: var(--paper); color: var(--ink);
  text-align: start; overflow-wrap: anywhere; }
.file b { color: var(--link); font-weight: 600; }
.file canvas { display: block; max-inline-size: 100%; max-block-size: 240px; border-radius: 8px;
  margin-block-end: 6px; }
.takes { flex-basis: 100%; font-size: 12px; color: var(--soft); }
.panel.over { outline: 3px dashed var(--link); outline-offset: -6px; }
`;

/** Pictures are made no larger: as many pixels as a large screen is wide. */
const EDGE = 2560;
const THUMBNAIL = 480;
/** A thumbnail is fetched by itself for pictures up to so many bytes. */
const SMALL = 5 << 20;
/** Tries after a cut, ever further apart: some five minutes. */
const CUTS = 20;

const rest = (/** @type {number} */ span) => new Promise((resolve) => setTimeout(resolve, span));

/** A size as people say it. */
function sizeOf(/** @type {number} */ bytes, words) {
  const [unit, n] = bytes < 1e6 ? ['kilobyte', Math.ceil(bytes / 1e3)] : ['megabyte', bytes / 1e6];
  return new Intl.NumberFormat(words.region,
    {style: 'unit', unit, maximumFractionDigits: 1}).format(n);
}

/** A picture drawn anew, its longer edge at most so long. */
async function redrawn(/** @type {Blob} */ blob, /** @type {number} */ edge) {
  const picture = await createImageBitmap(blob);
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = el('canvas', {
    width: Math.round(picture.width * scale), height: Math.round(picture.height * scale),
  });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The picture without what stands beside its pixels; anything else as it is. */
async function cleaned(/** @type {File} */ file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const canvas = await redrawn(file, EDGE);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, file.type, 0.9));
    return blob ? new File([blob], file.name, {type: file.type}) : file;
  } catch {
    return file; // it is no picture: the desk says so
  }
}

/** The part of the composer that sends files, from when the desk takes any. */
export class Files {
  #desk;
  #list;
  #input;
  #limits;
  #conversation;

  constructor(/** @type {HTMLElement} */ form, desk, panel) {
    this.#desk = desk;
    const take = (files, event) => {
      if (!files?.length) return;
      event.preventDefault();
      for (const file of files) this.#send(file);
    };
    this.#input = el('input', {
      type: 'file', multiple: true, hidden: true,
      change: (event) => {
        take([...this.#input.files], event);
        this.#input.value = '';
      },
    });
    const button = el('button.attach', {
      type: 'button', 'aria-label': desk.words.say('attach'), click: () => this.#input.click(),
    }, icon('clip'));
    this.#list = el('div.sendings', {});
    form.prepend(this.#list);
    form.querySelector('.box')?.prepend(button, this.#input);
    form.addEventListener('paste', (event) => take(event.clipboardData?.files, event));
    const over = (isOver) => panel.element.classList.toggle('over', isOver);
    panel.element.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      over(true);
    });
    panel.element.addEventListener('dragleave', () => over(false));
    panel.element.addEventListener('drop', (event) => {
      over(false);
      take(event.dataTransfer?.files, event);
    });
  }

  render(/** @type {any} */ state) {
    this.#limits = state.files ?? this.#limits;
    this.#conversation = state.conversation;
    // A question for a file takes less than the site does.
    const asked = state.open && state.entries.findLast((one) => one.question === state.open)?.takes;
    if (asked) this.#limits = {...this.#limits, ...asked};
    this.#input.accept = this.#limits.media.join();
  }

  async #send(/** @type {File} */ original) {
    const {words} = this.#desk;
    const {name} = original;
    const gone = new AbortController();
    const said = el('span', {role: 'status'});
    const stop = el('button', {type: 'button', click: () => {
      gone.abort();
      row.remove();
    }}, words.say('stop'));
    const row = el('div', {}, said, stop);
    this.#list.append(row);
    const tell = (key, blanks = {}) => write(said, words.say(key, {name, ...blanks}));
    try {
      tell('sending', {n: 0});
      const file = await cleaned(original);
      const {largest, media} = this.#limits;
      if (!media.includes(file.type)) return tell('fileType');
      if (file.size > largest) return tell('fileLarge', {limit: sizeOf(largest, words)});
      const receipt = await this.#bring(file, gone.signal, (n) => tell('sending', {n}));
      this.#desk.order('say', {text: '', label: name, file: receipt});
      row.remove();
    } catch (problem) {
      if (gone.signal.aborted) return;
      console.warn('Frontdesk:', problem);
      tell('fileFailed');
      write(said, `${said.textContent} ${problem.message}`);
      row.prepend(said);
      stop.before(el('button', {type: 'button', click: () => {
        row.remove();
        this.#send(original);
      }}, words.say('retry')));
    }
  }

  /** Sends the pieces that are not there; after a cut the desk says which those are. */
  async #bring(/** @type {File} */ file, signal, tell) {
    const {upload, part} = await this.#desk.ask('upload', {
      conversation: this.#conversation, name: file.name, size: file.size, media: file.type,
    });
    let at = 0;
    let cuts = 0;
    while (!signal.aborted) {
      const answer = await fetch(new URL(`${upload}&at=${at}`, import.meta.url),
        {method: 'POST', body: file.slice(at, at + part), signal}).catch(() => null);
      const {status} = answer ?? {};
      if (status === 200 || status === 409) {
        const here = await answer.json();
        if (here.receipt) return here.receipt;
        ({at} = here);
        cuts = 0;
        tell(Math.floor(100 * at / file.size));
      } else if (status && status < 500) throw new Error(await answer.text());
      else if (++cuts > CUTS) throw new Error('');
      else await rest(Math.min(500 * 2 ** cuts, 20_000));
    }
    throw new Error('');
  }
}

/** What a question for a file offers: the chooser, with what it takes. */
export function askFile({takes}, desk) {
  if (!takes) return null;
  const {words} = desk;
  const kinds = takes.media.map((one) => one.replace(/^.*[/.+]/, '').toUpperCase()).join(', ');
  return el('div.options', {},
    el('button.option', {type: 'button',
      click: ({target}) => target.getRootNode().querySelector('.attach')?.click()},
    words.say('chooseFile')),
    el('p.takes', {}, words.say('fileTakes', {kinds, limit: sizeOf(takes.largest, words)})));
}

async function fetched(file, desk) {
  const {file: address} = await desk.ask('file', {conversation: desk.conversation(), file: file.id});
  const answer = await fetch(new URL(address, import.meta.url));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

/** A file of somebody's: its picture, its name, its size; a press fetches it. */
export function fileCard(file, desk) {
  const {words} = desk;
  const size = el('span', {}, sizeOf(file.size, words));
  const card = el('button.file', {type: 'button', click: () => fetched(file, desk).then((blob) => {
    const address = URL.createObjectURL(blob);
    el('a', {href: address, download: file.name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }, () => write(size, words.say('fileGone')))}, el('b', {dir: 'auto'}, file.name), ' ', size);
  if (/^image/.test(file.media) && file.size < SMALL) {
    const eye = new IntersectionObserver(([{isIntersecting}]) => {
      if (!isIntersecting) return;
      eye.disconnect();
      fetched(file, desk).then((blob) => redrawn(blob, THUMBNAIL)).then(
        (canvas) => card.prepend(canvas), () => {}); // its name is there all the same
    });
    eye.observe(card);
  }
  return card;
}
