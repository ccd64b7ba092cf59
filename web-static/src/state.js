// @ts-check
/**
 * What the customer's screen knows, as a pure function of what arrived.
 *
 * `reduce(state, frame)` takes the server's frames as `docs/protocol.md` has them, and a few of our
 * own (`link`, `ordered`, `dismissed`, `read`). It never mutates, never fails on a frame that it
 * does not know, and touches neither clock nor page: frames that need the time bring it as `now`.
 *
 * @typedef {{id: string, label: string}} Option
 * @typedef {{article: string, title: string, text: string}} Card
 * @typedef {{id: string, label: string, kind: string, required?: boolean}} Field
 * @typedef {{kind: 'said', seq: number, at: number, by: string, name?: string, text: string,
 *   question?: string, options?: Option[], cards?: Card[], form?: Field[],
 *   answer?: {question: string, option?: string, fields?: Object}}} Said
 * @typedef {{kind: 'notice', seq: number, at: number, what: string, name?: string, by?: string,
 *   reason?: string, reply_by?: number, score?: number}} Notice
 * @typedef {Said | Notice} Entry
 * @typedef {{cid: string, do: string, conversation?: string | null, text?: string,
 *   question?: string, option?: string, label?: string, fields?: Object, score?: number,
 *   comment?: string, name?: string, email?: string, language?: string, page?: string,
 *   order: string, after: number, at: number, seq?: number, acked?: boolean, code?: string,
 *   why?: string}} Order
 * @typedef {'none' | 'bot' | 'waiting' | 'agent' | 'promised' | 'resolved'} Stage
 * @typedef {{status: 'idle' | 'connecting' | 'online' | 'offline' | 'refused', retryAt?: number,
 *   why?: string}} Link
 * @typedef {{epoch: string | null, conversation: string | null, number: number | null, seq: number,
 *   entries: Entry[], dropped: number, pending: Order[], stage: Stage,
 *   agent: string | null, place: {position: number, from?: number, wait?: number} | null,
 *   replyBy: number | null, email: string | null,
 *   open: string | null, surveyed: boolean, rated: number | null,
 *   typing: {name: string, until: number} | null, link: Link, caughtUp: boolean,
 *   textLimit: number, read: number, busyUntil: number,
 *   held: boolean, first: number, seen: number, crowded: boolean}} State
 */

/** How many entries are held; older ones are dropped and counted. The screen draws the latest. */
export const ENTRY_LIMIT = 12_000;

/** How long a `typing` is believed: the protocol sends at most one a second. */
const TYPING_SPAN = 5000;

/** What one conversation knows, before its first event. */
const untouched = {
  number: null, seq: 0, entries: [], dropped: 0, stage: 'none', agent: null,
  place: null, replyBy: null, email: null, open: null, surveyed: false, rated: null, typing: null,
  caughtUp: false, goesOn: '', held: false, first: 1, seen: 0,
};

/** @returns {State} */
export function blank() {
  return /** @type {State} */ ({
    ...untouched, epoch: null, conversation: null, pending: [], link: {status: 'idle'},
    textLimit: 4000, read: 0, busyUntil: 0, crowded: false,
  });
}

/** @param {State} state @param {any} frame @returns {State} */
export function reduce(state, frame) {
  switch (frame.type) {
    case 'welcome': return welcome(state, frame);
    case 'event': return event(state, frame);
    case 'events': return events(state, frame.frames);
    case 'tail': return ours(state, frame) ? tail(state, frame) : state;
    case 'past': return ours(state, frame) ? past(state, frame) : state;
    case 'caught_up': return ours(state, frame) ? {...state, caughtUp: true} : state;
    case 'reset': return ours(state, frame) ? {...state, ...untouched} : state;
    case 'ack': return ack(state, frame);
    case 'nack': return nack(state, frame);
    case 'typing': return typing(state, frame);
    case 'place': return place(state, frame);
    case 'link': return {...state, link: frame.link};
    case 'ordered': return ordered(state, frame.order);
    case 'dismissed': return without(state, frame.cid);
    // Another ticket of the customer's: split from this, what it was split from, or an earlier one.
    case 'go': return go(state, frame);
    // Ours, and how far the other side has read.
    case 'read': return frame.by
      ? ours(state, frame) ? {...state, seen: Math.max(state.seen, frame.seq)} : state
      : {...state, read: Math.max(state.read, frame.seq)};
    case 'reception': return {...state, reception: frame};
    case 'forgotten': return {...blank(), link: state.link, textLimit: state.textLimit};
    default: return state;
  }
}

/** Orders still to be shown as the customer's own words: those the record does not show yet. */
export function unseen(/** @type {State} */ state) {
  return state.pending.filter(
    (order) => hasWords(order) && !(order.seq && order.seq <= state.seq));
}

