import type {
  handleUnaryCall,
  ServerErrorResponse,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  GetSchemaResponse,
  type CheckRequest,
  type ConfigureRequest,
  type ConstructRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../../sdk/version";
import { declaredAt } from "./declared-at";
import { failureOf, stepFailureOf, treeFailureOf } from "./failures";
import { IdentityProvider } from "./provider";
import { packageSchema } from "./schema/package";
import { withValues, type Asked } from "./with-values";

const { check, diff, create, read, update, delete: remove } = ResourceProviderService;

/** `pulumirpc.ResourceProvider`; what old inputs a call brings beside its state nobody reads. */
export const definition = {
  ...ResourceProviderService,
  check: withValues(check, { olds: 2, news: 3 }, { inputs: 1 }),
  diff: withValues(diff, { olds: 3, news: 4, oldInputs: 6 }, {}),
  create: withValues(create, { properties: 2 }, { properties: 2 }),
  read: withValues(read, { properties: 3, inputs: 4 }, { properties: 2, inputs: 3 }),
  update: withValues(update, { olds: 3, news: 4, oldInputs: 8 }, { properties: 1 }),
  delete: withValues(remove, { properties: 3, oldInputs: 5 }, {}),
};

/** The calls of the `definition`, for one provider; others answer "unimplemented". */
export function serviceOf(provider = new IdentityProvider()): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify(packageSchema()))),
    attach: unary(() => new Empty()),
    checkConfig: unary((request: CheckRequest) => provider.checkConfig(request)),
    diffConfig: unary((request: DiffRequest) => provider.diffConfig(request)),
    configure: unary((request: ConfigureRequest) => provider.configure(request)),
    check: unary((asked: Asked<CheckRequest, "olds" | "news">) => provider.check(asked)),
    diff: unary((asked: Asked<DiffRequest, "olds" | "news">) => provider.diff(asked)),
    create: unary(
      (asked: Asked<CreateRequest, "properties">) => provider.create(asked),
      (error, { request, values }) => {
        const { served } = declaredAt(request.getUrn());
        return stepFailureOf(error, served, values.properties);
      },
    ),
    read: unary((asked: Asked<ReadRequest, "properties" | "inputs">) => provider.read(asked)),
    update: unary(
      (asked: Asked<UpdateRequest, "olds" | "news">) => provider.update(asked),
      (error, { request, values }) => {
        const { served } = declaredAt(request.getUrn());
        return stepFailureOf(error, served, values.news);
      },
    ),
    delete: unary((asked: Asked<DeleteRequest, "properties">) => provider.delete(asked)),
    construct: unary((request: ConstructRequest) => provider.construct(request), treeFailureOf),
    invoke: unary((request: InvokeRequest) => provider.invoke(request)),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
  failed: (error: unknown, request: Request) => Partial<ServerErrorResponse> = (error) =>
    failureOf(error),
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    const answering = async () => answer(request);
    answering().then(
      (response) => callback(null, response),
      (error: unknown) => callback(failed(error, request)),
    );
  };
}
