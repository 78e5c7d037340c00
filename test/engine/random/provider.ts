// A STAND-IN for the random provider, for tests and examples only: see README.md.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { type handleUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { kindOf } from "./kinds";
import { type Kind } from "./kinds/kind";
import { fromStruct, type Properties, revealAll, secret, toStruct, UNKNOWN } from "./values";

/** Where the SDK that programs use says which version of the real provider it wants. */
const { version } = JSON.parse(
  readFileSync(require.resolve("@pulumi/random/package.json"), "utf8"),
) as { version: string };

/** Handlers for the calls of `pulumirpc.ResourceProvider`; the others answer "unimplemented". */
export function standIn(): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new PluginInfo().setVersion(`${version}+stand-in`)),
    getSchema: unary(() =>
      new proto.GetSchemaResponse().setSchema(JSON.stringify({ name: "random", version })),
    ),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    checkConfig: unary((request: proto.CheckRequest) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: unary(() => unchanged()),
    configure: unary(() =>
      new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true),
    ),
    check: unary(check),
    diff: unary(diff),
    create: unary(create),
    read: unary(read),
    update: unary(update),
    delete: unary(() => new Empty()),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback({ code: status.INVALID_ARGUMENT, details: (error as Error).message });
    }
  };
}

function check(request: proto.CheckRequest): proto.CheckResponse {
  const inputs = revealAll(fromStruct(request.getNews()));
  const kind = kindOf(request.getUrn());
  const failures = hasUnknown(inputs) ? [] : kind.check(inputs);
  return new proto.CheckResponse()
    .setInputs(request.getNews())
    .setFailuresList(
      failures.map(({ property, reason }) =>
        new proto.CheckFailure().setProperty(property).setReason(reason),
      ),
    );
}

/** Any input that changes replaces the resource: a result never changes in place. */
function diff(request: proto.DiffRequest): proto.DiffResponse {
  const kind = kindOf(request.getUrn());
  const olds = kind.settings(revealAll(fromStruct(request.getOlds())));
  const news = kind.settings(revealAll(fromStruct(request.getNews())));
  const names = Object.keys({ ...olds, ...news });
  const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  if (changed.length === 0) return unchanged();
  return new proto.DiffResponse()
    .setChanges(proto.DiffResponse.DiffChanges.DIFF_SOME)
    .setDiffsList(changed)
    .setReplacesList(changed);
}

function create(request: proto.CreateRequest): proto.CreateResponse {
  const kind = kindOf(request.getUrn());
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) {
    const unknown = Object.fromEntries(kind.made.map((name) => [name, UNKNOWN]));
    return new proto.CreateResponse().setProperties(outputs(kind, inputs, unknown));
  }
  const made = kind.make(revealAll(inputs));
  return new proto.CreateResponse()
    .setId(made.id)
    .setProperties(outputs(kind, inputs, made.outputs));
}

/** Nothing exists but in the state, so what the state says is what there is. */
function read(request: proto.ReadRequest): proto.ReadResponse {
  if (Object.keys(fromStruct(request.getProperties())).length === 0) {
    throw new Error("this stand-in for the random provider can't import or look up by id");
  }
  return new proto.ReadResponse()
    .setId(request.getId())
    .setProperties(request.getProperties())
    .setInputs(request.getInputs());
}

function update(request: proto.UpdateRequest): proto.UpdateResponse {
  const olds = fromStruct(request.getOlds());
  const kind = kindOf(request.getUrn());
  const kept = Object.fromEntries(kind.made.map((name) => [name, olds[name] ?? null]));
  return new proto.UpdateResponse().setProperties(
    toStruct({ ...outputs(kind, fromStruct(request.getNews()), {}).toJavaScript(), ...kept }),
  );
}

/** Inputs keep their own marks of secrecy: secret keepers stay secret. */
function outputs(kind: Kind, inputs: Properties, made: Properties) {
  const marked = Object.entries(made).map(([name, value]) => [
    name,
    kind.secret.includes(name) ? secret(value) : value,
  ]);
  return toStruct({
    ...kind.settings(revealAll(inputs)),
    ...kind.settings(inputs),
    ...(Object.fromEntries(marked) as Properties),
  });
}

function unchanged(): proto.DiffResponse {
  return new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE);
}

function hasUnknown(inputs: Properties): boolean {
  return JSON.stringify(inputs).includes(UNKNOWN);
}
