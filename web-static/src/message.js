// @ts-check
import {el, icon, plain, rich, write} from './dom.js';

/**
 * One entry of the conversation as an element: words, the bot's offers, or what happened.
 *
 * @typedef {import('./state.js').Said} Said
 * @typedef {import('./state.js').Notice} Notice
 * @typedef {import('./state.js').Order} Order
 * @typedef {{words: import('./words.js').Words, choose: (question: string, option: any) => void,
 *   fill: (question: string, fields: Object, text: string) => void,
 *   article: (id: string) => Promise<{title: string, text: string}>, number: () => number | null,
 *   go: (conversation: string) => void, dismiss: (order: Order) => void, edit: (order: Order) => void}} Desk
 */

/** @param {Said} entry @param {Desk} desk @param {boolean} follows the same speaker goes on */
export function message(entry, desk, follows) {
  const {words} = desk;
  const mine = entry.by === 'customer';
  const when = el('time.when', {datetime: new Date(entry.at).toISOString()},
    words.time(entry.at));
  const form = entry.form?.length && entry.question && el('div', {}, words.say('loading'));
  const row = el(`div.row.${entry.by}${follows ? '.follows' : ''}`, {},
    !mine && avatar(entry),
    el('div.said', {},
      el(mine || follows ? 'div.unseen' : 'div.who', {},
        el('b', {}, speaker(entry, words)), ' ', !mine && when),
      el('div.bubble', {dir: 'auto'},
        mine ? plain(entry.text) : rich(entry.text)),
      ...(entry.cards ?? []).map((card) => articleCard(card, desk)),
      form,
      entry.options?.length && entry.question && options(entry, desk),
      mine && when));
  if (entry.question) row.dataset.question = entry.question;
  if (form) {
    import('./form.js').then(({offerForm}) => {
      form.replaceWith(offerForm(el, write, entry, desk));
      settleQuestion(row, !row.classList.contains('closed'));
    }, () => write(form, words.say('articleFailed')));
  }
  return row;
}

const speaker = (entry, words) =>
  (entry.by === 'customer' ? words.say('you')
    : entry.by === 'bot' ? words.say('bot') : entry.name || words.say('agent'));

export function avatar(/** @type {{by?: string, name?: string}} */ entry) {
  const face = entry.by === 'agent' && entry.name
    ? entry.name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? '').join('')
    : icon('bot');
  return el(`div.avatar.${entry.by}`, {'aria-hidden': 'true'}, face);
}

function options(entry, desk) {
  return el('div.options', {role: 'group', 'aria-label': entry.text.slice(0, 120)},
    ...entry.options.map((option) => el('button.option', {
      type: 'button', 'data-option': option.id, dir: 'auto',
      click: () => desk.choose(entry.question, option),
    }, option.label)));
}

/** Buttons and fields work while their question is open; afterwards they show what was answered. */
export function settleQuestion(/** @type {HTMLElement} */ row, isOpen, chosen) {
  for (const control of /** @type {NodeListOf<HTMLButtonElement>} */ (
    row.querySelectorAll('.option, .form input, .form textarea, .form button'))) {
    control.disabled = !isOpen;
    if (control.dataset.option) {
      control.classList.toggle('chosen', control.dataset.option === chosen);
    }
  }
  row.classList.toggle('closed', !isOpen);
}

/** An article that opens in place: its best lines are here, the whole is fetched when wanted. */
function articleCard(card, desk) {
  const {words} = desk;
  const excerpt = () => plain(card.text);
  const text = el('div.text', {dir: 'auto'}, excerpt());
  const failure = el('div.error', {role: 'status'});
  const button = el('button.more', {type: 'button', click: toggle});
  let whole = '';
  show(false);
  return el('div.card', {},
    el('div.name', {dir: 'auto'}, icon('article'), el('h3', {}, card.title)),
    text, failure, button);

  async function toggle() {
    const opens = button.getAttribute('aria-expanded') === 'false';
    write(failure, '');
    if (opens && !whole) {
      write(button, words.say('loading'));
      try {
        whole = (await desk.article(card.article)).text;
      } catch {
        show(false); // no connection, or no answer: pressing again retries
        return write(failure, words.say('articleFailed'));
      }
    }
    text.replaceChildren(opens ? rich(whole, 'h4') : excerpt());
    show(opens);
  }

  function show(isOpen) {
    const hint = words.say(isOpen ? 'less' : 'article');
    button.setAttribute('aria-expanded', String(isOpen));
    button.setAttribute('aria-label', `${hint}: ${card.title}`);
    write(button, hint);
  }
}

