export * from "./reads";
export * from "./watched";