/** Whether the order is something the customer said, and so must not vanish from the screen. */
export const hasWords = (/** @type {Order} */ order) => /^(say|choose|fill)$/.test(order.do);

/** What others said since the customer last looked. */
export function unread(/** @type {State} */ state) {
  return state.entries.filter(
    (entry) => entry.seq > state.read && entry.kind === 'said' && entry.by !== 'customer').length;
}

/** The question whose buttons may be pressed, if nothing was pressed yet. */
export function openQuestion(/** @type {State} */ state) {
  const answered = state.pending.some((order) => order.question === state.open && !order.code);
  return answered ? null : state.open;
}

const ours = (state, frame) => frame.conversation === state.conversation;

function welcome(state, frame) {
  const conversation = frame.conversation ?? null;
  // Of another history of the record nothing that is known here need be true.
  const same = conversation === state.conversation
    && (!state.epoch || state.epoch === frame.epoch);
  return {
    ...state, ...(same ? {} : {...untouched, read: state.conversation ? 0 : state.read}),
    conversation, epoch: frame.epoch, files: frame.files, textLimit: frame.text_limit ?? state.textLimit,
    reception: frame.reception, eraseAfter: frame.erase_after, past: frame.past, mail: frame.mail,
    latest: conversation, isChosen: false,
    pending: conversation ? addressed(state.pending, conversation) : state.pending,
  };
}

const go = (state, {conversation}) => ({...state, ...untouched, read: 0, conversation,
  isChosen: conversation !== state.latest});

/** Words written before the conversation was known go to it, unless another is just beginning. */
function addressed(pending, conversation) {
  if (pending.some((order) => order.do === 'start' && !order.code)) return pending;
  return pending.map((order) => (order.conversation ? order : {...order, conversation}));
}

function ack(state, frame) {
  const order = state.pending.find((one) => one.cid === frame.cid);
  if (order?.do === 'start' && frame.conversation !== state.conversation) {
    const rest = without(state, frame.cid);
    return {
      ...rest, ...untouched, read: 0, conversation: frame.conversation, isChosen: false,
      latest: frame.conversation, past: state.past || Boolean(state.conversation),
      pending: addressed(rest.pending, frame.conversation),
    };
  }
  if (order?.do === 'rate') return without({...state, rated: order.score}, frame.cid);
  const shown = order && unseen({...state, pending: [order]}).length > 0;
  if (!shown || frame.seq <= state.seq) return without(state, frame.cid);
  return amend(state, frame.cid, {seq: frame.seq, acked: true, code: undefined});
}

function nack(state, frame) {
  const order = state.pending.find((one) => one.cid === frame.cid);
  if (!frame.final) {
    const crowded = order?.do === 'start' && frame.code === 'too_many';
    return frame.after ? {...state, busyUntil: frame.now + frame.after, crowded} : state;
  }
  if (frame.code === 'stale') return {...without(state, frame.cid), open: null};
  if (order && !hasWords(order)) return without(state, frame.cid);
  return amend(state, frame.cid, {code: frame.code, why: frame.why});
}

function typing(state, frame) {
  if (!ours(state, frame) || frame.by === 'customer') return state;
  return {...state, typing: {name: frame.name ?? '', until: frame.now + TYPING_SPAN}};
}

function place(state, frame) {
  if (!ours(state, frame) || state.stage !== 'waiting') return state;
  return {...state, place: frame};
}

function ordered(state, order) {
  const pending = state.pending.filter((one) => one.cid !== order.cid);
  return {...state, pending: [...pending, order]};
}

const without = (state, cid) =>
  ({...state, pending: state.pending.filter((order) => order.cid !== cid)});

const amend = (state, cid, change) => ({
  ...state,
  pending: state.pending.map((order) => (order.cid === cid ? {...order, ...change} : order)),
});

/** The entries that may be added to in place: those of the `events` under way, seen by nobody yet. */
let growing = null;

/** Many events at once, as after a reload: the entries are copied once and not for each. */
function events(state, frames) {
  growing = [...state.entries];
  let next = {...state, entries: growing};
  for (const frame of frames) next = event(next, frame);
  growing = null;
  return next;
}

/** Only the end of a long talk comes: of what was before only how things stand is known. */
function tail(state, {before, first, conversation}) {
  const known = before.reduce((now, one) => event({...now, seq: one.seq - 1}, {...one, conversation}),
    {...state, ...untouched});
  return {...known, entries: [], seq: first - 1, first, held: first > 1};
}

/** A piece of what was said before the first event that is known here. */
function past(state, {entries, first, before}) {
  // Another tab may have asked for what does not join on here.
  if (before !== state.first) return state;
  const known = state.entries[0]?.seq ?? Infinity;
  return {...state, first, held: first > 1, dropped: 0,
    entries: [...entries.filter((entry) => entry.seq < known), ...state.entries]};
}

