// @ts-check
import {el} from './dom.js';
import {avatar} from './message.js';

/**
 * How the desk stands, where a chat begins: whether people are there, when, how soon they answer, who
 * they are; and their photos, wherever they speak. Fetched when the desk tells of it.
 */

export const english = {
  openNow: 'We are open now',
  openUntil: 'Open now, until {time}',
  closedNow: 'We are closed now',
  closedUntil: 'Closed now. We are back: {time}',
  allBusy: 'Nobody is free right now. Write to us, the answer comes here.',
  usual: 'Usual answering time: {span}',
  hours: 'Opening hours',
  hoursZone: 'Time zone: {zone}',
  dayClosed: 'closed',
  hereNow: 'Here now: {names}',
};

/** A Monday, at midnight UTC. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const MINUTE = 60_000;
const HOUR = 60;

export class Reception {
  #element;
  #desk;
  #panel;
  #box;
  #shown;
  #whole;
  #asked;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#element = element;
    this.#desk = desk;
    this.#panel = panel;
    // People come and go while one reads: it is there to be looked at, and interrupts nobody.
    this.#box = el('div.reception', {'aria-live': 'off'});
    element.append(this.#box);
    // A face and the greeting are there as a whole or not at all: half of one looks broken.
    this.#whole = new IntersectionObserver((seen) => seen.forEach(({target, intersectionRatio}) =>
      target.classList.toggle('cut', intersectionRatio < .99)),
    {root: panel.transcript.log, threshold: .99});
    for (const part of element.querySelectorAll('.icon, strong')) this.#whole.observe(part);
    this.#asked = new Set();
  }

  render(/** @type {import('./state.js').State} */ state) {
    const {reception, conversation} = state;
    const what = JSON.stringify(reception);
    if (what !== this.#shown) {
      this.#shown = what;
      for (const face of reception?.faces ?? []) learn(face);
      const faces = reception?.faces?.length && this.#faces(reception.faces);
      this.#element.querySelector(':scope > .faces')?.remove();
      if (faces) {
        this.#element.prepend(faces);
        this.#whole.observe(faces);
      }
      this.#element.classList.toggle('faced', Boolean(faces));
      this.#element.classList.toggle('received', Boolean(reception));
      this.#box.replaceChildren(...reception ? this.#parts(reception) : []);
    }
    this.#show(conversation, state.agent);
  }

  #parts({open, there, changes, zone, hours, answers_in}) {
    const {words} = this.#desk;
    const time = changes && (changes - Date.now() < DAY / 2 ? words.time(changes)
      : words.moment(changes));
    const how = words.say((open ? 'open' : 'closed') + (changes ? 'Until' : 'Now'), {time});
    const span = answers_in && spanOf(answers_in, words);
    const sign = [el(`i.${open && there ? 'on' : 'off'}`, {}), el('span', {}, how)];
    const usual = open && (there ? span && words.say('usual', {span}) : words.say('allBusy'));
    return [
      hours?.some((day) => day.length)
        ? el('details', {}, el('summary', {click: () => this.#hold()}, ...sign,
          el('span.unseen', {}, `, ${words.say('hours')}`)), el('h3', {}, words.say('hours')),
          el('dl', {}, ...hours.flatMap((spans, day) => [
            el('dt', {}, format(words, {weekday: 'long'}, MONDAY + day * DAY)),
            el('dd', {}, spans.map((one) => spanOfDay(one, words)).join(', ')
              || words.say('dayClosed'))])),
          el('p', {}, words.say('hoursZone', {zone: zoneName(zone ?? 'UTC', words)})))
        : el('p.how', {}, ...sign),
      usual && el('p', {}, usual),
    ].filter(Boolean);
  }

  /** What is read here stays: nobody reads the end of the conversation now. */
  #hold() {
    this.#panel.transcript.atEnd = false;
  }

  #faces(faces) {
    const {words} = this.#desk;
    const names = new Intl.ListFormat(words.language, {type: 'conjunction'})
      .format(faces.map(({name}) => name));
    return el('div.faces', {role: 'img', 'aria-label': words.say('hereNow', {names}), title: names},
      ...faces.map((face) => avatar({by: 'agent', ...face})));
  }

  /** Photos in the place of initials; of agents who are not known here the desk is asked once. */
  #show(conversation, name) {
    const root = this.#panel.element;
    const head = root.querySelector('.face .agent');
    const named = name && [...known.values()].find((one) => one.name === name);
    if (head && named) head.dataset.agent = named.agent;
    for (const place of root.querySelectorAll('.avatar[data-agent]:not(.photo)')) {
      const face = known.get(place.dataset.agent);
      if (face?.photo) draw(place, face.photo);
      else if (!face && conversation && !this.#asked.has(place.dataset.agent)) {
        this.#asked.add(place.dataset.agent);
        this.#ask(conversation);
      }
    }
  }

  async #ask(conversation) {
    const {faces} = await this.#desk.ask('faces', {conversation}).catch(() => ({faces: []}));
    if (!faces.length) return;
    faces.forEach(learn);
    this.#show(conversation, this.#desk.state().agent);
  }
}

