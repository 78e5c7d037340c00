/**
 * Levels of lists and objects in one answer: twice as many as those of the deepest tree of an org. What
 * reads an answer goes down level by level, and has only so much room for that.
 */
export const DEEPEST = 1_000;

const [QUOTE, BACKSLASH] = [34, 92];
const [OPENS, CLOSES] = [new Set([91, 123]), new Set([93, 125])];

/** Whether a text that looks like JSON has more levels than anybody needs. */
export function isTooDeep(text: string): boolean {
  if (text.length <= DEEPEST || !/^\s*[[{]/.test(text)) return false;
  let [depth, isText] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (OPENS.has(code)) depth++;
    else if (CLOSES.has(code)) depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}
