/**
 * The loader: the one script a page carries.
 *
 *   <script async src="https://chat.example/v1/chat.js" data-site="site"></script>
 *
 * A classic script, because a module from another origin cannot see its own tag. It keeps calls to
 * `Frontdesk.push` until the widget is here, and never blocks or breaks the page that carries it.
 * Where the desk is away it tries again, ever more seldom, for some hours.
 */
(() => {
  'use strict';
  const script = document.currentScript;
  const site = script && script.dataset.site;
  const mark = Symbol.for('frontdesk');
  if (!site) {
    console.error('Frontdesk: no data-site, a name under "sites" of the desk');
    return;
  }
  const other = window[mark];
  if (other) {
    // A page that is put together anew may run its tags again: the chat is here already.
    if (other !== site) {
      console.error(`Frontdesk: a page has one chat, and this one has the chat of site "${other}":`
        + ` "${site}" is not added`);
    }
    return;
  }
  window[mark] = site;
  window.Frontdesk = window.Frontdesk || [];

  const base = new URL('.', script.src);
  // Served as /chat.js too; what it needs is below /v1.
  const home = new URL(base.pathname.endsWith('/v1/') ? '.' : 'v1/', base);
  const url = new URL('socket', home);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const settings = {...script.dataset, site, url: url.href};
  let tries = 0;
  let timer = 0;
  const again = (problem) => {
    if (tries++ === 0) console.warn('Frontdesk: not loaded, trying again:', problem);
    if (tries < 200) timer = setTimeout(start, Math.min(60, 2 ** tries / 2) * 1000);
  };
  const start = () => {
    clearTimeout(timer);
    timer = 0;
    import(new URL('widget.js', home).href).then((widget) => widget.mount(settings), again)
      .catch((problem) => console.error('Frontdesk:', problem));
  };
  addEventListener('online', () => timer && start());
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
})();
