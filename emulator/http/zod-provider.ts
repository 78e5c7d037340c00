import { type FastifySchemaCompiler, type FastifyTypeProvider } from "fastify";
import { type z } from "zod";

/** Types what a route reads by the Zod schemas that it gives. */
export interface ZodTypeProvider extends FastifyTypeProvider {
  validator: this["schema"] extends z.ZodType ? z.output<this["schema"]> : unknown;
}

/**
 * Checks by a route's Zod schemas.
 *
 * @param complain says in an API's words what is wrong
 */
export const zodValidator =
  (complain: (error: z.ZodError) => Error): FastifySchemaCompiler<z.ZodType> =>
  ({ schema }) =>
  (input: unknown) => {
    const result = schema.safeParse(input);
    return result.success ? { value: result.data } : { error: complain(result.error) };
  };
