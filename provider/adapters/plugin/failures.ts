import { Metadata, status, type ServerErrorResponse } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialCreateError, ProviderError } from "../../backends/errors";
import { printable, printableLines } from "../../printable";
import { reasonsOf } from "../failures";
import type { Served } from "./served";
import { stateOf } from "./state";
import { toStruct } from "./values";

/**
 * An error of a call as gRPC has it: the message that users read, and no stack.
 * @param shown the message as it is printed
 */
export function failureOf(error: unknown, shown = printable): Partial<ServerErrorResponse> {
  const message = shown(error instanceof Error ? error.message : String(error));
  const property = error instanceof ProviderError ? error.property : undefined;
  const details = property === undefined ? message : `${property}: ${message}`;
  return { code: status.UNKNOWN, details };
}

/** The same for a tree, which has a line for each of its problems. */
export const treeFailureOf = (error: unknown): Partial<ServerErrorResponse> =>
  failureOf(error, printableLines);

/** The same for a step that was done in part: the engine keeps what there is, with the reason. */
export function stepFailureOf(
  error: unknown,
  served: Served,
  given: Uint8Array | undefined,
): Partial<ServerErrorResponse> {
  const failure = failureOf(error);
  if (!(error instanceof PartialCreateError)) return failure;
  const reason = failure.details ?? "";
  const made = new ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(toStruct(stateOf(served, error.outputs, given)))
    .setReasonsList(reasonsOf(error));
  const detail = new Any();
  detail.pack(made.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status().setCode(status.UNKNOWN).setMessage(reason).setDetailsList([detail]);
  const metadata = new Metadata();
  // Where gRPC looks for details of an error.
  metadata.add("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return { ...failure, metadata };
}
