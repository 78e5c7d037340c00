import { modes } from "../../configuration/choices";
import { choice, found, optional, removalLimit, texts } from "../property";
import { textSchema } from "../text";

/** What the modes of a list mean. */
export const MODES =
  "`exact`: these and nobody else. `additive`: these at least. `observe`: nothing is written, only read. An apply removes only those whom its plan showed";

/** How an entry of a list gets an end date. */
export const endsUsers = 'For a while: `{ user: ada, until: "2026-12-31" }`.';
export const endsNodes = 'For a while: `{ node: platform, until: "2026-12-31" }`.';

/** The words that differ between kinds of lists. */
interface Wording {
  readonly mode?: string;
  /** What `removalLimit` limits: `people one apply may take out`. */
  readonly limit?: string;
  /** Whom an exact list may start with: `people whom`. */
  readonly others?: string;
}

/** The inputs that all lists have. */
export const listProperties = ({
  mode = `${MODES}.`,
  limit = "people one apply may take out",
  others = "people whom",
}: Wording = {}) => ({
  mode: optional(choice(modes, "Mode"), { doc: mode, byDefault: '"additive"' }),
  removalLimit: optional(removalLimit, {
    doc: `How many ${limit}: a number, or a share such as \`"25%"\`.`,
    byDefault: "`identity:removalLimit`, else the larger of 3 and 25 %",
    silent: true,
  }),
  adopt: optional(choice(["never", "ifExists"]), {
    doc: `Whether an exact list may start with ${others} it does not name. They stay until the next apply, whose preview shows that they go.`,
    byDefault: '`identity:adopt`, else "never"',
    silent: true,
  }),
});

/** The output with members of a list whom nobody declared. */
export const unmanagedMembers = (doc: string) =>
  found(texts(textSchema, "give a list of texts"), doc, { formerly: "strangers" });