/** Applies the next event; one we have already, or one out of turn, changes nothing. */
function event(state, frame) {
  if (!ours(state, frame)) {
    // Who reads an earlier one is led back to the latest when somebody speaks there.
    return frame.conversation === state.latest && frame.event === 'said' && frame.by !== 'customer'
      ? go(state, frame) : state;
  }
  if (frame.seq !== state.seq + 1) return state;
  const next = {...state, seq: frame.seq};
  switch (frame.event) {
    case 'started': return {...next, number: frame.number, stage: 'bot'};
    case 'said': return said(next, frame);
    case 'rated': return settle(rated({...next, rated: frame.score}, frame));
    case 'identified': return settle({...next, email: frame.email ?? state.email});
    case 'hidden': case 'recorded': case 'held': case 'woken': case 'erasure_asked':
      return settle(next);
    // Nothing is shown of it any more, and nothing can be added.
    case 'erased': return {...next, ...untouched, read: 0, conversation: null};
    case 'linked':
      return frame.kind === 'merged_into' ? settle({...next, goesOn: frame.other})
        : settle(note(next, frame));
    // A desk newer than this page tells of something we do not know: it is not passed over.
    default: return settle(changedHands(next, frame) ?? note(next, {...frame, event: 'newer'}));
  }
}

/** A rating to which words were added later is one rating. */
function rated(state, frame) {
  const last = state.entries.findLast(({what}) => /^(rated|resolved)$/.test(what));
  return last?.score === frame.score ? state : note(state, frame);
}

/** What changes who the customer is talking with; it closes the open question. */
function changedHands(state, frame) {
  const next = {...state, open: null, place: null, typing: null, replyBy: null};
  const {name, by, to} = frame;
  const waits = {...next, stage: 'waiting', agent: null};
  switch (frame.event) {
    case 'queued': case 'released': return note(waits, frame);
    case 'escalated': return note(waits, {...frame, event: 'transferred'});
    // What was joined to another conversation goes on there; else it is over, and words begin anew.
    case 'closed': return state.goesOn
      ? {...next, ...untouched, read: 0, conversation: state.goesOn}
      : {...next, stage: 'resolved', rated: 0};
    case 'taken': return note({...next, stage: 'agent', agent: name}, frame);
    case 'transferred':
      if (to.agent) return note({...next, stage: 'agent', agent: to.name}, {...frame, ...to});
      if (to.queue) return note(waits, frame);
      if (!to.bot) return;
      // Back to the bot, which speaks for itself.
      return {...next, stage: 'bot', agent: null};
    // Nobody came in time: people have it in their lists and answer here.
    case 'withdrawn': return {...next, stage: 'promised', agent: null, replyBy: state.replyBy};
    case 'promised': return note({...next, stage: 'promised', replyBy: frame.reply_by}, frame);
    case 'resolved': return note({...next, stage: 'resolved', surveyed: false}, frame);
    case 'reopened':
      return note({...next, stage: by === 'agent' ? 'agent' : 'bot', agent: name ?? null,
        rated: null}, frame);
  }
}

function said(state, frame) {
  const {by, question, answer} = frame;
  const entry = {...frame, kind: 'said'};
  let {open, surveyed, typing, expects} = state;
  if (by === 'bot' && question) {
    open = question;
    expects = frame.expects;
    surveyed ||= state.stage === 'resolved';
  }
  if (by === 'customer') {
    if (answer) open = null;
  } else typing = null;
  const next = append({...state, open, surveyed, typing, expects}, entry);
  return settle(by === 'customer' ? recognise(next, entry) : next);
}

/** Our own words may come back before their ack: the order that sent them is then seen. */
function recognise(state, entry) {
  const mine = state.pending.find((order) => !order.seq && !order.code && order.after < entry.seq
    && (entry.answer ? order.question === entry.answer.question : order.text === entry.text));
  return mine ? amend(state, mine.cid, {seq: entry.seq}) : state;
}

/** Orders whose ack named a seq that has now arrived are done. */
const settle = (state) => {
  const done = state.pending.some((order) => order.acked && order.seq <= state.seq);
  return done
    ? {...state, pending: state.pending.filter((order) => !(order.acked && order.seq <= state.seq))}
    : state;
};

const note = (state, frame) => append(state, {...frame, kind: 'notice', what: frame.event});

function append(state, entry) {
  let {entries} = state;
  if (entries === growing) entries.push(entry);
  else entries = [...entries, entry];
  const over = entries.length > ENTRY_LIMIT ? 1 : 0;
  if (over) entries.shift();
  return {...state, entries, dropped: state.dropped + over};
}
