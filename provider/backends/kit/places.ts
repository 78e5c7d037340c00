import { InvalidError, UnavailableError } from "../errors";
import type { NodeKind } from "../domain";
import type { Place } from "../domain/root-id";

/** Where nodes are, as far as a connection knows it, for systems whose responses do not name it. */
export class Places {
  private readonly known = new Map<string, Place>();

  get(id: string): Place | undefined {
    return this.known.get(id);
  }

  set(id: string, place: Place): void {
    this.known.set(id, place);
  }

  /**
   * Walks up from a node to the first whose place is known, and remembers it for all below.
   * @param above the node above one; `undefined` above the topmost
   * @returns `undefined` for a node that is below no known root
   * @throws UnavailableError for a node above itself, which would never end
   */
  async find(
    id: string,
    rootAt: (id: string) => Place | undefined,
    above: (id: string) => Promise<string | undefined>,
  ): Promise<Place | undefined> {
    const passed: string[] = [];
    for (let at: string | undefined = id; at !== undefined; at = await above(at)) {
      const place = rootAt(at) ?? this.get(at);
      if (place !== undefined) {
        for (const below of [...passed, at]) this.set(below, place);
        return place;
      }
      if (passed.includes(at)) {
        const message = `the server says that ${at} is above itself: look at its parent there`;
        throw new UnavailableError(message);
      }
      passed.push(at);
    }
    return undefined;
  }
}

/**
 * @param place the parent's
 * @param child what goes below it; without a kind where only the org is known
 * @throws InvalidError when the parent is in another org, or of another kind
 */
export function requireFitting(
  parent: string,
  place: Place | undefined,
  { org, kind }: { readonly org: string; readonly kind?: NodeKind },
): void {
  if (place?.org !== org) {
    throw new InvalidError(`${parent} is not in org ${org}: give a node of the same org`, "parent");
  }
  if (kind === undefined || kind === place.kind) return;
  throw new InvalidError(`${parent} is a ${place.kind}: a ${kind} goes below a ${kind}`, "parent");
}
