import type { Finding } from "../findings/finding";

/** What is found, before it has an id and advice. */
export type Found = Omit<Finding, "id" | "advice">;
