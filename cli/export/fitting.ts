import type { Inspector, KindName, Values } from "../../provider/inspect";
import type { Gap } from "../live-org/gap";

/** The inputs of a resource, without what the package does not take, and a sentence for each of that. */
export interface Fitted {
  readonly inputs: Values;
  readonly notes: readonly string[];
}

/**
 * Leaves out of a program what its preview would refuse: a text that the server has and the rules of
 * the package don't allow. Each such thing is a gap.
 */
export class Fitting {
  readonly gaps: Gap[] = [];

  constructor(
    private readonly inspector: Pick<Inspector, "refused">,
    private readonly org: string,
  ) {}

  /**
   * @param id of the object, for the gap
   * @param needed properties without which there is no resource
   * @returns `undefined` where one of those is refused
   */
  fit(kind: KindName, id: string, inputs: Values, needed: readonly string[]): Fitted | undefined {
    const left = { ...inputs };
    const notes: string[] = [];
    for (
      let refused = this.refused(kind, left);
      refused.length > 0;
      refused = this.refused(kind, left)
    ) {
      for (const { property, reason } of refused) {
        const says = `${property} is left out: ${reason}`;
        if (needed.includes(property) || !(property in left)) {
          return this.miss(kind, id, `it is left out: ${property}: ${reason}`);
        }
        this.miss(kind, id, says);
        notes.push(says);
        delete left[property];
      }
    }
    return { inputs: left, notes };
  }

  /** Records what can't be taken along. */
  miss(part: KindName, id: string, reason: string): undefined {
    this.gaps.push({ org: this.org, part, id, reason });
    return undefined;
  }

  private refused(kind: KindName, inputs: Values) {
    const seen = new Set<string>();
    return this.inspector.refused(kind, inputs).filter(({ property }) => {
      const isNew = !seen.has(property);
      seen.add(property);
      return isNew;
    });
  }
}
