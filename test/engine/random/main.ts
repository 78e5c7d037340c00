import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { standIn } from "./provider";

const server = new Server({ "grpc.max_receive_message_length": -1 });
server.addService(ResourceProviderService, standIn());
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  // How the engine learns where to call: as a text, for a number is coloured where FORCE_COLOR is set.
  console.log(String(port));
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));

// An engine that was killed can't say good-bye; nothing may outlive it.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) process.exit(0);
}, 1000).unref();
