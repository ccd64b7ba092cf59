/**
 * The loader: the one script a page carries.
 *
 *   <script async src="https://chat.example/v1/chat.js" data-site="site"></script>
 *
 * A classic script, because a module from another origin cannot see its own tag. It keeps calls to
 * `Frontdesk.push` until the widget is here, and never blocks or breaks the page that carries it.
 */
(() => {
  'use strict';
  const script = document.currentScript;
  const site = script && script.dataset.site;
  if (!site) {
    console.error('Frontdesk: no data-site');
    return;
  }
  if (document.documentElement.dataset.frontdesk) {
    console.warn('Frontdesk: already on this page');
    return;
  }
  document.documentElement.dataset.frontdesk = site;
  window.Frontdesk = window.Frontdesk || [];

  const base = new URL('.', script.src);
  const {language, theme, title, accent} = script.dataset;
  const url = new URL('socket', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const start = () => import(new URL('widget.js', base).href)
    .then((widget) => widget.mount({site, url: url.href, language, theme, title, accent}))
    .catch((problem) => console.error('Frontdesk: not loaded:', problem));
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
})();
