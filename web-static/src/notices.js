// @ts-check
/** What happened, in words: between what was said, and in the file that customers download. */
export function noticeText(/** @type {Notice} */ entry, words) {
  const {name, by, reason} = entry;
  switch (entry.what) {
    case 'queued': return words.say(
      reason === 'failed' || reason === 'bot_error' ? 'queuedFailed' : 'queued');
    case 'released': return words.say(
      reason === 'vanished' ? 'releasedVanished' : 'released', {name});
    case 'resolved': return words.say(
      by === 'agent' ? 'resolvedBy' : by === 'customer' ? 'resolvedYou' : 'resolved', {name});
    case 'promised': return words.say('replyBy', {time: words.moment(entry.reply_by)});
    case 'rated': return `${words.say('rated')} · ${entry.score}/5`;
    default: return words.say(entry.what, {name});
  }
}
