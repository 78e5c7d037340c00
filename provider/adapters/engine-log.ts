import { engineAddress } from "../metrics/end-with-engine";

/**
 * Tells several lines as one message, which the engine shows before what the call answers. Lines
 * that a provider prints are shown one by one, whenever the engine has read them, between other
 * messages. Without an engine they are printed.
 */
export async function tell(lines: readonly string[]): Promise<void> {
  const address = engineAddress();
  const text = lines.join("\n");
  if (address === "") {
    console.info(text);
    return;
  }
  // The CLI loads this module as well, and needs none of gRPC.
  const { Client, credentials } = await import("@grpc/grpc-js");
  const { default: engineGrpc } = await import("@pulumi/pulumi/proto/engine_grpc_pb.js");
  const { default: proto } = await import("@pulumi/pulumi/proto/engine_pb.js");
  const { path, requestSerialize, responseDeserialize } = engineGrpc.EngineService.log;
  const message = new proto.LogRequest().setSeverity(proto.LogSeverity.INFO).setMessage(text);
  const engine = new Client(address, credentials.createInsecure());
  await new Promise<void>((resolve) => {
    engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, (error) => {
      if (error) console.info(text);
      resolve();
    });
  });
  engine.close();
}