/** The customer's own words that the record does not show yet. */
export function unsent(/** @type {Order} */ order, /** @type {Desk} */ desk) {
  const {words} = desk;
  const text = order.text ?? order.label ?? '';
  const row = el('div.row.customer', {'data-cid': order.cid},
    el('div.said', {},
      el('div.unseen', {}, words.say('you')),
      el('div.bubble', {dir: 'auto'}, plain(text)),
      el('div.when.fate', {})));
  settleUnsent(row, order, desk);
  return row;
}

/** Says what became of an unsent message; a refusal stays, with the reason and ways to go on. */
export function settleUnsent(/** @type {HTMLElement} */ row, order, desk) {
  const {words} = desk;
  const fate = /** @type {HTMLElement} */ (row.querySelector('.fate'));
  row.classList.toggle('refused', Boolean(order.code));
  row.classList.toggle('waiting', !order.code && !order.acked);
  if (!order.code) return write(fate, order.acked ? '' : words.say('pending'));
  if (fate.childElementCount) return;
  const text = order.text ?? order.label ?? '';
  const why = order.code === 'session_lost' ? words.say('refusedLost') : order.why ?? '';
  const copied = el('span.unseen', {role: 'status'});
  fate.replaceChildren(
    el('strong', {}, words.say('refused')), why && ` · ${why}`,
    el('div.remedies', {},
      order.do === 'say' && el('button', {type: 'button', click: () => desk.edit(order)},
        words.say('edit')),
      el('button', {type: 'button', click: async (event) => {
        await navigator.clipboard.writeText(text);
        write(event.target, words.say('copied'));
        write(copied, words.say('copied'));
      }}, words.say('copy')),
      el('button', {type: 'button', click: () => desk.dismiss(order)}, words.say('discard'))),
    copied);
}

/** What happened, between what was said. */
export function notice(/** @type {Notice} */ entry, /** @type {Desk} */ desk) {
  if (entry.what === 'promised') return promise(entry, desk);
  if (entry.what === 'linked') {
    return el('button.secondary', {type: 'button', click: () => desk.go(entry.other)},
      desk.words.say('ticket', {number: `#${entry.number}`}));
  }
  const shape = entry.what === 'resolved' || entry.what === 'rated' ? 'check' : null;
  return el(`div.notice.${entry.what}`, {},
    shape && icon(shape), el('span', {dir: 'auto'}, noticeText(entry, desk.words)));
}

export function noticeText(/** @type {Notice} */ entry, words) {
  const {name, by, reason} = entry;
  switch (entry.what) {
    case 'queued': return words.say(
      reason === 'failed' || reason === 'bot_error' ? 'queuedFailed' : 'queued');
    case 'released': return words.say(
      reason === 'vanished' ? 'releasedVanished' : 'released', {name});
    case 'resolved': return words.say(
      by === 'agent' ? 'resolvedBy' : by === 'customer' ? 'resolvedYou' : 'resolved', {name});
    case 'promised': return words.say('replyBy', {time: words.moment(entry.reply_by)});
    case 'rated': return `${words.say('rated')} · ${entry.score}/5`;
    default: return words.say(entry.what, {name});
  }
}

/** The ticket's card: whose it is, and, once its moment has gone by unanswered, that it is late. */
export function settlePromise({row, entry}, {email}, isLate, /** @type {Desk} */ desk) {
  const {words} = desk;
  write(row.querySelector('strong'),
    words.say('ticket', {number: `#${desk.number() ?? ''}`}) + (email ? ` · ${email}` : ''));
  if (isLate) {
    write(row.querySelector('b'), words.say('replyLate', {time: words.moment(entry.reply_by)}));
  }
}

function promise(entry, desk) {
  const {words} = desk;
  const reason = {closed: 'promisedClosed', empty: 'promisedEmpty'}[entry.reason ?? '']
    ?? 'promisedUnanswered';
  return el('div.ticket', {},
    icon('ticket'),
    el('div', {},
      el('strong', {}, words.say('ticket', {number: `#${desk.number() ?? ''}`})),
      el('p', {}, `${words.say(reason)} `, el('b', {}, noticeText(entry, words)), '.'),
      el('p.soft', {}, words.say('promisedKeep'))));
}
