/**
 * The order in which CPython walks a set of row ids: the reference server keeps the users of one
 * request in a set and makes their memberships in that order, and lists show it ever after.
 * (An int's hash is itself; tables hold a power of two and grow fourfold at 3/5 full; a taken slot
 * tries the next nine, then a jump that the higher bits choose.)
 */
export function setOrder(ids: number[]): number[] {
  let slots: (number | undefined)[] = Array.from({ length: 8 });
  let used = 0;
  for (const id of new Set(ids)) {
    insert(slots, id);
    used++;
    if (used * 5 < (slots.length - 1) * 3) continue;
    const grown: (number | undefined)[] = Array.from({ length: sizeFor(used) });
    for (const kept of slots) if (kept !== undefined) insert(grown, kept);
    slots = grown;
  }
  return slots.filter((slot) => slot !== undefined);
}

function sizeFor(used: number): number {
  const wanted = used > 50_000 ? used * 2 : used * 4;
  let size = 8;
  while (size <= wanted) size *= 2;
  return size;
}

const PROBES = 9;

function insert(slots: (number | undefined)[], id: number): void {
  const mask = slots.length - 1;
  let jump = id;
  let place = id & mask;
  for (;;) {
    const last = place + PROBES <= mask ? place + PROBES : place;
    for (let probe = place; probe <= last; probe++) {
      if (slots[probe] !== undefined) continue;
      slots[probe] = id;
      return;
    }
    jump >>= 5;
    place = (place * 5 + 1 + jump) & mask;
  }
}
