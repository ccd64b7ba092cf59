// @ts-check
/**
 * Signs the invented shop's customer in, as your own pages would: with a token that the shop's server
 * makes. Only `serve --demo` plays that server; anywhere else `visitor.json` names nobody, and there is no button.
 */
const SIGNED = 'acme.signed-in';
const button = /** @type {HTMLButtonElement} */ (document.getElementById('sign'));
const {name, token} = await (await fetch('/v1/demo/visitor.json')).json();

/** Asked by the chat whenever it connects, for a token that is good once. */
const fresh = async () => (await fetch(token)).text();

function show() {
  const isSigned = sessionStorage.getItem(SIGNED) !== null;
  button.textContent = isSigned ? `Sign out ${name}` : `Sign in as ${name.split(' ')[0]}`;
  return isSigned;
}

function identify() {
  /** @type {any} */ (window).Frontdesk ||= [];
  /** @type {any} */ (window).Frontdesk.push(['identify', {token: fresh}]);
}

if (token) {
  button.addEventListener('click', () => {
    if (show()) {
      sessionStorage.removeItem(SIGNED);
      /** @type {any} */ (window).Frontdesk.push(['reset']);
    } else {
      sessionStorage.setItem(SIGNED, '1');
      identify();
    }
    show();
  });
  if (show()) identify();
  button.hidden = false;
}
