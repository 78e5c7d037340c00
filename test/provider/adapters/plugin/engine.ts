import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { serve } from "../../../../provider/adapters/plugin/serve";
import type { Values } from "../../../../provider/engine/kind";
import { ADMIN_PASSWORD } from "../../support/test-server";

const MARK = "4dabf18193072939515e22adb298388d";
/** A secret as the engine sends and gets it. */
export const secret = (value: unknown) => ({
  [MARK]: "1b47061264138c4ac30d75fd1eb44270",
  value,
});

type Method = (
  request: never,
  done: (error: ServiceError | null, answer: never) => void,
) => unknown;

/** The engine's side of the plugin's protocol: real gRPC to a provider that listens. */
export class Engine {
  private constructor(
    private readonly client: ResourceProviderClient,
    readonly close: () => void,
  ) {}

  /** Starts a provider, not configured yet. */
  static async start(): Promise<Engine> {
    const served = await serve();
    const at = `127.0.0.1:${served.port}`;
    const client = new ResourceProviderClient(at, credentials.createInsecure());
    return new Engine(client, () => {
      client.close();
      served.close();
    });
  }

  /** Starts one for a server, as its administrator. */
  static async on(url: string, settings: Values = {}): Promise<Engine> {
    const engine = await Engine.start();
    await engine.configure({ url, username: "admin", password: ADMIN_PASSWORD, ...settings });
    return engine;
  }

  configure(args: Values): Promise<proto.ConfigureResponse> {
    return this.call("configure", new proto.ConfigureRequest().setArgs(struct(args)));
  }

  async checkConfig(news: Values, project = "acme"): Promise<Checked> {
    const urn = `urn:pulumi:dev::${project}::pulumi:providers:identity::default`;
    const request = new proto.CheckRequest().setUrn(urn).setNews(struct(news));
    return checked(await this.call("checkConfig", request));
  }

  async schema(): Promise<Record<string, never>> {
    const request = new proto.GetSchemaRequest();
    const answer: proto.GetSchemaResponse = await this.call("getSchema", request);
    return JSON.parse(answer.getSchema()) as Record<string, never>;
  }

  async check(urn: string, news: Values, olds: Values = {}): Promise<Checked> {
    const request = new proto.CheckRequest()
      .setUrn(urn)
      .setOlds(struct(olds))
      .setNews(struct(news));
    return checked(await this.call("check", request));
  }

  async diff(urn: string, id: string, olds: Values, news: Values): Promise<Diffed> {
    const request = new proto.DiffRequest();
    request.setId(id).setUrn(urn).setOlds(struct(olds)).setNews(struct(news));
    const answer: proto.DiffResponse = await this.call("diff", request);
    const paths: Record<string, proto.PropertyDiff.Kind> = {};
    answer.getDetaileddiffMap().forEach((one, path) => (paths[path] = one.getKind()));
    return {
      changes: answer.getChanges(),
      replaces: answer.getReplacesList(),
      deleteFirst: answer.getDeletebeforereplace(),
      paths,
    };
  }

  async create(urn: string, properties: Values, preview = false): Promise<Made> {
    const request = new proto.CreateRequest();
    request.setUrn(urn).setProperties(struct(properties)).setPreview(preview);
    const answer: proto.CreateResponse = await this.call("create", request);
    return { id: answer.getId(), state: valuesOf(answer.getProperties()) };
  }

  async read(urn: string, id: string, state: Values = {}): Promise<Made & { inputs: Values }> {
    const request = new proto.ReadRequest().setUrn(urn).setId(id).setProperties(struct(state));
    const answer: proto.ReadResponse = await this.call("read", request);
    const inputs = valuesOf(answer.getInputs());
    return { id: answer.getId(), state: valuesOf(answer.getProperties()), inputs };
  }

  async update(urn: string, id: string, olds: Values, news: Values, preview = false) {
    const request = new proto.UpdateRequest();
    request.setUrn(urn).setId(id).setOlds(struct(olds)).setNews(struct(news)).setPreview(preview);
    const answer: proto.UpdateResponse = await this.call("update", request);
    return valuesOf(answer.getProperties());
  }

