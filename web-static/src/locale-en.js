// @ts-check
/**
 * The widget's words in English for a chat that begins; `later-words.js` has the others, and every
 * other locale all of them.
 */
export default {
  dir: 'ltr',
  title: 'Chat with us',
  open: 'Open chat',
  close: 'Close chat',
  unread_one: '{n} new message',
  unread_other: '{n} new messages',
  menu: 'More',
  log: 'Conversation',
  message: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  count: '{n} of {limit} characters',
  you: 'You',
  bot: 'Assistant',
  in_bot: 'Our assistant answers at once',
  articleFailed: 'This could not be loaded. Please try again.',
  loading: 'Loading…',
  pending: 'Waiting to be sent',
  refused: 'Not sent',
  welcome: 'How can we help?',
  welcomeHow: 'Our assistant answers at once, a person whenever you want one.',
  retry: 'Try now',
  full: 'Too many messages wait to be sent.',
  crowded: 'Too many chats on this connection. Close others or wait until {time}.',
  offline: 'No connection yet. Trying again…',
  offlineWaiting: 'No connection. Your messages are kept and sent later.',
  dropped: 'Older messages are not shown here',
};
