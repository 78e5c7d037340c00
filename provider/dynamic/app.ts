import { delegate } from "../adapter/delegate";
import { app } from "../handlers/app";

export = delegate(app);
