// @ts-check
/**
 * For pages that come from another product: speaks the names of Intercom, Crisp and Chatwoot, and
 * does what they ask with this chat. It stands in place of the loader:
 *
 *   <script async src="https://chat.example/v1/shim.js" data-site="site"></script>
 *
 * What has no counterpart is said once in the console, with what to do.
 */
import {begin, hasBegun, ownSite} from './shim-chat.js';
import {chatwootWishes, speakChatwoot} from './shim-chatwoot.js';
import {crispWishes, speakCrisp} from './shim-crisp.js';
import {intercomWishes, speakIntercom} from './shim-intercom.js';

// What the page says of looks and place holds from the first, whoever begins the chat.
if (ownSite() && !hasBegun()) {
  const {intercomSettings} = /** @type {any} */ (window);
  begin(undefined, {...chatwootWishes(), ...crispWishes(), ...intercomWishes(intercomSettings)});
}
speakIntercom();
speakCrisp();
speakChatwoot();
