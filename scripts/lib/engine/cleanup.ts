type Undo = () => void;

const pending: Undo[] = [];

/**
 * Has `undo` called when the process exits, however it comes to that short of `kill -9`; the last
 * registered goes first. Synchronous: whoever embeds this may call `process.exit()` on a signal.
 *
 * @returns what calls it now instead; a second call does nothing.
 */
export function onExit(undo: Undo): Undo {
  if (pending.length === 0) process.on("exit", undoAll);
  pending.push(undo);
  return () => {
    const index = pending.indexOf(undo);
    if (index < 0) return;
    pending.splice(index, 1);
    if (pending.length === 0) process.off("exit", undoAll);
    undo();
  };
}

function undoAll(): void {
  for (let undo = pending.pop(); undo !== undefined; undo = pending.pop()) undo();
}
