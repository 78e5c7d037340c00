import { Server, ServerCredentials, status, type handleUnaryCall } from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceResponse,
  SupportsFeatureResponse,
  type RegisterResourceRequest,
  type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../../../../provider/engine/kind";
import type { Engine } from "./engine";

/** A resource as a component registered it. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly inputs: Values;
  readonly aliases: readonly { readonly name: string; readonly type: string }[];
  readonly dependencies: readonly string[];
  readonly provider: string;
}

const STACK = "urn:pulumi:dev::acme::pulumi:pulumi:Stack::acme-dev";

/**
 * The engine's other side, where programs and components register their resources: real gRPC. Each is
 * checked and made by the provider at once, as an `up` on an empty stack does.
 */
export class Monitor {
  readonly registered: Registration[] = [];

  private constructor(
    private readonly engine: Engine,
    private readonly preview: boolean,
  ) {}

  /** @returns it, its address, and what ends it */
  static async start(engine: Engine, { preview = false } = {}) {
    const monitor = new Monitor(engine, preview);
    const server = new Server();
    server.addService(ResourceMonitorService, {
      supportsFeature: monitor.supportsFeature,
      registerResource: monitor.registerResource,
      registerResourceOutputs: nothing,
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return { monitor, address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
  }

  /** What was registered, as `User acme/ada`. */
  get names(): string[] {
    return this.registered.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`).sort();
  }

  find(named: string): Registration {
    const found = this.registered.find(
      ({ type, name }) => `${type.split(":").at(-1)} ${name}` === named,
    );
    if (found === undefined) throw new Error(`there is no ${named} among ${this.names.join(", ")}`);
    return found;
  }

  private readonly supportsFeature: handleUnaryCall<
    SupportsFeatureRequest,
    SupportsFeatureResponse
  > = ({ request }, callback) => {
    const features = ["secrets", "outputValues", "aliasSpecs", "resourceReferences"];
    callback(null, new SupportsFeatureResponse().setHassupport(features.includes(request.getId())));
  };

  private readonly registerResource: handleUnaryCall<
    RegisterResourceRequest,
    RegisterResourceResponse
  > = ({ request }, callback) => {
    this.made(request).then(
      (response) => callback(null, response),
      (error: unknown) => callback({ code: status.UNKNOWN, details: String(error) }),
    );
  };

  private async made(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const [type, name] = [request.getType(), request.getName()];
    const urn = urnBelow(request.getParent(), type, name);
    const inputs: Values = request.getObject()?.toJavaScript() ?? {};
    const aliases = request.getAliasesList().map((one) => ({
      name: one.getSpec()?.getName() ?? "",
      type: one.getSpec()?.getType() ?? "",
    }));
    const dependencies = request.getDependenciesList();
    const provider = request.getProvider();
    this.registered.push({ type, name, urn, inputs, aliases, dependencies, provider });
    const response = new RegisterResourceResponse().setUrn(urn);
    if (!request.getCustom()) return response.setObject(new Struct());
    const checked = await this.engine.check(urn, inputs);
    if (checked.failures.length > 0) throw new Error(checked.failures.join("; "));
    const { id, state } = await this.engine.create(urn, checked.inputs, this.preview);
    const object = state as Record<string, JavaScriptValue>;
    return response.setId(id).setObject(Struct.fromJavaScript(object));
  }
}

function urnBelow(parent: string, type: string, name: string): string {
  const above = (parent || STACK).split("::")[2] ?? "";
  const types = above === "pulumi:pulumi:Stack" ? type : `${above}$${type}`;
  return `urn:pulumi:dev::acme::${types}::${name}`;
}

const nothing: handleUnaryCall<unknown, Empty> = (_, callback) => callback(null, new Empty());
