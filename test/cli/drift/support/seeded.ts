import assert from "node:assert/strict";
import { NotFoundError } from "../../../../provider/backends/errors";
import { kinds, type KindName } from "../../../../provider/kinds";
import type { Values } from "../../../../provider/engine/kind";
import type { Session } from "../../../../provider/run/session";
import { detect, type Detected } from "../../../../cli/drift/detect";
import type { StackResource } from "../../../../cli/stack/stack-resource";
import type { Finding } from "../../../../cli/findings/finding";
import { Declared } from "../../../provider/support/declared";
import type { TestServer } from "../../../provider/support/test-server";
import { inspectorOf } from "../../support/inspector";

/** A stack whose resources went through the kinds, as an `up` leaves them in a state. */
export class Program {
  private readonly made: {
    readonly kind: KindName;
    readonly name: string;
    declared: Declared;
    readonly tenant: string;
  }[] = [];
  readonly session;
  /** The clock of runs and of checks. */
  at = new Date();

  constructor(private readonly server: Pick<TestServer, "session">) {
    this.session = server.session().session;
  }

  /** Makes what a resource declares; answers its id. */
  async add(kind: KindName, name: string, inputs: Values): Promise<string> {
    const handler = kinds[kind];
    const session = this.clocked(this.session);
    const declared = await new Declared(handler, session, name).create(inputs);
    this.made.push({ kind, name, declared, tenant: await this.session.tenant.name() });
    return declared.id;
  }

  /** `pulumi up --refresh --run-program` of one resource, with other inputs where they are given. */
  async up(name: string, given?: Values): Promise<void> {
    const found = this.made.find((one) => one.name === name);
    assert.ok(found, name);
    const { declared } = found;
    const inputs = given ?? declared.inputs;
    declared.session = this.clocked(this.server.session().session);
    try {
      await declared.refresh();
      await declared.update(inputs);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      found.declared = await new Declared(declared.handler, declared.session, name).create(inputs);
    }
  }

  inputsOf(name: string): Values {
    return this.made.find((one) => one.name === name)?.declared.inputs ?? {};
  }

  /** The program does not declare it any more. */
  forget(name: string): void {
    this.made.splice(
      this.made.findIndex((one) => one.name === name),
      1,
    );
  }

  /** As the state has them. */
  get resources(): StackResource[] {
    return this.made.map(({ kind, name, declared: { id, inputs, state }, tenant }) => ({
      ...{ kind, name, id, inputs },
      urn: `urn:pulumi:test::test::pulumi-nodejs:dynamic/identity:${kind}::${name}`,
      outputs: { ...state, tenant, schema: 2 },
      secrets: new Set<string>(),
      provider: "",
      isKept: true,
    }));
  }

  /** Looks for drift in a process of its own, as far as a session tells. */
  detect(orgs?: readonly string[], settings: Record<string, string> = {}): Promise<Detected> {
    const { session } = this.server.session(settings);
    return detect(
      { inspector: inspectorOf(session), resources: this.resources },
      orgs,
      undefined,
      this.at,
    );
  }

  private clocked(session: Session): Session {
    return Object.assign(Object.create(session) as Session, { at: this.at });
  }
}

/** «unmanaged NodeMembers Acme/Platform/eve», sorted: what a test compares. */
export const told = ({ findings }: Pick<Detected, "findings">): string[] =>
  findings.map(inWords).sort();

function inWords({ category, kind, path, changes = [], replaced, list }: Finding): string {
  const of = list === undefined || list === "users" ? "" : ` ${list}`;
  const differences = changes.map(
    ({ property, declared, live }) => ` ${property} ${declared ?? "-"}→${live ?? "-"}`,
  );
  return `${category}${replaced ? "!" : ""} ${kind}${of} ${path.join("/")}${differences.join(",")}`;
}
