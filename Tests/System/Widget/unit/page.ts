// A page that asks for everything and listens to everything, as strict as TypeScript can be.
// Compiled by types.test.mjs, never run.

(window.Frontdesk ||= []).push('open', ['prefill', 'My order is late']);

async function everyMethod(token: string): Promise<void> {
  await Frontdesk.open();
  await Frontdesk.close();
  await Frontdesk.toggle();
  await Frontdesk.show();
  await Frontdesk.hide();
  await Frontdesk.send('Where is it?');
  await Frontdesk.prefill('My order is late');
  await Frontdesk.identify({name: 'Ana', email: 'ana@example.com'});
  await Frontdesk.identify({token});
  await Frontdesk.identify({token: async () => (await fetch('/chat-token')).text()});
  await Frontdesk.setLocale('de');
  await Frontdesk.setTheme('dark');
  const isColour: boolean = await Frontdesk.setAccent('#2e5e3e');
  const {open, connection, unread, number} = await Frontdesk.status();
  if (open && connection === 'online' && isColour && number) document.title = `(${unread})`;
  const count = ({count}: {count: number}): void => console.log(count);
  await Frontdesk.on('unread:change', count);
  await Frontdesk.off('unread:change', count);
  await Frontdesk.once('ready', () => {});
  await Frontdesk.reset();
  await Frontdesk.consent(true);
  await Frontdesk.destroy();
}

const everyEvent: {[Name in Frontdesk.EventName]: Frontdesk.Listener<Name>} = {
  ready: () => {},
  open: () => {},
  close: () => {},
  'message:sent': ({text, seq}) => console.log(text.trim(), seq.toFixed()),
  'message:received': ({by, name, text}) => console.log(by === 'agent' ? name ?? '' : by, text),
  'unread:change': ({count}) => console.log(count.toFixed()),
  'agent:joined': ({name}) => console.log(name?.trim()),
  'agent:left': ({name, reason}) => console.log(name, reason),
  'queue:position': ({position}) => console.log(position.toFixed()),
  'conversation:started': ({conversation, number}) => console.log(conversation, number.toFixed()),
  'conversation:closed': ({by}) => console.log(by),
  'survey:submitted': ({score}) => console.log(score.toFixed()),
  online: () => {},
  offline: () => {},
  error: ({code, why}) => console.log(code, why),
  consent: ({agrees}) => console.log(agrees),
};

// As events of the document, too.
document.addEventListener('frontdesk:message:received', ({detail}) => console.log(detail.text));
document.addEventListener('frontdesk:error', ({detail: {code}}) => console.log(code));

everyMethod('signed').then(() => everyEvent);
