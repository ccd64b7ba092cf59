// @ts-check
/**
 * For whoever made the page: the desk is there, and lets this page not in. Said once.
 */

let isTold = false;

export function tell(/** @type {string} */ url, /** @type {string} */ site, why = '') {
  if (isTold) return;
  isTold = true;
  console.error(`Frontdesk: ${new URL(url).host} does not let this page in: ${why.trim()}.`
    + ` If ${location.origin} is a page of the site "${site}", list it in the desk's settings`
    + ` (config/frontdesk.yaml: sites: ${site}: origins: ["${location.origin}"]).`);
}
