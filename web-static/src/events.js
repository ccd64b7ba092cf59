// @ts-check
import {isVisible} from './page.js';

/**
 * What the page is told of the conversation, in its own words: fetched with the first of it.
 *
 * @param {import('./widget.js').FrontdeskChat} chat @param {import('./state.js').State} state the frame's
 */
export function translate(chat, state, frame) {
  const page = chat.api;
  if (frame.type === 'place') {
    page.emit('queue:position', {position: frame.position, wait: frame.wait});
  } else if (frame.type === 'nack') {
    if (frame.final) page.emit('error', {code: frame.code, why: frame.why});
  } else if (frame.type === 'unsigned') page.emit('error', {code: 'identity', why: frame.why});
  // What was begun here is news from its first word.
  else if (frame.type === 'ack') frame.seq === 1 && listen(frame.conversation, 0);
  else if (frame.type === 'caught_up') listen(state.conversation, state.seq);
  else {
    for (const one of frame.frames ?? [frame]) came(chat, state, one);
  }
}

/** From where on what happens is news to this page: what it had missed by a cut is, too. */
let heard = {conversation: null, seq: 0};

function listen(conversation, seq) {
  if (heard.conversation !== conversation) heard = {conversation, seq};
}

/** History, replayed after a reload, is not news: only a start is told of it. */
function came(chat, state, frame) {
  if (state.caughtUp) listen(frame.conversation, frame.seq - 1);
  const isNews = heard.conversation === frame.conversation && frame.seq > heard.seq;
  if (isNews) heard.seq = frame.seq;
  if (isNews || frame.event === 'started') happened(chat.api, frame);
  if (isNews && frame.event === 'said' && frame.by !== 'customer') tell(chat, frame);
}

function happened(page, frame) {
  const {by, name, text, seq} = frame;
  switch (frame.event) {
    case 'started': return page.emit('conversation:started', {
      conversation: frame.conversation, number: frame.number});
    case 'said': return page.emit(by === 'customer' ? 'message:sent' : 'message:received',
      {by, name, text, seq});
    case 'taken': return page.emit('agent:joined', {name});
    case 'released': return page.emit('agent:left', {name, reason: frame.reason});
    case 'resolved': return page.emit('conversation:closed', {by, name});
    case 'rated': return page.emit('survey:submitted', {score: frame.score});
  }
}

/** Words that nobody sees are told by other means. */
function tell(chat, frame) {
  if (isVisible() && !chat.session.shelf.get('sound')) return;
  chat.want('alerts').then(({alert}) => alert(chat, frame)).catch(() => {}); // the badge is there
}
