const words = ["Every", " event", " is", " heard", " once", ",", " in", " order", ".", "\n"];

/**
 * The text a scripted model streams: `count` short tokens, about as long as those of a real model.
 *
 * @param {number} count
 * @returns {string[]}
 */
export function createScriptedTokens(count) {
  return Array.from({ length: count }, (_, index) => words[index % words.length]);
}
