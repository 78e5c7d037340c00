import { ProviderError } from "../../backends/errors";
import { engineRuns } from "../../metrics/end-with-engine";
import type { Session } from "../../run/session";
import { readConfiguration, type StackSettings } from "../../run/settings";
import { openSession } from "../../sessions";

/** The session of one provider: opened by the first call that needs it, anew when it is configured. */
export class SessionSlot {
  private session: Session | undefined;
  private settings: StackSettings | undefined;
  private isCancelled = false;

  configure(settings: StackSettings): void {
    this.settings = settings;
    this.session = undefined;
    this.isCancelled = false;
  }

  /** @throws ConfigurationError naming the setting */
  readonly open = (): Session => {
    if (this.settings === undefined) {
      throw new Error("the engine has not configured this provider");
    }
    this.session ??= this.opened(this.settings);
    return this.session;
  };

  /** What is under way is finished, so that its result is known; nothing more is sent. */
  cancel(): void {
    this.isCancelled = true;
  }

  private opened(settings: StackSettings): Session {
    const session = openSession(readConfiguration(settings), this.ready);
    // No check tells a preview from an apply, but only a preview is asked to write that file.
    session.planFile.begin();
    return session;
  }

  private readonly ready = async (): Promise<void> => {
    await engineRuns();
    if (this.isCancelled) throw new ProviderError("cancelled: nothing more is sent");
  };
}
