import type { Values } from "../../engine/kind";
import type { Properties } from "../../engine/property";
import type { Session } from "../../run/session";
import type { Calls, Live } from "../calls";

/** Resources of one type, as the plugin serves them: their calls, and what only its protocol asks for. */
export interface Served {
  /** The kind, as the text of the dynamic form knows it. */
  readonly name: string;
  /** Inputs whose lists the engine may have in two forms. */
  readonly properties: Properties;
  /** Whether an input or an output is secret, whether a program marks it as one or not. */
  readonly isSecret: (name: string) => boolean;
  calls(open: () => Session): Calls;
  /**
   * What a preview knows of one that an apply will make; the id is empty where it is unknown.
   * @throws ConflictError, NotFoundError for a takeover, as the create would
   */
  previewedCreate(session: Session, inputs: Values): Promise<Previewed>;
  /** What a preview knows of one that an apply will change. */
  previewedUpdate(state: Values, inputs: Values): Values;
  /**
   * What the id of an import says: the resource's own, and what the rest tells of its state.
   * @throws InvalidError where no id is enough
   */
  named(id: string): { readonly id: string; readonly state: Values };
  /** What a program that imports it declares of it. */
  imported(session: Session, live: Live): Live;
}

interface Previewed {
  readonly id: string;
  readonly outputs: Values;
}
