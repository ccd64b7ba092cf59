// @ts-check
/**
 * For pages that load the widget as a module: `widget.js?site=…`, the other settings beside it. The
 * chat itself is the file without a question mark, which the chunks share.
 */
export function begin(/** @type {string} */ address) {
  const own = new URL(address);
  const mark = Symbol.for('frontdesk');
  const settings = Object.fromEntries(own.searchParams);
  if (!settings.site) return console.error('Frontdesk: widget.js?site=… names the site');
  if (window[mark]) return;
  window[mark] = settings.site;
  window.Frontdesk ??= [];
  const url = new URL('socket', own);
  url.search = '';
  url.protocol = url.protocol.replace('http', 'ws');
  import('./widget.js').then((widget) => widget.mount({...settings, url: url.href}));
}
