import type {
  handleUnaryCall,
  ServerErrorResponse,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
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
import { stepFailureOf, failureOf } from "./failures";
import { IdentityProvider } from "./provider";
import { packageSchema } from "./schema/package";

/** The calls of `pulumirpc.ResourceProvider`, for one provider; others answer "unimplemented". */
export function serviceOf(provider = new IdentityProvider()): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify(packageSchema()))),
    attach: unary(() => new Empty()),
    checkConfig: unary((request: CheckRequest) => provider.checkConfig(request)),
    diffConfig: unary((request: DiffRequest) => provider.diffConfig(request)),
    configure: unary((request: ConfigureRequest) => provider.configure(request)),
    check: unary((request: CheckRequest) => provider.check(request)),
    diff: unary((request: DiffRequest) => provider.diff(request)),
    create: unary(
      (request: CreateRequest) => provider.create(request),
      (error, request) => {
        const { served } = declaredAt(request.getUrn());
        return stepFailureOf(error, served, request.getProperties());
      },
    ),
    read: unary((request: ReadRequest) => provider.read(request)),
    update: unary(
      (request: UpdateRequest) => provider.update(request),
      (error, request) => {
        const { served } = declaredAt(request.getUrn());
        return stepFailureOf(error, served, request.getNews());
      },
    ),
    delete: unary(async (request: DeleteRequest) => {
      await provider.delete(request);
      return new Empty();
    }),
    construct: unary((request: ConstructRequest) => provider.construct(request)),
    invoke: unary((request: InvokeRequest) => provider.invoke(request)),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
  failed: (error: unknown, request: Request) => Partial<ServerErrorResponse> = failureOf,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    const answering = async () => answer(request);
    answering().then(
      (response) => callback(null, response),
      (error: unknown) => callback(failed(error, request)),
    );
  };
}
