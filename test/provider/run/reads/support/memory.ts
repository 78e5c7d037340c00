import { connect } from "../../../../../provider/backends";
import { readConfiguration } from "../../../../../provider/run/settings";
import { TENANT } from "../../../../../provider/backends/snapshot";
import { Session } from "../../../../../provider/run/session";
import { RequestMetrics } from "../../../../../provider/metrics/request-metrics";

/** Reads everybody of a server, and prints how many they are and what the process holds for that. */
async function main(): Promise<void> {
  const configuration = readConfiguration(
    {},
    {
      ...process.env,
      IDENTITY_USERNAME: "admin",
    },
  );
  const { backend } = new Session(configuration, connect(configuration, new RequestMetrics()));
  const { users } = await backend.snapshot(TENANT, ["users"]);
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  console.log(JSON.stringify({ people: users.size, megabytes }));
}

void main();
