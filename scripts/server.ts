/** `npm run server`: the server of `npm start`, kept running until Ctrl-C. */
import { companyServer } from "./lib/company/server";
import { SERVERS } from "./lib/company/local";
import { keepPrivate } from "./lib/company/private";
import { backendOf } from "./lib/company/backend";

const WHO = {
  arkid: "user admin, password",
  authing: "access key pulumi-identity, its secret",
  keycloak: "user admin of the realm master, password",
};

async function main(): Promise<void> {
  const backend = backendOf(process.argv.slice(2));
  keepPrivate();
  const server = await companyServer(backend);
  if (server.joined) {
    process.stdout.write(`a server runs on ${server.url} already\n`);
    return;
  }
  process.stdout.write(
    `the identity server listens on ${server.url}\n` +
      `  ${WHO[backend]} in ${SERVERS[backend].secret}; Ctrl-C ends it\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
