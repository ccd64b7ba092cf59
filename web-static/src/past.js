// @ts-check
import {el, write} from './dom.js';

/** The customer's own earlier conversations: a button that leads to them, and the list of them. */

/** So many come with an answer: where as many came there may be more. */
const PAGE = 20;

/** Where a chat begins: the way to what was talked of before. */
export class Past {
  #button;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#button = el('button.secondary', {type: 'button', click: () => listPast(desk, panel)},
      desk.words.say('past'));
    element.append(this.#button);
  }

  render(/** @type {import('./state.js').State} */ {past}) {
    this.#button.hidden = !past;
  }
}

/** A sheet in the place of the conversation, which Escape and its last button take away. */
export function sheet(panel, role, /** @type {string} */ name, leave, ...parts) {
  const box = el('div.asking', {role, 'aria-labelledby': name, keydown: (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave.click();
  }}, ...parts, leave);
  panel.element.querySelector('.asking')?.remove();
  panel.element.querySelector('.head').after(box);
  return box;
}

/** What they are about, since when, and whether they are solved; a press opens one. */
export function listPast(desk, panel) {
  const {words} = desk;
  const date = new Intl.DateTimeFormat(words.region, {dateStyle: 'medium'});
  const list = el('ul.pasts', {});
  const failure = el('div.error', {role: 'alert'});
  const away = () => {
    box.remove();
    panel.entrance = undefined;
  };
  const row = ({conversation, number, started, stage, subject}) => el('li', {},
    el('button.option', {type: 'button', click: () => {
      away();
      desk.go(conversation);
      panel.focus();
    }}, el('span', {dir: 'auto'}, subject || words.say('ticket', {number: `#${number}`})),
    el('small', {}, `${date.format(started)} · ${words.say(
      /resolved|closed/.test(stage) ? 'pastSolved' : 'pastOpen')}`)));
  let before;
  const more = el('button.secondary', {type: 'button', click: () => read()}, words.say('pastMore'));
  async function read() {
    write(failure, '');
    try {
      // A subject may be no more than a number, which is said in words of `later`.
      const [{past}] = await Promise.all([desk.ask('past', {before}), desk.want('later')]);
      const rows = past.filter((one) => one.conversation !== desk.conversation()).map(row);
      list.append(...rows);
      before = past.at(-1)?.number;
      more.hidden = past.length < PAGE;
      if (list.contains(rows[0])) rows[0].firstChild.focus();
    } catch {
      more.hidden = false;
      write(failure, words.say('articleFailed'));
    }
  }
  const leave = el('button.secondary', {type: 'button', click: () => {
    away();
    panel.more.focus();
  }}, words.say('done'));
  more.hidden = true;
  const box = sheet(panel, 'dialog', 'past', leave,
    el('h3', {id: 'past'}, words.say('past')), list, failure, more);
  panel.entrance = leave;
  panel.focus();
  read();
}