/** @type {Map<string, {agent: string, name: string, photo?: string}>} */
const known = new Map();

const learn = (face) => known.set(face.agent, face);

/** @type {Map<string, Promise<ImageBitmap>>} */
const pictures = new Map();

/**
 * Fetched like all else, and drawn: a page's policy needs no source of images for it, and no address is
 * told of the page. What cannot be fetched leaves the initials.
 */
async function draw(/** @type {HTMLElement} */ place, /** @type {string} */ photo) {
  place.classList.add('photo');
  if (!pictures.has(photo)) {
    pictures.set(photo, fetch(new URL(photo, import.meta.url), {referrerPolicy: 'no-referrer'})
      .then((answer) => answer.blob()).then((blob) => createImageBitmap(blob)));
  }
  try {
    const picture = await pictures.get(photo);
    const edge = Math.min(picture.width, picture.height);
    const canvas = el('canvas', {width: 96, height: 96});
    canvas.getContext('2d').drawImage(picture, (picture.width - edge) / 2,
      (picture.height - edge) / 2, edge, edge, 0, 0, 96, 96);
    place.replaceChildren(canvas);
  } catch {
    pictures.delete(photo); // another page asks again
  }
}

const format = (words, options, at, zone = 'UTC') =>
  new Intl.DateTimeFormat(words.region, {...options, timeZone: zone}).format(at);

const spanOfDay = ([from, to], words) => [from, to].map((minute) =>
  format(words, {hour: 'numeric', minute: '2-digit'}, MONDAY + minute * MINUTE)).join('–');

function zoneName(zone, words) {
  try {
    return new Intl.DateTimeFormat(words.region, {timeZone: zone, timeZoneName: 'longGeneric'})
      .formatToParts().find(({type}) => type === 'timeZoneName').value;
  } catch {
    return zone; // newer than this browser
  }
}

/** Said roughly, and never less than it was. */
function spanOf(/** @type {number} */ span, words) {
  const minutes = Math.max(1, Math.ceil(span / MINUTE));
  const [unit, n] = minutes < 90 ? ['minute', minutes]
    : minutes < 36 * HOUR ? ['hour', Math.ceil(minutes / HOUR)] : ['day', Math.ceil(minutes / HOUR / 24)];
  return new Intl.NumberFormat(words.region, {style: 'unit', unit, unitDisplay: 'long'}).format(n);
}

/** How it looks: beside the widget's own sheet. */
export const css = `
.reception { display: grid; justify-items: center; gap: 2px; font-size: 13px; }
.welcome.faced > .icon, .welcome.received > p { display: none; }
.reception i { inline-size: 9px; block-size: 9px; border-radius: 5px; border: 2px solid var(--soft); flex: none; }
.reception i.on { background: #1a8a4a; border-color: #1a8a4a; }
.reception :is(summary, .how) { display: flex; gap: 7px; align-items: center; justify-content: center;
  color: var(--ink); min-block-size: 32px; }
.reception summary { cursor: pointer; border-radius: 8px; padding-inline: 8px; }
.reception summary::after { content: ""; inline-size: 6px; block-size: 6px; border: solid var(--link);
  border-width: 0 2px 2px 0; transform: translateY(-2px) rotate(45deg); flex: none; }
.reception [open] summary::after { transform: translateY(2px) rotate(225deg); }
.reception :is(h3, dl, details p) { margin-block-end: 6px; }
.reception h3 { font-size: 13px; color: var(--ink); }
.reception dl { display: grid; grid-template-columns: auto auto; gap: 3px 16px; margin-block-start: 0;
  justify-content: center; text-align: start; color: var(--ink); }
.reception dd { margin: 0; }
.faces { display: flex; margin-block-end: 4px; }
.welcome > * { transition: opacity .15s; }
.welcome > .cut { opacity: 0; }
/* What scrolls away fades where there is nothing at first, and is not cut by the header. */
.log:not(:focus-visible) { mask: linear-gradient(#0000, #000 16px); }
.faces .avatar { inline-size: 48px; block-size: 48px; font-size: 16px; background: var(--raised);
  box-shadow: 0 0 0 3px var(--paper); }
.faces .avatar + .avatar { margin-inline-start: -10px; }
.photo canvas { inline-size: 100%; block-size: 100%; border-radius: 50%; display: block; }
.photo { overflow: hidden; }
@media (forced-colors: active) { .reception i.on { background: Highlight; } }
`;
