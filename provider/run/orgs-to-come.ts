import { NoOrgError } from "../backends/errors";

/** How long, in milliseconds, all creates of a run wait for that of the Org to begin. */
const PATIENCE = 10_000;

/**
 * The Org that this run makes. Where people are an org's own nothing can be made before it, but the
 * engine may send what does not name the Org first, or along with it: that waits here. Not for ever,
 * since the engine may send the Org only when that has ended: with `--parallel 1`, or where as many
 * wait as it sends at once.
 */
export class OrgsToCome {
  private readonly begun: Promise<Creation>;
  private begin!: (creation: Creation) => void;
  /** Begun by the first that waits: the entries of a bulk tree, which come in turns, wait once. */
  private patience: Promise<undefined> | undefined;

  constructor() {
    this.begun = new Promise((resolve) => (this.begin = resolve));
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
      const creation = await Promise.race([this.begun, (this.patience ??= patience())]);
      if (creation === undefined) throw late(error);
      await creation.ended;
      // Without an org nothing of the first attempt can have been made.
      return make().catch((again: unknown) => {
        throw again instanceof NoOrgError ? failed(again) : again;
      });
    }
  }
}

/** No Org has come, which may only be sent after this: nobody knows here whether it is declared. */
const late = (cause: NoOrgError): NoOrgError =>
  new NoOrgError(
    `${cause.message}; where the program declares it, add that Org to dependsOn in the options of this resource`,
    undefined,
    { cause },
  );

const failed = (cause: NoOrgError): NoOrgError =>
  new NoOrgError("the Org of this program could not be made, and this needs it", undefined, {
    cause,
  });

/** Not the promise of its end itself, for which whoever waits for the beginning would wait. */
interface Creation {
  readonly ended: Promise<void>;
}

const ignored = () => undefined;

const patience = () =>
  new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined).unref());
