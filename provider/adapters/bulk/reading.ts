import { isDeepStrictEqual } from "node:util";
import { contentsIn, type Contents } from "./contents";
import { declarationsOf, type Declaration, type Given } from "./declarations";

/** What inputs declare. */
export interface Declared {
  readonly contents: Contents;
  readonly declarations: readonly Declaration[];
}

/** Reads what inputs declare; equal ones, which a check and the comparison after it have, once. */
export class Reading {
  private last: (Declared & { readonly given: Given }) | undefined;

  /** @throws ProviderError for contents that can't be read */
  declared(inputs: Given): Declared {
    const given = withoutIds(inputs);
    if (this.last === undefined || !isDeepStrictEqual(this.last.given, given)) {
      const contents = contentsIn(given.tree);
      this.last = { given, contents, declarations: declarationsOf(given, contents) };
    }
    return this.last;
  }
}

/** Inputs as a program gives them: the check adds the ids of nodes. */
export const withoutIds = ({ nodeIds: _, ...given }: Given): Given => given;
