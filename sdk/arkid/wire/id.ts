import { z } from "zod";

/** What something is known by: an empty text would be anything's. */
export const id = z.string().min(1);

/** What the server numbers it by, from 1 on. */
export const number = z.int().min(1);
