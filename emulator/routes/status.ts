import { anyone } from "./context";
import { type Resource, ok } from "./router";

/** Whether the server is there. */
export const statusRoutes: Resource[] = [
  { path: "ping/", guard: anyone, methods: { GET: () => ok("pong") } },
];