  delete(urn: string, id: string, state: Values): Promise<Empty> {
    const request = new proto.DeleteRequest().setUrn(urn).setId(id).setProperties(struct(state));
    return this.call("delete", request);
  }

  async invoke(token: string, args: Values): Promise<Values & { failures?: string[] }> {
    const request = new proto.InvokeRequest().setTok(token).setArgs(struct(args));
    const answer: proto.InvokeResponse = await this.call("invoke", request);
    const failures = answer
      .getFailuresList()
      .map((one) => `${one.getProperty()}: ${one.getReason()}`);
    return failures.length > 0 ? { failures } : valuesOf(answer.getReturn());
  }

  /** Makes an `OrgTree`, whose resources go to a monitor. */
  async construct(inputs: Values, given: Constructing): Promise<{ urn: string; state: Values }> {
    const { monitor, name = "acme", preview = false, provider, dependencies = {} } = given;
    const request = new proto.ConstructRequest()
      .setType("identity:index:OrgTree")
      .setName(name)
      .setInputs(struct(inputs))
      .setProject("acme")
      .setStack("dev")
      .setOrganization("organization")
      .setParallel(16)
      .setParent("urn:pulumi:dev::acme::pulumi:pulumi:Stack::acme-dev")
      .setDryrun(preview)
      .setMonitorendpoint(monitor);
    if (provider !== undefined) request.getProvidersMap().set("identity", provider);
    for (const [key, urns] of Object.entries(dependencies)) {
      const all = new proto.ConstructRequest.PropertyDependencies().setUrnsList([...urns]);
      request.getInputdependenciesMap().set(key, all);
    }
    const answer: proto.ConstructResponse = await this.call("construct", request);
    return { urn: answer.getUrn(), state: valuesOf(answer.getState()) };
  }

  cancel(): Promise<Empty> {
    return this.call("cancel", new Empty());
  }

  /** Checks and creates, as an apply does. */
  async make(urn: string, news: Values): Promise<Made & { inputs: Values }> {
    const { inputs, failures } = await this.check(urn, news);
    if (failures.length > 0) throw new Error(failures.join("; "));
    return { ...(await this.create(urn, inputs)), inputs };
  }

  private call<Answer>(method: keyof ResourceProviderClient, request: unknown): Promise<Answer> {
    const call = this.client[method].bind(this.client) as Method;
    return new Promise((resolve, reject) => {
      call(request as never, (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
  }
}

/** How a component is asked for. */
interface Constructing {
  /** Address of the monitor. */
  readonly monitor: string;
  readonly name?: string;
  readonly preview?: boolean;
  /** The reference of an explicit provider. */
  readonly provider?: string;
  /** URNs that an input depends on. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

interface Checked {
  readonly inputs: Values;
  /** `property: reason`. */
  readonly failures: string[];
}

interface Made {
  readonly id: string;
  readonly state: Values;
}

interface Diffed {
  readonly changes: proto.DiffResponse.DiffChanges;
  readonly replaces: string[];
  readonly deleteFirst: boolean;
  readonly paths: Readonly<Record<string, proto.PropertyDiff.Kind>>;
}

export const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
export const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;

/** Where a resource is declared, below the types of what is around it. */
export const urnOf = (kind: string, name: string, ...around: string[]): string =>
  `urn:pulumi:dev::acme::${[...around, `identity:index:${kind}`].join("$")}::${name}`;

/** What the engine sends for a value that only an apply will know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const struct = (values: Values): Struct =>
  Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
const valuesOf = (of: Struct | undefined): Values => of?.toJavaScript() ?? {};

const checked = (answer: proto.CheckResponse): Checked => ({
  inputs: valuesOf(answer.getInputs()),
  failures: answer.getFailuresList().map((one) => `${one.getProperty()}: ${one.getReason()}`),
});
