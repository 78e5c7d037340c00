export * from "./identity-error";
export * from "./network-error";
export * from "./api-error";
export * from "./service-errors";
export * from "./unexpected-response-error";
export * from "./guards";
