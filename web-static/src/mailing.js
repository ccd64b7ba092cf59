// @ts-check
import {el, write} from './dom.js';
import {sheet} from './past.js';

/** The whole conversation by mail: to the address that is known, or that is asked for here. */
export function mailing(desk, panel, /** @type {string | null} */ known) {
  const {words, listeners} = desk;
  const said = el('p', {role: 'status'});
  const failure = el('div.error', {role: 'alert'});
  const input = el('input', {id: 'mail-to', type: 'email', autocomplete: 'email', required: true,
    dir: 'ltr', value: known, readonly: Boolean(known), 'aria-describedby': 'mail-fault'});
  failure.id = 'mail-fault';
  const end = () => {
    listeners.delete(hear);
    box.remove();
    panel.entrance = undefined;
    panel.more.focus();
  };
  const leave = el('button.secondary', {type: 'button', click: end}, words.say('stop'));
  const send = el('button.primary', {type: 'submit'}, words.say('send'));
  let cids = [];
  // The desk says yes or no to each of the two, in their order.
  const hear = (_, {type, cid, code, final}) => {
    if (!cids.includes(cid)) return;
    if (type === 'ack' && cid === cids.at(-1)) {
      form.hidden = true;
      write(said, words.say('mailSent', {email: input.value}));
      write(leave, words.say('done'));
      leave.focus();
    } else if (type === 'nack' && final) {
      cids = [];
      send.disabled = false;
      write(failure, words.say(code === 'quota' ? 'mailEnough' : 'forgetFailed'));
    }
  };
  const form = el('form.mailing', {novalidate: true, submit: (event) => {
    event.preventDefault();
    input.value = input.value.trim();
    const isGood = input.checkValidity();
    write(failure, isGood ? '' : words.say('badEmail'));
    if (!isGood) return input.focus();
    send.disabled = true;
    cids = [!known && desk.order('identify', {email: input.value}), desk.order('transcript')]
      .filter(Boolean).map(({cid}) => cid);
  }}, el('label', {for: 'mail-to'}, words.say('mailTo')), input, failure, send);
  listeners.add(hear);
  const box = sheet(panel, 'dialog', 'mail', leave,
    el('h3', {id: 'mail'}, words.say('mail')), form, said);
  panel.entrance = known ? send : input;
  panel.focus();
}
