// @ts-check
/**
 * For whoever made the page: the desk is there, and lets this page not in. Said once.
 */

let isTold = false;

export function tell(/** @type {URL} */ desk, /** @type {string} */ site) {
  if (isTold) return;
  isTold = true;
  console.error(`Frontdesk: ${desk.host} answers, but takes no websocket from this page.`
    + ` If ${location.origin} is not listed for the site "${site}", add it to the desk's settings`
    + ` (config/frontdesk.yaml: sites: ${site}: origins: ["${location.origin}"]).`
    + ' If it is listed, something between this browser and the desk lets no websocket through.');
}
