/**
 * Has `undo` called when the process exits, however it comes to that short of `kill -9`; the last
 * registered goes first. Synchronous: whoever embeds this may call `process.exit()` on a signal.
 *
 * @returns what calls it now instead.
 */
export function onExit(undo: () => void): () => void {
  process.prependListener("exit", undo);
  return () => {
    process.off("exit", undo);
    undo();
  };
}
