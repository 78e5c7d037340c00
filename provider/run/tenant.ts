import type { Backend } from "../backends/backend";
import { TenantError } from "../backends/errors";
import type { Configuration } from "../configuration/configuration";

/** Ensures that a run works on the tenant of its state. */
export class Tenant {
  private verified: Promise<void> | undefined;
  private isElsewhere = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly backend: Pick<Backend, "tenant" | "login">,
  ) {}

  /** As it goes into the state. */
  async name(): Promise<string> {
    return this.configuration.tenant ?? (await this.backend.tenant());
  }

  /** Logs in once, so that a wrong URL or password fails a preview before anything is planned. */
  verify(): Promise<void> {
    if (!this.configuration.verify) return Promise.resolve();
    this.verified ??= this.backend.login();
    return this.verified;
  }

  /**
   * Stops before a state of one tenant is used on another, where everything would look deleted.
   * @param state the tenant's name in it; `undefined` for a resource that is only read by its id
   * @throws TenantError naming both tenants and the ways out
   */
  async require(state: unknown): Promise<void> {
    if (typeof state !== "string" || state === this.configuration.tenantMoved) return;
    const name = await this.name();
    if (state === name) return;
    this.isElsewhere = true;
    throw new TenantError(
      `the state belongs to ${state}, but the configuration leads to ${name}: correct identity:url and the credentials, or, if it is the same tenant under a new name, set identity:tenantMoved to ${state}`,
    );
  }

  /**
   * Stops a run with a state of another tenant from creating what is new in its program.
   * @throws TenantError
   */
  requireNoOtherTenant(): void {
    if (!this.isElsewhere) return;
    throw new TenantError("the state belongs to another tenant, so nothing is made in this one");
  }
}
