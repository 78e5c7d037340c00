import { openLines } from "../metrics/lines";
import type { Preview } from "./preview";
import { PLAN_FILE } from "./settings";

/**
 * What a preview knows of one resource, and `pulumi preview --json` does not tell: a line of the file.
 * It holds no secret. A resource may have several lines, which add up.
 */
export interface Planned {
  readonly kind: string;
  /** As `resourceName` makes it. */
  readonly resource: string;
  /** Other resources whose ids are unknown as yet. */
  readonly awaited?: Preview["awaited"];
  /** What its create takes over. */
  readonly takesOver?: TakenOver;
  /** What a bulk resource does with what it holds. */
  readonly entries?: readonly PlannedEntry[];
  /** By list, whom the update takes out, also those whom no program named. */
  readonly removes?: Readonly<Record<string, readonly string[]>>;
}

/** An object that exists and that a create takes over. */
export interface TakenOver {
  readonly id: string;
  /** What it writes of that, with the path of each value: `["oauth", "redirectUris"]`. */
  readonly changes: readonly { readonly path: readonly string[]; readonly from: unknown }[];
}

type Values = Readonly<Record<string, unknown>>;

/**
 * One entry of a bulk resource, whose inputs `pulumi preview --json` masks or has as a whole: a step as of
 * a resource of its own, without secrets.
 */
export interface PlannedEntry {
  /**
   * `leave`: a person is locked out, and deleted later. `return`: one who had left. `take over`: what a
   * resource of its own has in the state goes on without a change. `hand over`: a person goes on with
   * another resource.
   */
  readonly what: "create" | "update" | "return" | "leave" | "delete" | "take over" | "hand over";
  readonly kind: string;
  /** As a resource of its own would be called. */
  readonly name: string;
  readonly id?: string;
  /** As a state has it. */
  readonly old?: { readonly inputs: Values; readonly outputs: Values };
  /** What is declared, as checked: lists as maps. */
  readonly inputs?: Values;
  /** Paths of what differs. */
  readonly changed?: readonly (readonly string[])[];
  /** Where it is written: `people.csv:12`. */
  readonly place?: string;
}

/** The file of a preview: nothing is written by an apply, a refresh or a destroy. */
export class PlanFile {
  private isPreview = false;
  private readonly line: (line: object) => void;

  /** @param file nothing is written where that is empty */
  constructor(file: string | undefined, warn: (text: string) => void) {
    this.line = openLines(file, (reason) =>
      warn(`the plan lacks what this preview knows: ${PLAN_FILE} can't be written (${reason})`),
    );
  }

  /** Called by the checks of a preview, which come before all else. */
  begin(): void {
    this.isPreview = true;
  }

  add(planned: Planned): void {
    if (this.isPreview) this.line(planned);
  }
}
