import { NoOrgError } from "../backends/errors";

/** How long, in milliseconds, a create waits for that of the Org to begin. */
const PATIENCE = 10_000;

/**
 * The Org that this run makes. Where people are an org's own nothing can be made before it, but the
 * engine may send what does not name the Org first, or along with it: that waits here. Not for ever,
 * since the engine may send the Org only when that has ended: with `--parallel 1`, or where as many
 * wait as it sends at once.
 */
export class OrgsToCome {
  private declared: string | undefined;
  private readonly begun: Promise<Creation>;
  private begin!: (creation: Creation) => void;

  constructor() {
    this.begun = new Promise((resolve) => (this.begin = resolve));
  }

  /** Registers an Org that the engine is about to create, by the name that its program has for it. */
  declare(resource: string): void {
    this.declared = resource;
  }

  /** Runs a create: that of an Org lets others go on, one that lacks the org is tried again after that. */
  create<T>(kind: string, make: () => Promise<T>): Promise<T> {
    return kind === "Org" ? this.making(make) : this.after(make);
  }

  private making<T>(make: () => Promise<T>): Promise<T> {
    const making = make();
    // However it ends: a create that failed in part has made the org.
    this.begin({ ended: making.then(ignored, ignored) });
    return making;
  }

  private async after<T>(make: () => Promise<T>): Promise<T> {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof NoOrgError)) throw error;
      const creation = await Promise.race([this.begun, patience()]);
      if (creation === undefined) throw this.late(error);
      await creation.ended;
      // Without an org nothing of the first attempt can have been made.
      return make().catch((again: unknown) => {
        throw again instanceof NoOrgError ? this.failed(again) : again;
      });
    }
  }

  /** No Org has come. One that the program does not declare never would. */
  private late(cause: NoOrgError): NoOrgError {
    if (this.declared === undefined) return cause;
    const name = this.declared;
    const message = `Org "${name}" is not made yet, and this needs it: add that Org to dependsOn in the options of this resource (in YAML options: { dependsOn: ["\${${name}}"] })`;
    return new NoOrgError(message, undefined, { cause });
  }

  private failed(cause: NoOrgError): NoOrgError {
    if (this.declared === undefined) return cause;
    const message = `Org "${this.declared}" could not be made, and this needs it`;
    return new NoOrgError(message, undefined, { cause });
  }
}

/** Not the promise of its end itself, for which whoever waits for the beginning would wait. */
interface Creation {
  readonly ended: Promise<void>;
}

const ignored = () => undefined;

const patience = () =>
  new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined).unref());
