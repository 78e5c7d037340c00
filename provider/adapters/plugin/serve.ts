import { Server, ServerCredentials } from "@grpc/grpc-js";
import { definition, serviceOf } from "./service";

/** A provider that listens. */
interface Served {
  /** On 127.0.0.1. */
  readonly port: number;
  close(): void;
}

/** Serves one provider, which has a connection of its own: a process may have several. */
export async function serve(): Promise<Served> {
  // States have no limit of 4 MB.
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(definition, serviceOf());
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: () => server.forceShutdown() };
}
