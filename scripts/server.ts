/** `npm run server`: the embedded server of `npm start`, kept running until Ctrl-C. */
import { companyServer } from "./lib/company/server";
import { FILES } from "./lib/company/local";

async function main(): Promise<void> {
  const server = await companyServer();
  if (server.joined) {
    process.stdout.write(`a server runs on ${server.url} already\n`);
    return;
  }
  process.stdout.write(
    `the embedded identity server listens on ${server.url}\n` +
      `  user admin, password in ${FILES.adminPassword}; Ctrl-C ends it\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
